-- name: EvidenceClaims
-- The claims that a count of origins depends on, each with the parts it plays: those that say the same, those that speak for
-- it, those that contradict it, those that speak for these, those that judgements compare them with, and whatever lies upstream
-- of any of them. Each part is bounded by @most. Which links count, and which claims stand, is said by the fragment; upstream
-- every link is followed, for what was taken back must be seen as well.
-- One row at least: the claim itself, whether there is one or not.
with recursive same (id) as (
    select @id::uuid
    union
    select step.id
      from same
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = same.id and l.relation = 'restates' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = same.id and l.relation = 'restates' /*filters*/
           ) as step
), said as materialized (
    select id from same limit @most
), speaking (id) as (
    select step.id
      from said
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = said.id and l.relation = 'corroborates' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = said.id and l.relation = 'corroborates' /*filters*/
           ) as step
    union
    select step.id
      from speaking
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = speaking.id and l.relation = 'restates' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = speaking.id and l.relation = 'restates' /*filters*/
           ) as step
), spoken as materialized (
    select id from speaking limit @most
), opposing (id) as (
    select step.id
      from said
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = said.id and l.relation = 'contradicts' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = said.id and l.relation = 'contradicts' /*filters*/
           ) as step
    union
    select step.id
      from opposing
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = opposing.id and l.relation = 'restates' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = opposing.id and l.relation = 'restates' /*filters*/
           ) as step
), opposed as materialized (
    select id from opposing limit @most
), backing (id) as (
    select step.id
      from opposed
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = opposed.id and l.relation = 'corroborates' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = opposed.id and l.relation = 'corroborates' /*filters*/
           ) as step
    union
    select step.id
      from backing
     cross join lateral (
           select c.id from claim_links l join claims c on c.id = l.to_claim_id
            where l.from_claim_id = backing.id and l.relation = 'restates' /*filters*/
           union all
           select c.id from claim_links l join claims c on c.id = l.from_claim_id
            where l.to_claim_id = backing.id and l.relation = 'restates' /*filters*/
           ) as step
), backed as materialized (
    select id from backing limit @most
), judged (id, distance) as (
    select near.id, 0
      from (select id from said union select id from spoken union select id from opposed union select id from backed) as near
    union
    select step.id, judged.distance + 1
      from judged
     cross join lateral (
           select j.b_claim_id from origin_judgements j
            where j.a_claim_id = judged.id and j.judged_at <= @recordedAsOf and coalesce(j.superseded_at > @recordedAsOf, true)
           union all
           select j.a_claim_id from origin_judgements j
            where j.b_claim_id = judged.id and j.judged_at <= @recordedAsOf and coalesce(j.superseded_at > @recordedAsOf, true)
           ) as step (id)
     where judged.distance < @judgementSteps
), upstream (id, distance) as (
    select distinct id, 0 from judged
    union
    select next.id, upstream.distance + 1
      from upstream
     cross join lateral (
           select h.upstream_claim_id from attribution_hops h
            where h.claim_id = upstream.id and h.upstream_claim_id is not null
           union all
           select l.to_claim_id from claim_links l where l.from_claim_id = upstream.id and l.relation = 'derived_from'
           ) as next (id)
     where upstream.distance < @lineageSteps
)
select distinct upstream.id,
       (select count(*) from said) + (select count(*) from spoken) as supporting,
       (select count(*) from opposed) + (select count(*) from backed) as contradicting
  from upstream
 order by upstream.id
 limit @mostInAll;

-- fragment: now
   and l.status = any(@statuses) and c.status = 'active'
-- fragment: past
   and l.created_at <= @recordedAsOf
   and coalesce((select case r.decision when 'confirmed' then 'confirmed' else 'judged' end from link_reviews r
                  where r.link_id = l.id and r.reviewed_at <= @recordedAsOf and coalesce(r.superseded_at > @recordedAsOf, true)
                  order by r.id desc limit 1), 'suggested') = any(@statuses)
   and c.created_at <= @recordedAsOf
   and case when c.updated_at <= @recordedAsOf then c.status
            else (select e.after ->> 'status' from audit_log e
                   where e.entity_id = c.id and e.at <= @recordedAsOf order by e.version desc, e.id desc limit 1) end = 'active'
   and coalesce((select case coalesce(c.claimed_at_precision, a.published_at_precision)
                             when 'year' then coalesce(c.claimed_at, a.published_at) + interval '1 year'
                             when 'month' then coalesce(c.claimed_at, a.published_at) + interval '1 month'
                             when 'day' then coalesce(c.claimed_at, a.published_at) + interval '1 day'
                             else coalesce(c.claimed_at, a.published_at) end
                   from (select) as one
                   left join articles a on a.id = c.article_id) <= @saidAsOf, true)

