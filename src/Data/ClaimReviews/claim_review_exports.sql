-- name: ClaimReviewList
-- What ClaimReviews are made of but for the works, the assessment changed the longest ago first; of its latest correction only what
-- a review shows. No row: no assessment is as it was asked for.
select a.id, a.claim_id, a.language, a.rating_text, a.scale_id, g.slug as scale_slug, a.rating_value, a.best_rating,
       a.worst_rating, a.normalized, a.credibility, a.likelihood, a.confidence, a.title, a.summary, a.review_url, a.author_name,
       a.author_url, a.published_at, a.state, a.version, a.created_at, a.updated_at, a.taken_down_at,
       k.version as correction_version, k.corrected_by, k.corrected_at, c.text as claim_text, c.claimed_at, c.claimed_at_precision,
       s.name as claimant, s.kind as claimant_kind, s.wikidata_id as claimant_wikidata_id
  from assessments a
  join claims c on c.id = a.claim_id
  join sources s on s.id = c.source_id
  left join rating_scales g on g.id = a.scale_id
  left join lateral (select version, corrected_by, corrected_at
                       from assessment_corrections
                      where assessment_id = a.id
                      order by version desc
                      limit 1) k on true
 where true /*filters*/
 order by a.updated_at, a.id
 limit @take;

-- fragment: one
   and a.id = @one
-- fragment: those
   and a.id = any(@those)
-- fragment: published
   and a.state = 'published' and a.taken_down_at is null and @published
-- fragment: modifiedSince
   and a.updated_at >= @modifiedSince
-- fragment: after
   and (a.updated_at, a.id) > (@after, @afterId)

-- name: ClaimReviewWorks
-- The works that carry each of these claims: its own, and those of at most @most claims in all that say the same by confirmed links,
-- the nearest first and of those equally near the newest. A step from claim to claim is one row, so that it can be cut before the
-- next one is gone. No row: the claim was made in no work that is known.
select carried.id as claim_id, w.id, w.url, w.title, w.published_at, w.published_at_precision, w.publisher, w.publisher_kind,
       w.publisher_wikidata_id
  from unnest(@claims::uuid[]) as carried (id)
 cross join lateral (
       with recursive walk (found, seen) as (
           select array[carried.id], array[carried.id]
           union all
           select step.ids, walk.seen || step.ids
             from walk
            cross join lateral (
                  select coalesce((array_agg(near.id order by near.id desc))[1 : @most::integer - cardinality(walk.seen)], '{}') as ids
                    from (select distinct next.id
                            from unnest(walk.found) as here (id)
                           cross join lateral (
                                 select to_claim_id from claim_links
                                  where from_claim_id = here.id and relation = 'restates' and status = 'confirmed'
                                 union all
                                 select from_claim_id from claim_links
                                  where to_claim_id = here.id and relation = 'restates' and status = 'confirmed'
                                 ) as next (id)
                            join claims o on o.id = next.id and o.status = 'active' and o.taken_down_at is null
                           where next.id <> all(walk.seen)) near
                  ) step
            where cardinality(walk.found) > 0 and cardinality(walk.seen) < @most::integer
       )
       select distinct t.id, t.url, t.title, t.published_at, t.published_at_precision, p.name as publisher,
              p.kind as publisher_kind, p.wikidata_id as publisher_wikidata_id
         from walk
        cross join unnest(walk.found) as said (id)
         join claims o on o.id = said.id
         join articles t on t.id = o.article_id
         join sources p on p.id = t.source_id
       ) w
 order by carried.id, w.id;
