-- name: ClaimGet
-- One row per hop, at least one. No row: no claim has the id.
select c.id, c.external_id, c.source_id, c.article_id, a.external_id as article_external_id, c.text, c.quote, c.quote_exact,
       c.quote_prefix, c.quote_suffix, c.claimed_at, c.claimed_at_precision, c.language, c.modality, c.basis, c.status,
       c.topics, c.version, c.created_at, c.updated_at, c.taken_down_at,
       h.position, h.source_id as hop_source_id, h.descriptor, h.relation, h.on_record, h.upstream_claim_id, h.quote as hop_quote
  from claims c
  left join articles a on a.id = c.article_id
  left join attribution_hops h on h.claim_id = c.id
 where c.id = @id
 order by h.position
 limit 16;

-- name: ClaimGetAll
-- One row per hop, at least one for each claim. No row for an id: no claim has it.
select c.id, c.external_id, c.source_id, c.article_id, a.external_id as article_external_id, c.text, c.quote, c.quote_exact,
       c.quote_prefix, c.quote_suffix, c.claimed_at, c.claimed_at_precision, c.language, c.modality, c.basis, c.status,
       c.topics, c.version, c.created_at, c.updated_at, c.taken_down_at,
       h.position, h.source_id as hop_source_id, h.descriptor, h.relation, h.on_record, h.upstream_claim_id, h.quote as hop_quote
  from claims c
  left join articles a on a.id = c.article_id
  left join attribution_hops h on h.claim_id = c.id
 where c.id = any(@ids)
 order by c.id, h.position;

-- name: ClaimVersion
-- No row: no claim has the id, or it was taken down.
select version from claims where id = @id and taken_down_at is null;

-- name: ClaimList
select c.id, c.external_id, c.source_id, c.article_id, a.external_id as article_external_id, c.text, c.quote, c.quote_exact,
       c.quote_prefix, c.quote_suffix, c.claimed_at, c.claimed_at_precision, c.language, c.modality, c.basis, c.status,
       c.topics, c.version, c.created_at, c.updated_at, c.taken_down_at,
       h.position, h.source_id as hop_source_id, h.descriptor, h.relation, h.on_record, h.upstream_claim_id, h.quote as hop_quote
  from (select id, external_id, source_id, article_id, text, quote, quote_exact, quote_prefix, quote_suffix, claimed_at,
               claimed_at_precision, language, modality, basis, status, topics, version, created_at, updated_at, taken_down_at
          from claims c
         where c.taken_down_at is null /*filters*/
         order by c.id desc
         limit @take) c
  left join articles a on a.id = c.article_id
  left join attribution_hops h on h.claim_id = c.id
 order by c.id desc, h.position;

-- name: SearchLanguages
-- Always one row; an empty array while there are no claims.
select coalesce(array_agg(ordinal), '{}') from search_languages;

-- name: ClaimSearch
-- The best of the newest @candidates matches. Newest, because a common word matches too many claims to rank them all;
-- counted, so that the answer can say when it ranked only a part. The claim's own language decides; the union is for the
-- index. The planner must estimate by the union alone, hence coalesce: of a second @@ that it cannot look into it would
-- believe that next to nothing matches, and would collect every match of two common words instead of walking back from
-- the newest claim.
with candidates as (
    select c.id, c.search_ordinal, c.search_vector
      from claims c
     where c.taken_down_at is null
       and c.search_vector @@ search_union(search_queries(@q, @languages))
       and coalesce(c.search_vector @@ (search_queries(@q, @languages))[c.search_ordinal], false) /*filters*/
     order by c.id desc
     limit @candidates
), ranked as (
    select id, ts_rank_cd(search_vector, (search_queries(@q, @languages))[search_ordinal], 1) as rank,
           count(*) over () as matches, max(id::text) over () as newest
      from candidates
), page as (
    select id, rank, matches, newest
      from ranked
     where @afterRank::real is null or (rank, id) < (@afterRank::real, @afterId::uuid)
     order by rank desc, id desc
     limit @take
)
select c.id, c.external_id, c.source_id, c.article_id, a.external_id as article_external_id, c.text, c.quote, c.quote_exact,
       c.quote_prefix, c.quote_suffix, c.claimed_at, c.claimed_at_precision, c.language, c.modality, c.basis, c.status,
       c.topics, c.version, c.created_at, c.updated_at, c.taken_down_at,
       h.position, h.source_id as hop_source_id, h.descriptor, h.relation, h.on_record, h.upstream_claim_id, h.quote as hop_quote,
       page.rank, page.matches, page.newest::uuid as newest,
       case when coalesce(h.position, 1) = 1 then
           ts_headline((search_configurations())[c.search_ordinal], c.text || coalesce(E'\n' || c.quote, ''),
                       (search_queries(@q, @languages))[c.search_ordinal], @headline) end as snippet
  from page
  join claims c on c.id = page.id
  left join articles a on a.id = c.article_id
  left join attribution_hops h on h.claim_id = c.id
 order by page.rank desc, page.id desc, h.position;