-- name: EvidenceClaimFacts
-- No row for an id: no claim has it.
select c.id, c.external_id, c.source_id, c.text, c.language, c.modality, c.basis, c.status, c.created_at, c.updated_at,
       c.taken_down_at, coalesce(c.claimed_at, a.published_at) as said_at,
       coalesce(c.claimed_at_precision, a.published_at_precision) as said_at_precision
  from claims c
  left join articles a on a.id = c.article_id
 where c.id = any(@ids)
 order by c.id
 limit @mostInAll;

-- name: EvidenceHops
-- No row for an id: the claim names nobody.
select claim_id, source_id, descriptor, relation, on_record, upstream_claim_id
  from attribution_hops
 where claim_id = any(@ids)
 order by claim_id, position;

-- name: EvidenceLinks
-- No row: nothing joins these claims.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status
  from claim_links l
 where l.from_claim_id = any(@ids) and l.to_claim_id = any(@ids)
   and l.relation in ('restates', 'corroborates', 'contradicts', 'derived_from')
   and l.status = any(@statuses)
 order by l.id;

-- name: EvidencePastLinks
-- The same as it was known then.
select past.id, past.from_claim_id, past.to_claim_id, past.relation, past.status
  from (select l.id, l.from_claim_id, l.to_claim_id, l.relation,
               coalesce((select case r.decision when 'confirmed' then 'confirmed' else 'judged' end from link_reviews r
                          where r.link_id = l.id and r.reviewed_at <= @recordedAsOf and coalesce(r.superseded_at > @recordedAsOf, true)
                          order by r.id desc limit 1), 'suggested') as status
          from claim_links l
         where l.from_claim_id = any(@ids) and l.to_claim_id = any(@ids) and l.created_at <= @recordedAsOf
           and l.relation in ('restates', 'corroborates', 'contradicts', 'derived_from')) as past
 where past.status = any(@statuses)
 order by past.id;

-- name: EvidencePastClaims
-- How claims looked that have changed since. No row for an id: it has not changed, was not recorded yet, or was redacted.
select distinct on (e.entity_id) e.entity_id as id, e.after
  from claims c
  join audit_log e on e.entity_id = c.id
 where c.id = any(@ids) and c.updated_at > @recordedAsOf and e.at <= @recordedAsOf
 order by e.entity_id, e.version desc, e.id desc;

-- name: EvidenceJudgements
-- Judgements that stood then, on two of the claims or on unnamed sources behind relays of theirs.
select j.id, j.verdict, j.a_claim_id, j.b_claim_id, j.a_descriptor_key, j.a_relay_id, j.b_descriptor_key, j.b_relay_id
  from origin_judgements j
 where j.judged_at <= @recordedAsOf and coalesce(j.superseded_at > @recordedAsOf, true)
   and (j.a_claim_id = any(@ids)
        or j.a_relay_id in (select source_id from claims where id = any(@ids)
                            union select source_id from attribution_hops where claim_id = any(@ids) and source_id is not null))
 order by j.id;

-- name: EvidenceWithdrawn
-- Sources that had taken back by then what the claims relay. No row: none has.
select w.claim_id, w.source_id
  from source_retraction_claims w
  join source_retractions r on r.id = w.retraction_id
 where w.claim_id = any(@ids) and w.effect = 'unsupported' and r.retracted_at <= @recordedAsOf
 order by w.claim_id, w.source_id;

-- name: EvidenceSources
-- The sources of the claims and of their hops, those named beside them, and the owners of all of these.
with named (id) as (
    select unnest(@named::uuid[])
    union
    select source_id from claims where id = any(@ids)
    union
    select source_id from attribution_hops where claim_id = any(@ids) and source_id is not null
)
select s.id, s.slug, s.name, s.family_id
  from sources s
 where s.id in (select id from named union select family_id from sources where id in (select id from named))
 order by s.id;
