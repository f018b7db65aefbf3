-- name: ClaimLinkGet
-- No row: no link has the id.
select id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence, proposed_by,
       version, created_at, updated_at
  from claim_links
 where id = @id;

-- name: ClaimLinkVersion
-- No row: no link has the id.
select version from claim_links where id = @id;

-- name: ClaimLinkWithReviews
-- One row per judgement, at least one; the one that stands first. No row: no link has the id.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status, l.method, l.rationale, l.evidence_urls, l.confidence,
       l.proposed_by, l.version, l.created_at, l.updated_at,
       r.decision, r.note, r.reviewed_by, r.reviewed_at, r.superseded_at
  from claim_links l
  left join link_reviews r on r.link_id = l.id
 where l.id = @id
 order by r.superseded_at desc nulls first, r.id desc
 limit 100;

-- name: ClaimLinkLock
-- No row: no link has the id.
select id from claim_links where id = @id for update;

-- name: ClaimLinkList
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status, l.method, l.rationale, l.evidence_urls, l.confidence,
       l.proposed_by, l.version, l.created_at, l.updated_at
  from claim_links l
 where true /*filters*/
 order by l.id desc
 limit @take;

-- name: ClaimLinkExport
-- Every link that the filters leave, oldest first, but for those of claims that were taken down. These are few, and known before
-- the first link is looked at: joined, all links would be sorted by one end, by the other, and back again.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status, l.method, l.rationale, l.evidence_urls, l.confidence,
       l.proposed_by, l.version, l.created_at, l.updated_at
  from claim_links l
 where l.from_claim_id not in (select id from claims where taken_down_at is not null)
   and l.to_claim_id not in (select id from claims where taken_down_at is not null) /*filters*/
 order by l.id;

-- fragment: before
   and l.id < @before
-- fragment: status
   and l.status = @status
-- fragment: relation
   and l.relation = @relation
-- fragment: method
   and l.method = @method
-- fragment: claim
   and (l.from_claim_id = @claim or l.to_claim_id = @claim)

-- name: ClaimLinksOfClaim
-- Each link of a claim with the claim at its other end: both directions in turn, newest first.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status, l.method, l.rationale, l.evidence_urls, l.confidence,
       l.proposed_by, l.version, l.created_at, l.updated_at,
       c.id as other_id, c.external_id as other_external_id, c.source_id as other_source_id, c.text as other_text,
       c.claimed_at as other_claimed_at, c.claimed_at_precision as other_claimed_at_precision,
       c.modality as other_modality, c.status as other_status, c.version as other_version
  from (select id, other_claim_id from (
            select o.id, o.to_claim_id as other_claim_id
              from claim_links o
              join claims c on c.id = o.to_claim_id and c.taken_down_at is null
             where o.from_claim_id = @claim and o.status in ('suggested', 'confirmed') order by o.id desc limit @take) as outward
        union all
        select id, from_claim_id from (
            select i.id, i.from_claim_id
              from claim_links i
              join claims c on c.id = i.from_claim_id and c.taken_down_at is null
             where i.to_claim_id = @claim and i.status in ('suggested', 'confirmed') order by i.id desc limit @take) as inward
       ) as found
  join claim_links l on l.id = found.id
  join claims c on c.id = found.other_claim_id
 order by l.id desc
 limit @take;

-- name: LinkEnds
-- The two claims, held as they are until the link is written. No row for an id: no claim has it.
select id, status, taken_down_at is not null as is_taken_down
  from claims
 where id = any(@ids)
 order by id
   for share;

-- name: ClaimLinkInsert
-- No row: a living link of this relation joins the two already.
insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence,
                         proposed_by, version, created_at, updated_at)
values (@id, @from, @to, @relation, @status, @method, @rationale, @evidenceUrls, @confidence, @proposedBy, @version, @createdAt, @updatedAt)
on conflict (from_claim_id, to_claim_id, relation) where status in ('suggested', 'confirmed') do nothing
returning id;

-- name: ClaimLinksInsert
-- No row for an id: a living link of its relation joins its two claims already.
insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence,
                         proposed_by, version, created_at, updated_at)
select link.id, link.from_claim_id, link.to_claim_id, link.relation, link.status, link.method, link.rationale,
       array(select jsonb_array_elements_text(link.evidence_urls::jsonb)), link.confidence, link.proposed_by, link.version,
       link.created_at, link.updated_at
  from unnest(@ids::uuid[], @froms::uuid[], @tos::uuid[], @relations::text[], @statuses::text[], @methods::text[], @rationales::text[],
              @evidenceUrls::text[], @confidences::float8[], @proposers::text[], @versions::integer[], @created::timestamptz[],
              @updated::timestamptz[])
       as link (id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence, proposed_by, version,
                created_at, updated_at)