-- name: MatchCandidates
-- The claims that share most with an utterance, by the rarity of the words shared, each with what it is compared by. Every word has a
-- query of its own, each rare as far as is known, and cut off where it is not; common words only tell apart what rare ones have found. How many claims
-- hold each word is counted on the way, whatever the filters leave, and comes with the first row. In scripts without spaces two characters in
-- a row are looked for in their own index. "offset 0" keeps each word's look-up by itself.
with word as materialized (
    select w.n, w.query::tsquery as query, w.pair
      from unnest(@queries::text[], @pairs::text[]) with ordinality as w (query, pair, n)
), found as materialized (
    select word.n, c.id, c.fits, c.common
      from word
     cross join lateral (
           select c.id, (true /*filters*/) as fits,
                  case when c.search_vector @@ @common1::tsquery then @worth1::float8 else 0 end
                  + case when c.search_vector @@ @common2::tsquery then @worth2::float8 else 0 end
                  + case when c.search_vector @@ @common3::tsquery then @worth3::float8 else 0 end as common
             from claims c
            where c.search_vector @@ word.query and c.taken_down_at is null
            limit @most
           offset 0
           ) as c
     where word.query is not null
    union all
    select word.n, c.id, c.fits, 0
      from word
     cross join lateral (
           select c.id, (true /*filters*/) as fits
             from claims c
            where c.text ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u312F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]'
              and unspaced_pairs(c.text) @> array[word.pair]
            limit @most
           offset 0
           ) as c
     where word.pair is not null
), held as materialized (
    select n, count(*) as claims,
           least(10, -ln((count(*) + 0.05::float8) / (greatest(count(*)::float8, @claims::float8) + 500))) as worth
      from found
     group by n
), ranked as (
    select found.id, sum(held.worth) + max(found.common) as worth
      from found
      join held on held.n = found.n
     where found.fits
     group by found.id
     order by worth desc, found.id
     limit @take
)
select c.id, left(c.text, @longest) as text, left(c.quote, @longest) as quote, c.search_ordinal as language, a.title as article_title,
       array(select v.title from assessments v
              where v.claim_id = c.id and v.state = 'published' and v.title is not null
              order by v.id desc limit 3) as titles,
       case when row_number() over (order by ranked.worth desc, c.id) = 1
            then array(select coalesce(held.claims, 0) from word left join held on held.n = word.n order by word.n) end as held
  from ranked
  join claims c on c.id = ranked.id
  left join articles a on a.id = c.article_id
 order by ranked.worth desc, c.id;

-- name: ClaimExport
-- Every claim that the filters leave, oldest first, but for those that were taken down; one row per hop, at least one for each.
-- What a claim says is in its first row only. A hop that names a claim that was taken down names its source alone.
select c.id, h.position,
       case when coalesce(h.position, 1) = 1 then c.text end as text,
       case when coalesce(h.position, 1) = 1 then c.quote end as quote,
       case when coalesce(h.position, 1) = 1 then c.quote_exact end as quote_exact,
       case when coalesce(h.position, 1) = 1 then c.quote_prefix end as quote_prefix,
       case when coalesce(h.position, 1) = 1 then c.quote_suffix end as quote_suffix,
       case when coalesce(h.position, 1) = 1 then c.topics end as topics,
       c.external_id, c.source_id, s.slug, c.article_id, c.claimed_at, c.claimed_at_precision, c.language, c.modality, c.basis,
       c.status, c.version, c.created_at, c.updated_at,
       h.source_id as hop_source_id, hs.slug as hop_slug, h.descriptor, h.relation, h.on_record,
       case when h.upstream_claim_id not in (select id from claims where taken_down_at is not null) then h.upstream_claim_id end,
       h.quote as hop_quote
  from claims c
  join sources s on s.id = c.source_id
  left join attribution_hops h on h.claim_id = c.id
  left join sources hs on hs.id = h.source_id
 where c.taken_down_at is null /*filters*/
 order by c.id, h.position;

-- fragment: before
   and c.id < @before
-- fragment: upTo
   and c.id <= @upTo
-- fragment: source
   and c.source_id = @source
-- fragment: family
   and c.source_id in (select id from sources where family_id = @family)
-- fragment: article
   and c.article_id = @article
-- fragment: topic
   and c.topics @> array[@topic::text]
-- fragment: language
   and c.language = @language
-- fragment: modality
   and c.modality = @modality
-- fragment: status
   and c.status = @status
-- fragment: standing
   and c.status <> @standing
-- fragment: claimedFrom
   and c.claimed_at >= @claimedFrom
-- fragment: claimedTo
   and c.claimed_at < @claimedTo
-- fragment: externalId
   and c.external_id = @externalId
-- fragment: q
   and c.search_vector @@ search_union(search_queries(@q, @languages))
   and coalesce(c.search_vector @@ (search_queries(@q, @languages))[c.search_ordinal], false)

