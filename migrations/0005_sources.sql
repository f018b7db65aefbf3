-- Whoever asserts things: outlets, agencies, institutions, accounts, persons, documents. A source's id and slug never
-- change and no source is ever removed, so both may be remembered by whoever has seen them.

create table sources (
    id          uuid primary key,
    slug        text        not null,
    name        text        not null,
    kind        text        not null,
    parent_id   uuid        references sources (id),
    -- The topmost owner: the source itself where there is no parent. Kept here because claims are listed and counted by it.
    family_id   uuid        not null,
    country     text,
    language    text,
    domains     text[]      not null default '{}',
    wikidata_id text,
    notes       text,
    external_id text,
    version     integer     not null default 1,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint sources_family foreign key (family_id) references sources (id) deferrable initially deferred,
    constraint sources_slug_unique unique (slug),
    constraint sources_external_id_unique unique (external_id),
    constraint sources_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 100),
    constraint sources_name_length check (char_length(name) between 1 and 300),
    constraint sources_kind check (kind in ('news_outlet', 'wire_agency', 'broadcaster', 'aggregator', 'blog',
        'social_account', 'government', 'institution', 'person', 'document')),
    constraint sources_not_own_parent check (parent_id <> id),
    constraint sources_orphan_is_family check (parent_id is not null or family_id = id),
    constraint sources_country_shape check (country ~ '^[A-Z]{2}$'),
    constraint sources_wikidata_shape check (wikidata_id ~ '^Q[1-9][0-9]{0,11}$'),
    constraint sources_notes_length check (char_length(notes) <= 10000),
    constraint sources_external_id_length check (char_length(external_id) between 1 and 200)
);

create index sources_by_parent on sources (parent_id) where parent_id is not null;
create index sources_by_family on sources (family_id, id desc);
create index sources_by_domain on sources using gin (domains);

grant select, insert, update on sources to claimcheck_service;

-- How reliable a source was judged to be, and from when on (NATO Admiralty, AJP-2.1: A completely reliable ... E unreliable,
-- F cannot be judged). A later judgement stands beside the earlier one.
create table source_reliability (
    id          uuid primary key,
    source_id   uuid        not null references sources (id),
    grade       text        not null,
    rationale   text        not null,
    valid_from  date        not null,
    recorded_at timestamptz not null,
    recorded_by text        not null,
    constraint source_reliability_grade check (grade in ('A', 'B', 'C', 'D', 'E', 'F')),
    constraint source_reliability_rationale_length check (char_length(rationale) between 1 and 10000)
);

create index source_reliability_newest on source_reliability (source_id, valid_from desc, id desc);

grant select, insert on source_reliability to claimcheck_service;
