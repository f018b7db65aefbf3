-- name: SuggestionAsked
-- What a claim says, by which those that say something like it are found. No row: it was taken down, or there is no such claim.
select left(text, @longest) as text, language
  from claims
 where id = @id and taken_down_at is null;

-- name: SuggestionNeighbours
-- The claims that one has to do with whatever words they use: its article's, whom it cites, who cites its source, an upstream claim,
-- a claim that both are linked to. Each kind is bounded by itself, and none depends on how many claims there are. No row: it has none,
-- or there is no such claim.
with asked as (
    select id, source_id, article_id, claimed_at
      from claims
     where id = @id and taken_down_at is null
), of_article as (
    select c.id from asked join claims c on c.article_id = asked.article_id order by c.id desc limit @few
), citing as (
    -- Claims that cite the claim's own source, or a source that it cites itself, within a month of it; of one that everybody cites, some.
    select c.id
      from asked
     cross join lateral (
         select h.claim_id
           from attribution_hops h
          where h.source_id in (select asked.source_id union all
                                select own.source_id from attribution_hops own where own.claim_id = asked.id and own.source_id is not null)
          limit @hops) near
      join claims c on c.id = near.claim_id
     where asked.claimed_at is null or c.claimed_at is null
        or c.claimed_at between asked.claimed_at - interval '31 days' and asked.claimed_at + interval '31 days'
     limit @few
), cited as (
    select near.id
      from asked
      join attribution_hops own on own.claim_id = asked.id and own.source_id is not null
     cross join lateral (
         select c.id from claims c where c.source_id = own.source_id order by c.id desc limit @few) near
     limit @few
), of_upstream as (
    select h.claim_id as id
      from asked
      join attribution_hops own on own.claim_id = asked.id and own.upstream_claim_id is not null
      join attribution_hops h on h.upstream_claim_id = own.upstream_claim_id
     limit @few
), linked as (
    select l.from_claim_id, l.to_claim_id
      from claim_links l
     where (l.from_claim_id = @id or l.to_claim_id = @id) and l.status in ('suggested', 'confirmed')
     order by l.id desc
     limit @few
), beyond as (
    select far.from_claim_id, far.to_claim_id
      from linked
      join claim_links far on far.status = 'confirmed'
       and (far.from_claim_id in (linked.from_claim_id, linked.to_claim_id) or far.to_claim_id in (linked.from_claim_id, linked.to_claim_id))
     limit @few
), found as (
    select id from of_article
    union select id from citing
    union select id from cited
    union select id from of_upstream
    union select from_claim_id from beyond
    union select to_claim_id from beyond
)
select found.id
  from found
 where found.id <> @id
 order by found.id desc
 limit @most;

-- name: SuggestionFacts
-- What is needed of the sources that these claims are of or cite, and of the articles that date them.
select s.id, s.name, null::uuid as claim_id, null::timestamptz as published_at, null::text as published_at_precision
  from sources s
 where s.id = any(@sources)
union all
select null, null, c.id, a.published_at, a.published_at_precision
  from claims c
  join articles a on a.id = c.article_id
 where c.id = any(@claims) and c.claimed_at is null and a.published_at is not null;

-- name: SuggestionLinks
-- Every link between a claim and these others, whatever became of it.
select id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence, proposed_by,
       version, created_at, updated_at
  from claim_links
 where from_claim_id = @id and to_claim_id = any(@others)
union all
select id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence, proposed_by,
       version, created_at, updated_at
  from claim_links
 where to_claim_id = @id and from_claim_id = any(@others);

-- name: SuggestionQueueLength
-- How many links wait for a review that the service has suggested itself; counted no further than to a bound.
select count(*)
  from (select from claim_links where status = 'suggested' and method = 'text_similarity' and proposed_by = @proposer limit @most) waiting;