-- name: ClaimInsert
-- The claim, its hops and its first audit entry in one statement, hence one transaction and one round trip.
with claim as (
    insert into claims (id, external_id, source_id, article_id, text, quote, quote_exact, quote_prefix, quote_suffix, claimed_at,
                        claimed_at_precision, language, modality, basis, topics, version, created_at, updated_at)
    values (@id, @externalId, @sourceId, @articleId, @text, @quote, @quoteExact, @quotePrefix, @quoteSuffix, @claimedAt,
            @claimedAtPrecision, @language, @modality, @basis, @topics, 1, @at, @at)
), hops as (
    insert into attribution_hops (claim_id, position, source_id, descriptor, relation, on_record, upstream_claim_id, quote)
    select @id, hop.position, hop.source_id, hop.descriptor, hop.relation, hop.on_record, hop.upstream_claim_id, hop.quote
      from unnest(@hopSources::uuid[], @hopDescriptors::text[], @hopRelations::text[], @hopOnRecords::text[],
                  @hopUpstreams::uuid[], @hopQuotes::text[])
           with ordinality as hop (source_id, descriptor, relation, on_record, upstream_claim_id, quote, position)
)
insert into audit_log (id, entity_type, entity_id, version, action, actor_id, actor, at, after, trace_id)
values (@auditId, 'claim', @id, 1, 'created', @actorId, @actor, @at, @after::jsonb, @traceId);

-- name: ClaimIdByExternalId
-- No row: the source has no such claim.
select id from claims where external_id = @externalId and source_id = @sourceId;

-- name: ClaimsOfSources
-- The claims of sources that ids and externalIds mean. No row for a reference: the source has no such claim, or it was taken down.
select asked.source_id, asked.reference, c.id, c.external_id = asked.reference as by_external_id
  from unnest(@sources::uuid[], @references::text[], @ids::uuid[]) as asked (source_id, reference, id)
  join claims c on c.source_id = asked.source_id and (c.id = asked.id or c.external_id = asked.reference)
 where c.taken_down_at is null
 order by by_external_id nulls first;

-- name: ClaimLock
-- No row: no claim has the id. The key does not change, so others may go on referring to the claim: two corrections
-- whose hops name each other's claims would wait for each other without end.
select id from claims where id = @id for no key update;

-- name: LineageLock
-- Lineages that name other claims, and links that say what supersedes what, are written one at a time in the whole
-- database: two at once could close a circle that neither sees, or each leave a claim superseded for the other's sake.
select pg_advisory_xact_lock(hashtext('claimcheck.lineage'));

-- name: LineageSteps
-- Every step upstream from the given claims: named upstream claims of hops, and what a claim is derived from.
with recursive steps (downstream, upstream) as (
    select null::uuid, start from unnest(@starts::uuid[]) as start
    union
    select steps.upstream, next.upstream
      from steps
     cross join lateral (
           select upstream_claim_id from attribution_hops where claim_id = steps.upstream and upstream_claim_id is not null
           union all
           select to_claim_id from claim_links
            where from_claim_id = steps.upstream and relation = 'derived_from' and status in ('suggested', 'confirmed')
           ) as next (upstream)
)
select downstream, upstream from steps;

-- name: ClaimUpdate
update claims
   set text = @text, quote = @quote, quote_exact = @quoteExact, quote_prefix = @quotePrefix, quote_suffix = @quoteSuffix,
       claimed_at = @claimedAt, claimed_at_precision = @claimedAtPrecision, language = @language, modality = @modality,
       basis = @basis, topics = @topics, article_id = @articleId, version = version + 1, updated_at = @at
 where id = @id;

-- name: HopsDelete
delete from attribution_hops where claim_id = @id;

-- name: HopsInsert
insert into attribution_hops (claim_id, position, source_id, descriptor, relation, on_record, upstream_claim_id, quote)
select @id, hop.position, hop.source_id, hop.descriptor, hop.relation, hop.on_record, hop.upstream_claim_id, hop.quote
  from unnest(@hopSources::uuid[], @hopDescriptors::text[], @hopRelations::text[], @hopOnRecords::text[],
              @hopUpstreams::uuid[], @hopQuotes::text[])
       with ordinality as hop (source_id, descriptor, relation, on_record, upstream_claim_id, quote, position);

-- name: ClaimSetStatus
update claims set status = @status, version = version + 1, updated_at = @at where id = @id;

-- name: ClaimTakeDown
update claims
   set text = null, quote = null, quote_exact = null, quote_prefix = null, quote_suffix = null, topics = '{}',
       taken_down_at = @at, version = version + 1, updated_at = @at
 where id = @id
returning version;

-- name: HistoryRedact
-- The links that were emptied with it, and the versions that this made of them.
select redacted_link, redacted_version from redact_history(@id, @at) order by redacted_link;

-- name: LinksOfClaimLock
-- No row: no link joins the claim.
select id from claim_links where from_claim_id = @id or to_claim_id = @id order by id for no key update;

-- name: SearchIndexFlush
select flush_search_index();
