-- name: ConcernedClaims
-- The claims whose count may change when others fall, those with a living assessment first, then the newest: the fallen ones,
-- whatever lies downstream of them, and every claim that has one of these on either of its sides. No row: none of them is left.
with recursive resting (id, distance) as (
    select unnest(@ids::uuid[]), 0
    union
    select next.id, resting.distance + 1
      from resting
     cross join lateral (
           select h.claim_id from attribution_hops h where h.upstream_claim_id = resting.id
           union all
           select l.from_claim_id from claim_links l
            where l.to_claim_id = resting.id and l.relation = 'derived_from' and l.status = 'confirmed'
           ) as next (id)
     where resting.distance < @lineageSteps
), living (one, other, relation) as not materialized (
    select from_claim_id, to_claim_id, relation from claim_links where status = 'confirmed'
    union all
    select to_claim_id, from_claim_id, relation from claim_links where status = 'confirmed'
), same (id) as (
    select id from resting
    union
    select l.other from same join living l on l.one = same.id and l.relation = 'restates'
), backed (id) as (
    select l.other from same join living l on l.one = same.id and l.relation = 'corroborates'
    union
    select l.other from backed join living l on l.one = backed.id and l.relation = 'restates'
), opposed (id) as (
    select l.other
      from (select id from same union select id from backed) as near
      join living l on l.one = near.id and l.relation = 'contradicts'
    union
    select l.other from opposed join living l on l.one = opposed.id and l.relation = 'restates'
)
select c.id
  from (select id from same union select id from backed union select id from opposed) as concerned
  join claims c on c.id = concerned.id and c.taken_down_at is null
 where true /*filters*/
 order by exists (select from assessments a where a.claim_id = c.id and a.state <> 'retracted') desc, c.id desc
 limit @most;

-- fragment: credibility
   and exists (select from assessments a where a.claim_id = c.id and a.credibility = @credibility and a.state <> 'retracted')

-- name: ConcernedAssessments
-- No row: none of the claims has been assessed.
select id, claim_id, state, rating_text
  from assessments
 where claim_id = any(@claims) and state <> 'retracted' and taken_down_at is null
 order by id desc
 limit @take;
