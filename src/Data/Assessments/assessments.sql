-- name: AssessmentsGet
-- One row per correction, at least one for each assessment, the latest correction first. No row: no assessment has such an id.
select a.id, a.claim_id, a.language, a.rating_text, a.scale_id, s.slug as scale_slug, a.rating_value, a.best_rating,
       a.worst_rating, a.normalized, a.credibility, a.likelihood, a.confidence, a.title, a.summary, a.review_url, a.author_name,
       a.author_url, a.published_at, a.state, a.needs_review_reason, a.needs_review_since, a.version, a.created_at, a.updated_at,
       a.taken_down_at, k.version as correction_version, k.changed, k.note, k.corrected_by, k.corrected_at
  from assessments a
  left join rating_scales s on s.id = a.scale_id
  left join lateral (select version, changed, note, corrected_by, corrected_at
                       from assessment_corrections
                      where assessment_id = a.id
                      order by version desc
                      limit 100) k on true
 where a.id = any(@ids)
 order by a.id, k.version desc;

-- name: AssessmentVersion
-- No row: no assessment has the id, or its claim was taken down.
select version from assessments where id = @id and taken_down_at is null;

-- name: AssessmentList
select a.id, a.claim_id, a.language, a.rating_text, a.scale_id, s.slug as scale_slug, a.rating_value, a.best_rating,
       a.worst_rating, a.normalized, a.credibility, a.likelihood, a.confidence, a.title, a.summary, a.review_url, a.author_name,
       a.author_url, a.published_at, a.state, a.needs_review_reason, a.needs_review_since, a.version, a.created_at, a.updated_at,
       a.taken_down_at, k.version as correction_version, k.changed, k.note, k.corrected_by, k.corrected_at
  from (select id, claim_id, language, rating_text, scale_id, rating_value, best_rating, worst_rating, normalized, credibility,
               likelihood, confidence, title, summary, review_url, author_name, author_url, published_at, state,
               needs_review_reason, needs_review_since, version, created_at, updated_at, taken_down_at
          from assessments a
         where a.taken_down_at is null /*filters*/
         order by a.id desc
         limit @take) a
  left join rating_scales s on s.id = a.scale_id
  left join lateral (select version, changed, note, corrected_by, corrected_at
                       from assessment_corrections
                      where assessment_id = a.id
                      order by version desc
                      limit 100) k on true
 order by a.id desc, k.version desc;

-- name: AssessmentExport
-- Every assessment that the filters leave, oldest first, but for those of claims that were taken down; one row per correction, at
-- least one for each.
select a.id, a.claim_id, a.language, a.rating_text, a.scale_id, s.slug as scale_slug, a.rating_value, a.best_rating,
       a.worst_rating, a.normalized, a.credibility, a.likelihood, a.confidence, a.title, a.summary, a.review_url, a.author_name,
       a.author_url, a.published_at, a.state, a.needs_review_reason, a.needs_review_since, a.version, a.created_at, a.updated_at,
       a.taken_down_at, k.version as correction_version, k.changed, k.note, k.corrected_by, k.corrected_at
  from assessments a
  left join rating_scales s on s.id = a.scale_id
  left join assessment_corrections k on k.assessment_id = a.id
 where a.taken_down_at is null /*filters*/
 order by a.id, k.version desc;

-- name: PublishedAssessments
-- The ids of published assessments that the filters leave, oldest first, but for those of claims that were taken down; the first
-- @take of them after @after. No row: there are no more.
select a.id
  from assessments a
 where a.taken_down_at is null and a.state = 'published' and (@after::uuid is null or a.id > @after::uuid) /*filters*/
 order by a.id
 limit @take;

-- fragment: before
   and a.id < @before
-- fragment: claim
   and a.claim_id = @claim
-- fragment: state
   and a.state = @state
-- fragment: normalized
   and a.normalized = @normalized
-- fragment: needsReview
   and a.needs_review_since is not null and @needsReview
