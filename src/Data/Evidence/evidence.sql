-- name: EvidenceWalk
-- The claims that links join to one, nearest first, each with its side: those that speak for the claim and those that speak against
-- it, by saying the same or by corroborating what does. Which links count is said by the fragment. A way may lead over a claim
-- that does not stand, or be found twice: the count sees to that.
-- A part is 0 for the same, 1 for what corroborates it, 2 for what contradicts it, 3 for what corroborates that.
-- "offset 0" keeps each look-up by itself: from bare tables the planner guesses millions of claims, and scans them whole.
-- One row at least: the claim itself, whether there is one or not.
with recursive linked (id, one, other, relation, status, created_at) as not materialized (
    select id, from_claim_id, to_claim_id, relation, status, created_at from claim_links
    union all
    select id, to_claim_id, from_claim_id, relation, status, created_at from claim_links
), walk (id, part) as (
    select @id::uuid, 0
    union
    select step.id, walk.part + step.further
      from walk
     cross join lateral (
           select l.other as id, case l.relation when 'restates' then 0 when 'corroborates' then 1 else 2 end as further
             from linked l
            where l.one = walk.id
              and (l.relation = 'restates' or l.relation = 'corroborates' and walk.part in (0, 2)
                   or l.relation = 'contradicts' and walk.part = 0) /*filters*/ offset 0
           ) as step
)
select id, part < 2 as is_supporting from walk limit @most;

-- name: EvidenceWalkAll
-- The claims on both sides of several at once, each once for each claim that a way leads from. As many rows at least as were asked for.
with recursive linked (one, other, relation, status) as not materialized (
    select from_claim_id, to_claim_id, relation, status from claim_links
    union all
    select to_claim_id, from_claim_id, relation, status from claim_links
), walk (start, id, part) as (
    select start, start, 0 from unnest(@ids::uuid[]) as start
    union
    select walk.start, step.id, walk.part + step.further
      from walk
     cross join lateral (
           select l.other as id, case l.relation when 'restates' then 0 when 'corroborates' then 1 else 2 end as further
             from linked l
            where l.one = walk.id
              and (l.relation = 'restates' or l.relation = 'corroborates' and walk.part in (0, 2)
                   or l.relation = 'contradicts' and walk.part = 0)
              and l.status = any(@statuses) offset 0
           ) as step
)
select id from walk limit @most;

-- fragment: now
   and l.status = any(@statuses)
-- fragment: past
   and l.created_at <= @recordedAsOf
   and coalesce((select case r.decision when 'confirmed' then 'confirmed' else 'judged' end from link_reviews r
                  where r.link_id = l.id and r.reviewed_at <= @recordedAsOf and coalesce(r.superseded_at > @recordedAsOf, true)
                  order by r.id desc limit 1), 'suggested') = any(@statuses)

-- name: EvidenceBehind
-- The claims missing, and all that these rest on or are compared with by judgements, but for those known already.
with recursive behind (id) as (
    select unnest(@missing::uuid[])
    union
    select step.id
      from behind
     cross join lateral (
           select h.upstream_claim_id from attribution_hops h where h.claim_id = behind.id and h.upstream_claim_id is not null
           union all
           select l.to_claim_id from claim_links l where l.from_claim_id = behind.id and l.relation = 'derived_from'
           union all
           select j.b_claim_id from origin_judgements j where j.a_claim_id = behind.id
           union all
           select j.a_claim_id from origin_judgements j where j.b_claim_id = behind.id
           offset 0
           ) as step (id)
     where step.id not in (select unnest(@known::uuid[]))
)
select id from behind limit @most;

-- name: EvidenceClaims
-- No row for an id: no claim has it.
select c.id, c.external_id, c.source_id, c.text, c.modality, c.basis, c.status, c.created_at, c.updated_at,
       c.taken_down_at, c.claimed_at, c.claimed_at_precision, a.published_at, a.published_at_precision
  from claims c
  left join articles a on a.id = c.article_id
 where c.id = any(@ids)
 limit @most;

