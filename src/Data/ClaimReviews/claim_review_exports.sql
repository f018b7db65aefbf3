-- name: ClaimReviewList
-- What ClaimReviews are made of: one row per work that carries the claim, at least one per assessment, the assessment changed the
-- longest ago first. The claim's own work is among them, and those of at most @most claims that say the same by confirmed links.
-- No row: no assessment is as it was asked for.
select a.id, a.claim_id, a.language, a.rating_text, a.scale_id, g.slug as scale_slug, a.rating_value, a.best_rating,
       a.worst_rating, a.normalized, a.credibility, a.likelihood, a.confidence, a.title, a.summary, a.review_url, a.author_name,
       a.author_url, a.published_at, a.state, a.needs_review_reason, a.needs_review_since, a.version, a.created_at, a.updated_at,
       a.taken_down_at, k.version as correction_version, k.changed, k.note, k.corrected_by, k.corrected_at, c.text as claim_text,
       c.claimed_at, c.claimed_at_precision, s.name as claimant, s.kind as claimant_kind, s.wikidata_id as claimant_wikidata_id,
       w.id as work_id, w.url as work_url, w.title as work_title, w.published_at as work_published_at,
       w.published_at_precision as work_published_at_precision, w.publisher, w.publisher_kind, w.publisher_wikidata_id
  from (select id, claim_id, language, rating_text, scale_id, rating_value, best_rating, worst_rating, normalized, credibility,
               likelihood, confidence, title, summary, review_url, author_name, author_url, published_at, state,
               needs_review_reason, needs_review_since, version, created_at, updated_at, taken_down_at
          from assessments a
         where true /*filters*/
         order by a.updated_at, a.id
         limit @take) a
  join claims c on c.id = a.claim_id
  join sources s on s.id = c.source_id
  left join rating_scales g on g.id = a.scale_id
  left join lateral (select version, changed, note, corrected_by, corrected_at
                       from assessment_corrections
                      where assessment_id = a.id
                      order by version desc
                      limit 1) k on true
  left join lateral (
       with recursive same (id) as (
           select a.claim_id
           union
           select step.id
             from same
            cross join lateral (
                  select o.id from claim_links l join claims o on o.id = l.to_claim_id
                   where l.from_claim_id = same.id and l.relation = 'restates' and l.status = 'confirmed' and o.status = 'active'
                     and o.taken_down_at is null
                  union all
                  select o.id from claim_links l join claims o on o.id = l.from_claim_id
                   where l.to_claim_id = same.id and l.relation = 'restates' and l.status = 'confirmed' and o.status = 'active'
                     and o.taken_down_at is null
                  ) as step
       )
       select distinct t.id, t.url, t.title, t.published_at, t.published_at_precision, p.name as publisher,
              p.kind as publisher_kind, p.wikidata_id as publisher_wikidata_id
         from (select id from same limit @most) as said
         join claims o on o.id = said.id
         join articles t on t.id = o.article_id
         join sources p on p.id = t.source_id
       ) w on true
 order by a.updated_at, a.id, w.id;

-- fragment: one
   and a.id = @one
-- fragment: published
   and a.state = 'published' and a.taken_down_at is null and @published
-- fragment: modifiedSince
   and a.updated_at >= @modifiedSince
-- fragment: after
   and (a.updated_at, a.id) > (@after, @afterId)
