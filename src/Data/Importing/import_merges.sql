-- name: ImportStageCreate
-- Where articles are copied to before they are merged: the session's own, and empty again after each transaction.
create temporary table if not exists import_articles_stage on commit delete rows as
select id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at, published_at_precision, retrieved_at,
       language, content_sha256, version, created_at, updated_at, id as audit_id, ''::text as after
  from articles
  with no data;

-- copy: ImportClaims
copy claims (id, external_id, source_id, article_id, text, quote, quote_exact, quote_prefix, quote_suffix, claimed_at,
             claimed_at_precision, language, modality, basis, status, topics, version, created_at, updated_at)
from stdin (format binary)

-- copy: ImportHops
copy attribution_hops (claim_id, position, source_id, descriptor, relation, on_record, upstream_claim_id, quote)
from stdin (format binary)

-- copy: ImportEntries
copy audit_log (id, entity_type, entity_id, version, action, actor_id, actor, at, after, trace_id)
from stdin (format binary)

-- copy: ImportArticlesStage
copy import_articles_stage (id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at,
                            published_at_precision, retrieved_at, language, content_sha256, version, created_at, updated_at, audit_id, after)
from stdin (format binary)

-- name: ImportStageClear
truncate import_articles_stage;

-- name: ImportArticlesMerge
-- The articles and their first audit entries. No row for an id: its source has got an article with that externalId or address meanwhile.
with stored as (
    insert into articles (id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at,
                          published_at_precision, retrieved_at, language, content_sha256, version, created_at, updated_at)
    select id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at, published_at_precision,
           retrieved_at, language, content_sha256, version, created_at, updated_at
      from import_articles_stage
     order by external_id, canonical_url, source_id
    on conflict do nothing
    returning id
), entries as (
    insert into audit_log (id, entity_type, entity_id, version, action, actor_id, actor, at, after, trace_id)
    select article.audit_id, 'article', article.id, article.version, 'created', @actorId, @actor, @at, article.after::jsonb, @traceId
      from import_articles_stage article
      join stored on stored.id = article.id
)
select id from stored;

-- name: ImportClaimsFind
-- The claims that keys mean. No row for a place: there is none.
select asked.place::integer as place, c.id
  from unnest(@sources::uuid[], @externalIds::text[]) with ordinality as asked (source_id, external_id, place)
  join claims c on c.external_id = asked.external_id and c.source_id = asked.source_id
 order by c.id;

-- name: ImportClaimsHold
-- The claims as nobody changes them until what is merged into them is stored. No row for an id: no claim has it.
select id from claims where id = any(@ids) order by id for no key update;

-- name: ImportClaimsNamed
-- The claims that are named: by an id, by a source and its externalId, or by an externalId alone. Of the last two suffice to tell that
-- one of several may be meant. No row for a name: there is none.
select c.id, c.external_id, c.source_id, c.taken_down_at is not null as is_taken_down
  from claims c
 where c.id = any(@ids)
union
select c.id, c.external_id, c.source_id, c.taken_down_at is not null
  from unnest(@sources::uuid[], @keys::text[]) as asked (source_id, external_id)
  join claims c on c.external_id = asked.external_id and c.source_id = asked.source_id
union
select c.id, c.external_id, c.source_id, c.is_taken_down
  from unnest(@externalIds::text[]) as asked (external_id)
 cross join lateral (
        select each.id, each.external_id, each.source_id, each.taken_down_at is not null as is_taken_down
          from claims each
         where each.external_id = asked.external_id
         order by each.source_id
         limit 2
       ) c
 order by id;

-- name: ImportArticlesFind
-- The articles that keys mean: an id, an externalId or an address. No row for a place: there is none.
select asked.place::integer as place, a.id, a.external_id, a.canonical_url
  from unnest(@ids::uuid[], @sources::uuid[], @externalIds::text[], @canonicalUrls::text[])
       with ordinality as asked (id, source_id, external_id, canonical_url, place)
  join articles a on a.source_id = asked.source_id
                 and (a.id = asked.id or a.external_id = asked.external_id or a.canonical_url = asked.canonical_url)
 order by a.id;

-- name: ImportArticlesOwners
-- Whose the articles with these ids are. No row for an id: no article has it.
select id, source_id from articles where id = any(@ids) order by id;

-- name: ImportArticlesHold
-- The articles as nobody changes them until what is merged into them is stored. No row for an id: no article has it.
select id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at, published_at_precision,
       retrieved_at, language, content_sha256, version, created_at, updated_at
  from articles
 where id = any(@ids)
 order by id
   for no key update;
