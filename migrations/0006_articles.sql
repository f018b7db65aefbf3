-- One published item of a source. The same source and canonical URL is the same article.

create table articles (
    id                     uuid primary key,
    external_id            text,
    source_id              uuid        not null references sources (id),
    url                    text,
    canonical_url          text,
    archived_url           text,
    title                  text,
    byline                 text,
    published_at           timestamptz,
    published_at_precision text,
    retrieved_at           timestamptz,
    language               text,
    content_sha256         text,
    version                integer     not null default 1,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    constraint articles_url_unique unique (source_id, canonical_url),
    constraint articles_external_id_unique unique (external_id, source_id),
    constraint articles_named_somehow check (coalesce(url, title) is not null),
    constraint articles_url_is_canonicalised check ((url is null) = (canonical_url is null)),
    constraint articles_url_length check (char_length(url) <= 2048 and char_length(canonical_url) <= 2048
        and char_length(archived_url) <= 2048),
    constraint articles_title_length check (char_length(title) between 1 and 1000),
    constraint articles_byline_length check (char_length(byline) between 1 and 500),
    constraint articles_external_id_length check (char_length(external_id) between 1 and 200),
    constraint articles_published_precision check ((published_at is null) = (published_at_precision is null)
        and published_at_precision in ('year', 'month', 'day', 'instant')),
    constraint articles_sha256_shape check (content_sha256 ~ '^[0-9a-f]{64}$'),
    constraint articles_times_finite check (isfinite(published_at) and isfinite(retrieved_at))
);

create index articles_by_source on articles (source_id, id desc);

grant select, insert, update on articles to claimcheck_service;
