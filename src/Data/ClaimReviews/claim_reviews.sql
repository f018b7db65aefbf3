-- name: FactCheckSearch
-- What was published about claims, by assessments and by markup alike; one row per review, those of one claim together, best match
-- first and then the newest review. The newest @candidates reviews are looked through. Reviews are of the same claim where its words
-- and who made it are the same but for case and white space: markup knows no ids. A claim shows its newest @reviews reviews.
with candidates as (
    select r.review_id, r.position, r.said, r.claimant, r.claimed_at, r.claimed_at_precision, r.search_ordinal, r.search_vector,
           r.publisher, r.site, r.url, r.title, r.review_date, r.review_date_precision, r.reviewed_at, r.textual_rating, r.language
      from (select a.id as review_id, 0::smallint as position, c.text as said, s.name as claimant, c.claimed_at,
                   c.claimed_at_precision, c.search_ordinal, c.search_vector, a.author_name as publisher, a.site,
                   a.review_url as url, a.title, a.published_at as review_date, 'instant' as review_date_precision,
                   a.published_at as reviewed_at, a.rating_text as textual_rating, coalesce(a.language, c.language, 'und') as language
              from assessments a
              join claims c on c.id = a.claim_id
              join sources s on s.id = c.source_id
             where a.state = 'published' and a.taken_down_at is null
            union all
            select p.id, m.position, m.claim_reviewed, m.claimant_name, m.claim_date, m.claim_date_precision, 1::smallint,
                   m.search_vector, p.author_name, p.site, coalesce(m.url, p.page_url), null, p.publish_date,
                   p.publish_date_precision, coalesce(p.publish_date, p.created_at), m.textual_rating, 'und'
              from claim_review_markups m
              join claim_review_pages p on p.id = m.page_id
             where p.deleted_at is null) r
     where true /*filters*/
     order by r.reviewed_at desc, r.review_id desc, r.position
     limit @candidates
), ranked as (
    select review_id, position, said, claimant, claimed_at, claimed_at_precision, publisher, site, url, title, review_date,
           review_date_precision, reviewed_at, textual_rating, language,
           md5(lower(btrim(regexp_replace(normalize(said, nfc), '\s+', ' ', 'g'))) || E'\n' || lower(coalesce(claimant, '')))::uuid as key,
           case when @q::text is null then 0::real
                else ts_rank_cd(search_vector, (search_queries(@q, @languages))[search_ordinal], 1) end as rank
      from candidates
), entries as (
    select key, max(rank) as rank, max(reviewed_at) as newest
      from ranked
     group by key
), page as (
    select key, rank, newest
      from entries
     where @afterRank::real is null or (rank, newest, key) < (@afterRank::real, @afterNewest::timestamptz, @afterKey::uuid)
     order by rank desc, newest desc, key desc
    offset @offset
     limit @take
), shown as (
    select page.key, page.rank, page.newest, r.review_id, r.position, r.said, r.claimant, r.claimed_at, r.claimed_at_precision,
           r.publisher, r.site, r.url, r.title, r.review_date, r.review_date_precision, r.reviewed_at, r.textual_rating, r.language,
           row_number() over (partition by page.key order by r.reviewed_at desc, r.review_id desc, r.position) as place
      from page
      join ranked r on r.key = page.key
)
select key, rank, newest, said, claimant, claimed_at, claimed_at_precision, publisher, site, url, title, review_date,
       review_date_precision, textual_rating, language
  from shown
 where place <= @reviews
 order by rank desc, newest desc, key desc, place;

-- fragment: q
   and r.search_vector @@ search_union(search_queries(@q, @languages))
   and coalesce(r.search_vector @@ (search_queries(@q, @languages))[r.search_ordinal], false)
-- fragment: language
   and (language_without_region(r.language) = language_without_region(@language)
        or starts_with(language_without_region(r.language), language_without_region(@language) || '-'))
-- fragment: site
   and site_levels(r.site) @> array[@site::text]
-- fragment: notBefore
   and greatest(r.claimed_at, r.reviewed_at) >= @notBefore