-- name: EvidenceHops
-- No row for an id: the claim names nobody.
select claim_id, source_id, descriptor, relation, on_record, upstream_claim_id
  from attribution_hops
 where claim_id = any(@ids)
 order by claim_id, position;

-- name: EvidenceLinks
-- What begins at one of these claims. No row: nothing does.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status
  from claim_links l
 where l.from_claim_id = any(@ids)
   and l.relation in ('restates', 'corroborates', 'contradicts', 'derived_from')
   and l.status = any(@statuses)
 limit @most;

-- name: EvidencePastLinks
-- The same as it was known then.
select past.id, past.from_claim_id, past.to_claim_id, past.relation, past.status
  from (select l.id, l.from_claim_id, l.to_claim_id, l.relation,
               coalesce((select case r.decision when 'confirmed' then 'confirmed' else 'judged' end from link_reviews r
                          where r.link_id = l.id and r.reviewed_at <= @recordedAsOf and coalesce(r.superseded_at > @recordedAsOf, true)
                          order by r.id desc limit 1), 'suggested') as status
          from claim_links l
         where l.from_claim_id = any(@ids) and l.created_at <= @recordedAsOf
           and l.relation in ('restates', 'corroborates', 'contradicts', 'derived_from')) as past
 where past.status = any(@statuses)
 limit @most;

-- name: EvidencePastClaims
-- How claims looked that have changed since. No row for an id: it has not changed, was not recorded yet, or was redacted.
select distinct on (e.entity_id) e.entity_id as id, e.after
  from claims c
  join audit_log e on e.entity_id = c.id
 where c.id = any(@ids) and c.updated_at > @recordedAsOf and e.at <= @recordedAsOf
 order by e.entity_id, e.version desc, e.id desc;

-- name: EvidenceClaimJudgements
-- Judgements that stood then on the origins of one of the claims and of another.
select j.id, j.verdict, j.a_claim_id, j.b_claim_id
  from origin_judgements j
 where (j.a_claim_id = any(@ids) or j.b_claim_id = any(@ids))
   and j.judged_at <= @recordedAsOf and coalesce(j.superseded_at > @recordedAsOf, true)
 limit @most;

-- name: EvidenceWithdrawn
-- Sources that had taken back by then what the claims relay. No row: none has.
select w.claim_id, w.source_id
  from source_retraction_claims w
  join source_retractions r on r.id = w.retraction_id
 where w.claim_id = any(@ids) and w.effect = 'unsupported' and r.retracted_at <= @recordedAsOf;

-- name: EvidenceSources
-- The sources named, and the owners of all of these.
select s.id, s.slug, s.name, s.family_id
  from sources s
 where s.id = any(@sources || array(select family_id from sources where id = any(@sources)));

-- name: EvidenceDescriptorJudgements
-- Judgements that stood then on unnamed sources behind any of these relays, and on those that they compare these with, and so on.
with recursive touching as (
    select j.id, j.a_relay_id, j.b_relay_id
      from origin_judgements j
     where (j.a_relay_id = any(@sources) or j.b_relay_id = any(@sources))
       and j.judged_at <= @recordedAsOf and coalesce(j.superseded_at > @recordedAsOf, true)
    union
    select step.id, step.a_relay_id, step.b_relay_id
      from touching
     cross join lateral (
           select j.id, j.a_relay_id, j.b_relay_id
             from origin_judgements j
            where (j.a_relay_id in (touching.a_relay_id, touching.b_relay_id) or j.b_relay_id in (touching.a_relay_id, touching.b_relay_id))
              and j.judged_at <= @recordedAsOf and coalesce(j.superseded_at > @recordedAsOf, true)
           offset 0
           ) as step
), bounded as materialized (
    select id from touching limit @most
)
select j.id, j.verdict, j.a_descriptor_key, j.a_relay_id, j.b_descriptor_key, j.b_relay_id
  from bounded
  join origin_judgements j on j.id = bounded.id;
