-- name: GraphRoot
-- No row: no claim has the id.
select taken_down_at is not null as is_taken_down from claims where id = @id;

-- name: GraphClosure
-- One row for each step away from the claim: which claims were found there, newest first, and how many more were seen. A step
-- has one row, with what was found in arrays, so that it can be cut before the next one is gone: a recursion over single
-- claims would follow all of them. Of each claim at most @each links and mentions either way are looked at.
with recursive walk (depth, found, seen, beyond) as (
    select 0, array[@id::uuid], array[@id::uuid], 0
    union all
    select walk.depth + 1, step.ids[1 : step.room], walk.seen || step.ids[1 : step.room], greatest(cardinality(step.ids) - step.room, 0)
      from walk
     cross join lateral (
           select coalesce(array_agg(near.id order by near.id desc), '{}') as ids, @most::integer - cardinality(walk.seen) as room
             from (select distinct next.id
                     from unnest(walk.found) as here (id)
                    cross join lateral (
                          (select to_claim_id from claim_links
                            where from_claim_id = here.id and status = any(@statuses::text[]) order by id desc limit @each)
                          union all
                          (select from_claim_id from claim_links
                            where to_claim_id = here.id and status = any(@statuses::text[]) order by id desc limit @each)
                          union all
                          (select upstream_claim_id from attribution_hops
                            where claim_id = here.id and upstream_claim_id is not null order by position limit 16)
                          union all
                          (select claim_id from attribution_hops
                            where upstream_claim_id = here.id order by claim_id desc limit @each)
                          ) as next (id)
                     join claims c on c.id = next.id and c.taken_down_at is null
                    where next.id <> all(walk.seen)) near
           ) step
     where walk.depth < @depth::integer and walk.beyond = 0 and cardinality(walk.found) > 0
)
select depth, found, beyond from walk order by depth limit 5;

-- name: GraphClaims
select id, external_id, source_id, article_id, text, claimed_at, claimed_at_precision, language, modality, basis, status
  from claims
 where id = any(@ids) and taken_down_at is null
 order by id desc
 limit @most;

-- name: GraphHops
select claim_id, position, source_id, descriptor, relation, on_record, upstream_claim_id
  from attribution_hops
 where claim_id = any(@ids)
 order by claim_id desc, position
 limit @most * 16;

-- name: GraphLinks
-- The nearest first, of those equally near the newest: a link is as far away as its farther end.
with near (id, depth) as (
    select id, depth from unnest(@ids::uuid[], @depths::integer[]) as claim (id, depth)
)
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status
  from claim_links l
  join near one on one.id = l.from_claim_id
  join near other on other.id = l.to_claim_id
 where l.status = any(@statuses::text[])
 order by greatest(one.depth, other.depth), l.id desc
 limit @mostLinks + 1;

-- name: GraphSources
-- The sources of the claims and of their hops, and whoever owns those.
with recursive named (id) as (
    select source_id from claims where id = any(@ids)
    union
    select source_id from attribution_hops where claim_id = any(@ids) and source_id is not null
), owners (id, parent_id) as (
    select s.id, s.parent_id from sources s join named on named.id = s.id
    union
    select s.id, s.parent_id from owners join sources s on s.id = owners.parent_id
)
select s.id, s.slug, s.name, s.kind, s.parent_id
  from sources s
  join owners on owners.id = s.id
 order by s.id
 limit @most * 20;

-- name: GraphArticles
select id, external_id, title, url, published_at, published_at_precision
  from articles
 where id in (select article_id from claims where id = any(@ids) and taken_down_at is null)
 order by id desc
 limit @most;
