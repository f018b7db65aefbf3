-- name: EvidenceMoved
-- Which sources have come to another topmost owner by these entries. No row: none has.
select distinct e.entity_id
  from audit_log e
  left join lateral (
       select b.after from audit_log b
        where b.entity_id = e.entity_id and b.entity_type = 'source' and b.version < e.version
        order by b.version desc, b.id desc
        limit 1) as former on true
 where e.id = any(@entries) and e.action = 'changed' and former.after #>> '{family,id}' is distinct from e.after #>> '{family,id}'
 order by e.entity_id;

-- name: EvidenceFormerOwners
-- The topmost owners that these sources had before a time, where they have others now.
select s.id, (former.after #>> '{family,id}')::uuid as family_id, former.after #>> '{family,slug}' as family_slug
  from sources s
 cross join lateral (
       select e.after from audit_log e
        where e.entity_id = s.id and e.entity_type = 'source' and e.at <= @before
        order by e.version desc, e.id desc
        limit 1) as former
 where s.id = any(@sources) and s.updated_at > @before and former.after #>> '{family,id}' <> s.family_id::text
 order by s.id;

-- name: EvidenceTouched
-- The claims whose evidence may have changed with what changed, those with greater ids than the last one that was looked at: with a claim
-- those whose lineages lead through it or are judged to be the same, and with each of these all that have it on one of their sides, over the
-- links by which sides are made, walked backwards. Who owns a source says which origins are not two: where a claim stands alone, nothing.
-- A part is 0 for the same, 1 behind what corroborates, 2 behind what contradicts. One that was taken down has no evidence any longer.
-- "offset 0" and "limit 1" keep each look-up by itself: the planner guesses millions of claims, and would scan tables whole.
with recursive linked (one, other, relation) as not materialized (
    select from_claim_id, to_claim_id, relation from claim_links where status = 'confirmed'
    union all
    select to_claim_id, from_claim_id, relation from claim_links where status = 'confirmed'
), relays (id) as (
    select unnest(array[j.a_relay_id, j.b_relay_id]) from origin_judgements j where j.id = any(@judgements) and j.a_relay_id is not null
), resting (id, is_family) as (
    select unnest(@claims::uuid[]), false
    union
    select unnest(array[j.a_claim_id, j.b_claim_id]), false from origin_judgements j where j.id = any(@judgements) and j.a_claim_id is not null
    union
    select h.claim_id, false from relays r join attribution_hops h on h.source_id = r.id
    union
    select c.id, false
      from relays r
      join claims c on c.source_id = r.id
      join attribution_hops h on h.claim_id = c.id and h.position = 1 and h.source_id is null
    union
    select f.claim_id, false from source_retraction_claims f where f.retraction_id = any(@retractions)
    union
    select c.id, true from claims c where c.source_id = any(@moved)
    union
    select h.claim_id, true from attribution_hops h where h.source_id = any(@moved)
), behind (id, is_family) as (
    select id, is_family from resting
    union
    select step.id, behind.is_family
      from behind
     cross join lateral (
           select h.claim_id from attribution_hops h where h.upstream_claim_id = behind.id
           union all
           select l.one from linked l where l.other = behind.id and l.relation = 'derived_from'
           union all
           select j.b_claim_id from origin_judgements j where j.a_claim_id = behind.id and j.superseded_at is null
           union all
           select j.a_claim_id from origin_judgements j where j.b_claim_id = behind.id and j.superseded_at is null
           offset 0
           ) as step (id)
), begun (id) as (
    select id from behind where not is_family
    union
    select behind.id
      from behind
     cross join lateral (
           select from linked l where l.one = behind.id and l.relation in ('restates', 'corroborates', 'contradicts') limit 1
           ) as side
     where is_family
), walk (id, part) as (
    select id, 0 from begun
    union
    select step.id, step.part
      from walk
     cross join lateral (
           select l.other as id, case l.relation when 'restates' then walk.part when 'corroborates' then 1 else 2 end as part
             from linked l
            where l.one = walk.id
              and (l.relation = 'restates' or l.relation = 'corroborates' and walk.part = 0 or l.relation = 'contradicts' and walk.part < 2)
           offset 0
           ) as step
)
select affected.id, claim.version, claim.is_active, claim.is_gone, claim.created_at, claim.floor, claim.ceiling, claim.is_contested, claim.told
  from (select distinct id from walk where id > @after order by id limit @most) as affected
 cross join lateral (
       select c.version, c.status = 'active' as is_active, c.taken_down_at is not null as is_gone, c.created_at,
              e.floor, e.ceiling, e.is_contested, e.version as told
         from claims c
         left join claim_evidence e on e.claim_id = c.id
        where c.id = affected.id
       offset 0
       ) as claim
 order by affected.id;

-- name: EvidenceSame
-- Which of these say the same as which: standing claims, one step each.
select l.from_claim_id as one, l.to_claim_id as other
  from claim_links l
 where l.from_claim_id = any(@ids) and l.to_claim_id = any(@ids) and l.relation = 'restates' and l.status = 'confirmed'
 order by l.id;

-- name: EvidenceLinkedBefore
-- Which of these had links before a time that count, or have counted.
select distinct id
  from (select from_claim_id as id from claim_links
         where from_claim_id = any(@ids) and created_at < @before and relation in ('restates', 'corroborates', 'contradicts', 'derived_from')
        union all
        select to_claim_id from claim_links
         where to_claim_id = any(@ids) and created_at < @before and relation in ('restates', 'corroborates', 'contradicts')) as linked
 order by id;

-- name: EvidenceTell
insert into claim_evidence (claim_id, floor, ceiling, is_contested, version, counted_at)
select told.claim_id, told.floor, told.ceiling, told.is_contested, told.version, @at
  from unnest(@ids::uuid[], @floors::integer[], @ceilings::integer[], @contested::boolean[], @versions::integer[])
       as told (claim_id, floor, ceiling, is_contested, version)
on conflict (claim_id) do update
   set floor = excluded.floor, ceiling = excluded.ceiling, is_contested = excluded.is_contested, version = excluded.version,
       counted_at = excluded.counted_at;
