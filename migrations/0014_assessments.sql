-- A fact-checker's verdict on a claim, from the draft to its retraction. It is never removed; a legal takedown of its claim empties
-- it and leaves the row.

create table assessments (
    id                  uuid primary key,
    claim_id            uuid        not null references claims (id),
    language            text,
    -- The publisher's own words, and with them what they come to: a copy of what the scale said when the verdict was given.
    rating_text         text,
    scale_id            uuid        references rating_scales (id),
    rating_value        double precision,
    best_rating         double precision,
    worst_rating        double precision,
    normalized          text        not null,
    credibility         smallint,
    likelihood          text,
    confidence          text,
    title               text,
    summary             text,
    review_url          text,
    author_name         text,
    author_url          text,
    -- The host of author_url, else of review_url, in lower case and without www: by it readers of verdicts know a publisher.
    site                text,
    published_at        timestamptz,
    state               text        not null,
    needs_review_reason text,
    needs_review_since  timestamptz,
    version             integer     not null default 1,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    -- Its claim's, kept here so that lists need not look there.
    taken_down_at       timestamptz,
    constraint assessments_language_length check (char_length(language) between 2 and 35),
    constraint assessments_rating_text_length check (char_length(rating_text) between 1 and 200),
    constraint assessments_bounds_together check ((best_rating is null) = (worst_rating is null)),
    constraint assessments_worst_below_best check (worst_rating < best_rating),
    -- NaN counts as greater than every number here, so it is refused as well as the infinities.
    constraint assessments_bounds_range check
        (best_rating between -1000000 and 1000000 and worst_rating between -1000000 and 1000000),
    constraint assessments_value_has_bounds check (rating_value is null or best_rating is not null),
    constraint assessments_value_within_bounds check (rating_value between worst_rating and best_rating),
    constraint assessments_normalized check (normalized in
        ('true', 'mostly_true', 'mixture', 'mostly_false', 'false', 'unverifiable', 'other')),
    constraint assessments_credibility_range check (credibility between 1 and 6),
    constraint assessments_likelihood check (likelihood in ('almost_no_chance', 'very_unlikely', 'unlikely',
        'roughly_even_chance', 'likely', 'very_likely', 'almost_certain')),
    constraint assessments_confidence check (confidence in ('low', 'moderate', 'high')),
    constraint assessments_title_length check (char_length(title) between 1 and 1000),
    constraint assessments_summary_length check (char_length(summary) between 1 and 10000),
    constraint assessments_author_length check (char_length(author_name) between 1 and 300),
    constraint assessments_published_finite check (isfinite(published_at)),
    constraint assessments_state check (state in ('draft', 'in_review', 'published', 'retracted')),
    constraint assessments_published_whole check
        (state <> 'published' or taken_down_at is not null or (published_at is not null and review_url is not null)),
    constraint assessments_needs_review_why check ((needs_review_reason is null) = (needs_review_since is null)),
    constraint assessments_needs_review_length check (char_length(needs_review_reason) between 1 and 2000),
    constraint assessments_texts_unless_taken_down check
        (taken_down_at is not null or (rating_text is not null and author_name is not null)),
    constraint assessments_taken_down_empty check
        (taken_down_at is null or (rating_text, title, summary, review_url, author_name, author_url, site, needs_review_reason)
            is null)
);

-- Ids are UUIDv7, so every list is newest first by id alone.
create index assessments_by_claim on assessments (claim_id, id desc);
create index assessments_by_state on assessments (state, id desc);
create index assessments_by_normalized on assessments (normalized, id desc);
create index assessments_needing_review on assessments (id desc) where needs_review_since is not null;

-- Taken down they are by redact_history alone.
grant select, insert, update (language, rating_text, scale_id, rating_value, best_rating, worst_rating, normalized, credibility,
    likelihood, confidence, title, summary, review_url, author_name, author_url, site, published_at, state, needs_review_reason,
    needs_review_since, version, updated_at) on assessments to claimcheck_service;

-- What was changed of an assessment after it was published.
create table assessment_corrections (
    assessment_id uuid        not null references assessments (id),
    version       integer     not null,
    -- The members that changed, by the names under which they are sent; none where a second look found that all of it stands.
    changed       text[]      not null,
    note          text,
    corrected_by  text        not null,
    corrected_at  timestamptz not null,
    primary key (assessment_id, version),
    constraint assessment_corrections_version_counts check (version >= 2),
    constraint assessment_corrections_changed check (changed <@ array['ratingText', 'scale', 'ratingValue', 'bestRating',
        'worstRating', 'normalized', 'credibility', 'likelihood', 'confidence', 'title', 'summary', 'language', 'reviewUrl', 'author',
        'publishedAt']),
    constraint assessment_corrections_note_length check (char_length(note) between 1 and 10000)
);

grant select, insert on assessment_corrections to claimcheck_service;
