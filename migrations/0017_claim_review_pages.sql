-- Pages of ClaimReview markup, as clients of the Google Fact Check Tools API make them. They speak of claims in their own words and
-- are tied to none that is recorded here; claims:search looks through them together with the published assessments.

-- A site and all the domains it lies in, the site first: a search for a domain finds what lies below it.
create function site_levels(site text) returns text[]
    language sql immutable strict parallel safe
    return (select array_agg(array_to_string((string_to_array(site, '.'))[first:], '.') order by first)
              from generate_subscripts(string_to_array(site, '.'), 1) as first);

-- A language tag without its region, in lower case: zh-hant of zh-Hant-TW, en of en-GB.
create function language_without_region(tag text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(lower(tag), '^([a-z]{2,3}(-[a-z]{4})?).*$', '\1');

create table claim_review_pages (
    id                     uuid primary key,
    page_url               text        not null,
    canonical_url          text        not null,
    site                   text        not null,
    publish_date           timestamptz,
    publish_date_precision text,
    author_name            text,
    author_image_url       text,
    version                integer     not null default 1,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    deleted_at             timestamptz,
    constraint claim_review_pages_url_length check (char_length(page_url) between 1 and 2048 and char_length(canonical_url) <= 2048),
    constraint claim_review_pages_site_length check (char_length(site) between 1 and 2048),
    constraint claim_review_pages_publish_precision check ((publish_date is null) = (publish_date_precision is null)
        and publish_date_precision in ('year', 'month', 'day', 'instant')),
    constraint claim_review_pages_publish_finite check (isfinite(publish_date)),
    constraint claim_review_pages_author_length check (char_length(author_name) between 1 and 300
        and char_length(author_image_url) <= 2048)
);

-- A page is one record however its address is spelt; the address of one whose markup was deleted is free.
create unique index claim_review_pages_url_unique on claim_review_pages (canonical_url) where deleted_at is null;
create index claim_review_pages_by_site on claim_review_pages using gin (site_levels(site)) where deleted_at is null;

grant select, insert, update (page_url, canonical_url, site, publish_date, publish_date_precision, author_name, author_image_url,
    version, updated_at, deleted_at) on claim_review_pages to claimcheck_service;

create table claim_review_markups (
    page_id                uuid     not null references claim_review_pages (id),
    position               smallint not null,
    url                    text,
    claim_reviewed         text     not null,
    claim_date             timestamptz,
    claim_date_precision   text,
    claim_location         text,
    claim_first_appearance text,
    claim_appearances      text[]   not null default '{}',
    claimant_name          text,
    claimant_job_title     text,
    claimant_image_url     text,
    claimant_same_as       text,
    textual_rating         text     not null,
    rating_value           integer,
    worst_rating           integer,
    best_rating            integer,
    rating_explanation     text,
    rating_image_url       text,
    -- In whatever language: markup does not say in which, so its words are taken as they stand.
    search_vector          tsvector generated always as (search_vector_of(null, claim_reviewed)) stored,
    primary key (page_id, position),
    constraint claim_review_markups_position check (position between 1 and 50),
    constraint claim_review_markups_claim_length check (char_length(claim_reviewed) between 1 and 10000),
    constraint claim_review_markups_claim_precision check ((claim_date is null) = (claim_date_precision is null)
        and claim_date_precision in ('year', 'month', 'day', 'instant')),
    constraint claim_review_markups_claim_finite check (isfinite(claim_date)),
    constraint claim_review_markups_location_length check (char_length(claim_location) between 1 and 500),
    constraint claim_review_markups_appearances_bounded check (cardinality(claim_appearances) <= 100),
    constraint claim_review_markups_claimant_length check (char_length(claimant_name) between 1 and 300
        and char_length(claimant_job_title) between 1 and 300),
    constraint claim_review_markups_addresses_length check (char_length(url) <= 2048 and char_length(claim_first_appearance) <= 2048
        and char_length(claimant_image_url) <= 2048 and char_length(claimant_same_as) <= 2048
        and char_length(rating_image_url) <= 2048),
    constraint claim_review_markups_rating_length check (char_length(textual_rating) between 1 and 10000
        and char_length(rating_explanation) between 1 and 10000),
    constraint claim_review_markups_value_within_bounds check (rating_value >= worst_rating and rating_value <= best_rating),
    constraint claim_review_markups_worst_below_best check (worst_rating < best_rating)
);

create index claim_review_markups_by_words on claim_review_markups using gin (search_vector);

-- Markups are replaced as a whole and go with their page; the audit log keeps how they were.
grant select, insert, delete on claim_review_markups to claimcheck_service;

-- What claims:search asks of assessments: those of a site, and the newest of all.
create index assessments_by_site on assessments using gin (site_levels(site)) where state = 'published';
create index assessments_published on assessments (published_at desc, id desc) where state = 'published';
