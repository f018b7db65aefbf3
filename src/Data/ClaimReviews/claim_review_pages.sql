-- name: ClaimReviewPageGet
-- One row per markup, in their order on the page. No row: no page has the id, or its markup was deleted.
select p.id, p.page_url, p.publish_date, p.publish_date_precision, p.author_name, p.author_image_url, p.version, p.created_at,
       p.updated_at, m.url, m.claim_reviewed, m.claim_date, m.claim_date_precision, m.claim_location, m.claim_first_appearance,
       m.claim_appearances, m.claimant_name, m.claimant_job_title, m.claimant_image_url, m.claimant_same_as, m.textual_rating,
       m.rating_value, m.worst_rating, m.best_rating, m.rating_explanation, m.rating_image_url
  from claim_review_pages p
  join claim_review_markups m on m.page_id = p.id
 where p.id = @id and p.deleted_at is null
 order by m.position
 limit 50;

-- name: ClaimReviewPageVersion
-- No row: no page has the id, or its markup was deleted.
select version from claim_review_pages where id = @id and deleted_at is null;

-- name: ClaimReviewPageList
select p.id, p.page_url, p.publish_date, p.publish_date_precision, p.author_name, p.author_image_url, p.version, p.created_at,
       p.updated_at, m.url, m.claim_reviewed, m.claim_date, m.claim_date_precision, m.claim_location, m.claim_first_appearance,
       m.claim_appearances, m.claimant_name, m.claimant_job_title, m.claimant_image_url, m.claimant_same_as, m.textual_rating,
       m.rating_value, m.worst_rating, m.best_rating, m.rating_explanation, m.rating_image_url
  from (select id, page_url, publish_date, publish_date_precision, author_name, author_image_url, version, created_at, updated_at
          from claim_review_pages p
         where p.deleted_at is null /*filters*/
         order by p.id desc
        offset @offset
         limit @take) p
  join claim_review_markups m on m.page_id = p.id
 order by p.id desc, m.position;

-- fragment: before
   and p.id < @before
-- fragment: canonicalUrl
   and p.canonical_url = @canonicalUrl
-- fragment: site
   and site_levels(p.site) @> array[@site::text]

-- name: ClaimReviewPageExport
-- Every page whose markup was not deleted, oldest first; one row per markup, in their order on the page.
select p.id, p.page_url, p.publish_date, p.publish_date_precision, p.author_name, p.author_image_url, p.version, p.created_at,
       p.updated_at, m.url, m.claim_reviewed, m.claim_date, m.claim_date_precision, m.claim_location, m.claim_first_appearance,
       m.claim_appearances, m.claimant_name, m.claimant_job_title, m.claimant_image_url, m.claimant_same_as, m.textual_rating,
       m.rating_value, m.worst_rating, m.best_rating, m.rating_explanation, m.rating_image_url
  from claim_review_pages p
  join claim_review_markups m on m.page_id = p.id
 where p.deleted_at is null /*filters*/
 order by p.id, m.position;

-- name: ClaimReviewPageIdByUrl
-- No row: no page has the address.
select id from claim_review_pages where canonical_url = @canonicalUrl and deleted_at is null;

-- name: ClaimReviewPageLock
-- No row: no page has the id, or its markup was deleted.
select id from claim_review_pages where id = @id and deleted_at is null for no key update;

-- name: ClaimReviewPageInsert
insert into claim_review_pages (id, page_url, canonical_url, site, publish_date, publish_date_precision, author_name,
                                author_image_url, version, created_at, updated_at)
values (@id, @pageUrl, @canonicalUrl, @site, @publishDate, @publishDatePrecision, @authorName, @authorImageUrl, @version, @createdAt,
        @updatedAt);

-- name: ClaimReviewPageUpdate
update claim_review_pages
   set page_url = @pageUrl, canonical_url = @canonicalUrl, site = @site, publish_date = @publishDate,
       publish_date_precision = @publishDatePrecision, author_name = @authorName, author_image_url = @authorImageUrl,
       version = @version, updated_at = @updatedAt
 where id = @id;

-- name: ClaimReviewPageDelete
update claim_review_pages set deleted_at = @updatedAt, version = @version, updated_at = @updatedAt where id = @id;

-- name: ClaimReviewMarkupsDelete
delete from claim_review_markups where page_id = @id;

-- name: ClaimReviewMarkupsInsert
-- All markups of a page, as a list of JSON objects whose members are called like the columns.
insert into claim_review_markups (page_id, position, url, claim_reviewed, claim_date, claim_date_precision, claim_location,
                                  claim_first_appearance, claim_appearances, claimant_name, claimant_job_title, claimant_image_url,
                                  claimant_same_as, textual_rating, rating_value, worst_rating, best_rating, rating_explanation,
                                  rating_image_url)
select @id, position, url, claim_reviewed, claim_date, claim_date_precision, claim_location, claim_first_appearance,
       claim_appearances, claimant_name, claimant_job_title, claimant_image_url, claimant_same_as, textual_rating, rating_value,
       worst_rating, best_rating, rating_explanation, rating_image_url
  from jsonb_to_recordset(@markups::jsonb) as markup (
           position smallint, url text, claim_reviewed text, claim_date timestamptz, claim_date_precision text, claim_location text,
           claim_first_appearance text, claim_appearances text[], claimant_name text, claimant_job_title text,
           claimant_image_url text, claimant_same_as text, textual_rating text, rating_value integer, worst_rating integer,
           best_rating integer, rating_explanation text, rating_image_url text);