-- fragment: needsNoReview
   and a.needs_review_since is null and @needsNoReview

-- name: AssessedClaimLock
-- Held until the assessment is stored, so that a takedown finds it. No row: no claim has the id.
select language, taken_down_at is not null as is_taken_down from claims where id = @claim for share;

-- name: AssessedClaimsHold
-- For one import at a time: what another has said of them, this one finds.
select id, language, taken_down_at is not null as is_taken_down from claims where id = any(@ids) order by id for no key update;

-- name: AssessmentsOfClaims
select id from assessments where claim_id = any(@claims) order by id;

-- name: AssessmentInsert
insert into assessments (id, claim_id, language, rating_text, scale_id, rating_value, best_rating, worst_rating, normalized,
                         credibility, likelihood, confidence, title, summary, review_url, author_name, author_url, site,
                         published_at, state, needs_review_reason, needs_review_since, version, created_at, updated_at)
values (@id, @claim, @language, @ratingText, @scaleId, @ratingValue, @bestRating, @worstRating, @normalized, @credibility,
        @likelihood, @confidence, @title, @summary, @reviewUrl, @authorName, @authorUrl, @site, @publishedAt, @state,
        @needsReviewReason, @needsReviewSince, @version, @createdAt, @updatedAt);

-- name: AssessmentLock
-- No row: no assessment has the id.
select id from assessments where id = @id for update;

-- name: AssessmentUpdate
update assessments
   set language = @language, rating_text = @ratingText, scale_id = @scaleId, rating_value = @ratingValue,
       best_rating = @bestRating, worst_rating = @worstRating, normalized = @normalized, credibility = @credibility,
       likelihood = @likelihood, confidence = @confidence, title = @title, summary = @summary, review_url = @reviewUrl,
       author_name = @authorName, author_url = @authorUrl, site = @site, published_at = @publishedAt, state = @state,
       needs_review_reason = @needsReviewReason, needs_review_since = @needsReviewSince, version = @version,
       updated_at = @updatedAt
 where id = @id;

-- name: CorrectionInsert
insert into assessment_corrections (assessment_id, version, changed, note, corrected_by, corrected_at)
values (@assessmentId, @version, @changed, @note, @by, @at);

-- name: CorrectionFind
-- No row: the assessment has no correction that made this version.
select assessment_id, version, changed, note, corrected_by, corrected_at
  from assessment_corrections
 where assessment_id = @assessmentId and version = @version;

-- name: CorrectionExport
-- Every correction, the oldest assessment first, but for those of claims that were taken down.
select k.assessment_id, k.version, k.changed, k.note, k.corrected_by, k.corrected_at
  from assessment_corrections k
  join assessments a on a.id = k.assessment_id
 where a.taken_down_at is null /*filters*/
 order by k.assessment_id, k.version;

-- name: AssessmentsFlag
update assessments a
   set needs_review_reason = @reason, needs_review_since = flagged.since, version = flagged.version, updated_at = @at
  from unnest(@ids::uuid[], @sinces::timestamptz[], @versions::integer[]) as flagged (id, since, version)
 where a.id = flagged.id;

-- name: AssessmentsOfClaimsLock
-- Those that somebody may still rely on, all of them: one that was retracted while it was waited for is not among them. Locked in
-- the order of their ids, so that no two who lock some of the same wait for each other without end.
select id from assessments
 where claim_id = any(@claims) and state <> 'retracted' and taken_down_at is null
 order by id
   for update;

-- name: AssessmentsOfReview
-- The assessments of a claim that are the same review: by the same author, to be read at the same place. Retracted ones are not meant.
select id from assessments
 where claim_id = @claim and author_name = @author and review_url is not distinct from @reviewUrl
   and state <> 'retracted' and taken_down_at is null
 order by id
 limit 100;

-- name: AssessmentsTakenDown
-- Those that redact_history emptied with their claim, all of them, and the versions that this made of them.
select id, version from assessments where claim_id = @claim and taken_down_at is not null order by id;