on conflict (from_claim_id, to_claim_id, relation) where status in ('suggested', 'confirmed') do nothing
returning id;

-- name: ClaimLinksKnown
-- The links with these ids, and the living ones that join these claims in these relations.
select id, from_claim_id, to_claim_id, relation, status, method, rationale, evidence_urls, confidence, proposed_by,
       version, created_at, updated_at
  from claim_links
 where id = any(@ids)
union all
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status, l.method, l.rationale, l.evidence_urls, l.confidence, l.proposed_by,
       l.version, l.created_at, l.updated_at
  from unnest(@froms::uuid[], @tos::uuid[], @relations::text[]) as sent (from_claim_id, to_claim_id, relation)
  join claim_links l on l.from_claim_id = sent.from_claim_id and l.to_claim_id = sent.to_claim_id and l.relation = sent.relation
                    and l.status in ('suggested', 'confirmed')
 where l.id <> all(@ids);

-- name: ClaimLinkTwin
-- No row: the living link that stood in the way is gone by now.
select id
  from claim_links
 where from_claim_id = @from and to_claim_id = @to and relation = @relation and status in ('suggested', 'confirmed');

-- name: ClaimLinkSetStatus
update claim_links set status = @status, version = @version, updated_at = @updatedAt where id = @id;

-- name: LinkReviewRetire
update link_reviews set superseded_at = @at where link_id = @linkId and superseded_at is null;

-- name: LinkReviewInsert
insert into link_reviews (id, link_id, decision, note, reviewed_by, reviewed_at)
values (@id, @linkId, @decision, @note, @actor, @at);

-- name: LinksJudged
-- The links with these ids. No row for an id: no link has it, or one of its claims was taken down.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status, l.method, l.rationale, l.evidence_urls, l.confidence, l.proposed_by,
       l.version, l.created_at, l.updated_at
  from claim_links l
 where l.id = any(@ids)
   and not exists (select from claims c where c.id in (l.from_claim_id, l.to_claim_id) and c.taken_down_at is not null)
 order by l.id;

-- name: LinkReviewsFind
-- The judgements with these ids. No row for an id: there is none.
select id as review_id, link_id, decision, note, reviewed_by, reviewed_at, superseded_at
  from link_reviews
 where id = any(@ids)
 order by id;

-- name: LinkReviewsMakeRoom
-- Retires judgements that say the same as those that are brought back: whoever brought the links without them answered for these.
update link_reviews standing
   set superseded_at = @at
  from unnest(@links::uuid[], @decisions::text[]) as review (link_id, decision)
 where standing.link_id = review.link_id and standing.decision = review.decision and standing.superseded_at is null;

-- name: LinkReviewsInsert
insert into link_reviews (id, link_id, decision, note, reviewed_by, reviewed_at, superseded_at)
select review.id, review.link_id, review.decision, review.note, review.reviewed_by, review.reviewed_at, review.superseded_at::timestamptz
  from unnest(@ids::uuid[], @links::uuid[], @decisions::text[], @notes::text[], @reviewers::text[], @times::timestamptz[],
              @superseded::text[]) as review (id, link_id, decision, note, reviewed_by, reviewed_at, superseded_at);

-- name: LinkReviewExport
-- Every judgement on every link, oldest first, but for those of claims that were taken down.
select r.id as review_id, r.link_id, r.decision, r.note, r.reviewed_by, r.reviewed_at, r.superseded_at
  from link_reviews r
  join claim_links l on l.id = r.link_id
 where l.from_claim_id not in (select id from claims where taken_down_at is not null)
   and l.to_claim_id not in (select id from claims where taken_down_at is not null) /*filters*/
 order by r.id;

-- name: SupersededBy
-- Whether a confirmed link says that something takes the claim's place.
select exists (select from claim_links where to_claim_id = @claim and relation = 'supersedes' and status = 'confirmed');

-- name: SupersedesWay
-- Every step from a claim to what it takes the place of.
with recursive steps (downstream, upstream) as (
    select null::uuid, @start::uuid
    union
    select l.from_claim_id, l.to_claim_id
      from steps
      join claim_links l on l.from_claim_id = steps.upstream
                        and l.relation = 'supersedes' and l.status in ('suggested', 'confirmed')
)
select downstream, upstream from steps;
