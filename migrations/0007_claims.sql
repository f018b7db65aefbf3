-- One assertion, made by one source in (optionally) one article, and the hops through which it came. A claim is never
-- removed: it is retracted, superseded, or, by order of law, taken down, which empties it and leaves the row.

create table claims (
    id                   uuid primary key,
    external_id          text,
    source_id            uuid        not null references sources (id),
    article_id           uuid        references articles (id),
    text                 text,
    -- Beside the original only where it differs: most text is in NFC as it comes.
    text_nfc             text generated always as (nullif(normalize(text, nfc), text)) stored,
    quote                text,
    quote_exact          text,
    quote_prefix         text,
    quote_suffix         text,
    claimed_at           timestamptz,
    claimed_at_precision text,
    language             text,
    modality             text        not null,
    basis                text        not null,
    status               text        not null default 'active',
    topics               text[]      not null default '{}',
    version              integer     not null default 1,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    taken_down_at        timestamptz,
    search_ordinal       smallint generated always as (search_ordinal(language)) stored,
    search_vector        tsvector generated always as
        (search_vector_of(language, coalesce(text, '') || ' ' || coalesce(quote, ''))) stored,
    constraint claims_external_id_unique unique (external_id, source_id),
    constraint claims_external_id_length check (char_length(external_id) between 1 and 200),
    constraint claims_text_length check (char_length(text) between 1 and 10000),
    constraint claims_text_unless_taken_down check ((text is null) = (taken_down_at is not null)),
    constraint claims_quote_length check (char_length(quote) between 1 and 10000),
    constraint claims_quote_selector_length check (char_length(quote_exact) between 1 and 10000
        and char_length(quote_prefix) <= 1000 and char_length(quote_suffix) <= 1000),
    constraint claims_claimed_precision check ((claimed_at is null) = (claimed_at_precision is null)
        and claimed_at_precision in ('year', 'month', 'day', 'instant')),
    constraint claims_claimed_finite check (isfinite(claimed_at)),
    constraint claims_language_length check (char_length(language) between 2 and 35),
    constraint claims_modality check (modality in ('asserted', 'reported', 'alleged', 'denied', 'predicted', 'quoted')),
    constraint claims_basis check (basis in ('witnessed', 'deduced', 'told', 'unknown')),
    constraint claims_status check (status in ('active', 'retracted', 'superseded')),
    constraint claims_topics_bounded check (cardinality(topics) <= 32)
);

-- Ids are UUIDv7, so every list is newest first by id alone.
create index claims_by_source on claims (source_id, id desc);
create index claims_by_article on claims (article_id, id desc) where article_id is not null;
create index claims_by_language on claims (language, id desc);
create index claims_by_modality on claims (modality, id desc);
create index claims_by_claimed_at on claims (claimed_at, id desc) where claimed_at is not null;
create index claims_not_active on claims (status, id desc) where status <> 'active';
create index claims_by_topic on claims using gin (topics);
create index claims_by_words on claims using gin (search_vector);

grant select, insert, update on claims to claimcheck_service;

-- Whoever writes claims, one at a time or by the thousand: a language that is new is known from then on.
create function note_search_languages() returns trigger
    language plpgsql
as $$
begin
    insert into public.search_languages (ordinal)
    select distinct search_ordinal from written
    except
    select ordinal from public.search_languages
    on conflict (ordinal) do nothing;
    return null;
end
$$;

create trigger claims_note_languages_inserted after insert on claims
    referencing new table as written for each statement execute function note_search_languages();

create trigger claims_note_languages_updated after update on claims
    referencing new table as written for each statement execute function note_search_languages();

-- Through whom a claim came, nearest first: position 1 is whom its source cites.
create table attribution_hops (
    claim_id          uuid     not null references claims (id),
    position          smallint not null,
    source_id         uuid     references sources (id),
    descriptor        text,
    relation          text     not null,
    on_record         text     not null,
    upstream_claim_id uuid     references claims (id),
    quote             text,
    primary key (claim_id, position),
    constraint attribution_hops_position check (position between 1 and 16),
    constraint attribution_hops_source_or_descriptor check ((source_id is null) <> (descriptor is null)),
    constraint attribution_hops_upstream_has_source check (upstream_claim_id is null or source_id is not null),
    constraint attribution_hops_not_own_upstream check (upstream_claim_id <> claim_id),
    constraint attribution_hops_descriptor_length check (char_length(descriptor) between 1 and 500),
    constraint attribution_hops_relation check (relation in ('quoted_from', 'derived_from', 'primary_source')),
    constraint attribution_hops_on_record check (on_record in ('on_record', 'background', 'off_record', 'unknown')),
    constraint attribution_hops_quote_length check (char_length(quote) between 1 and 10000)
);

create index attribution_hops_by_source on attribution_hops (source_id) where source_id is not null;
create index attribution_hops_by_upstream on attribution_hops (upstream_claim_id) where upstream_claim_id is not null;

-- Hops are replaced as a whole when an attribution is corrected; the audit log keeps how it was.
grant select, insert, delete on attribution_hops to claimcheck_service;

-- Merges freshly written search entries into the index proper: until then every search reads them one by one.
-- Only an index's owner may do so, hence the definer's rights.
create function flush_search_index() returns bigint
    language sql security definer set search_path = pg_catalog
    return gin_clean_pending_list('public.claims_by_words'::regclass) + gin_clean_pending_list('public.claims_by_topic'::regclass);

revoke all on function flush_search_index() from public;
grant execute on function flush_search_index() to claimcheck_service;
