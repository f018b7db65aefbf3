-- name: UnrelatedClaim
-- The first of the given claims that is neither the source's own nor came through it. No row: there is none.
select sent.position, sent.claim
  from unnest(@claims::uuid[]) with ordinality as sent (claim, position)
 where not exists (select from claims c
                    where c.id = sent.claim and c.taken_down_at is null
                      and (c.source_id = @source
                           or exists (select from attribution_hops h where h.claim_id = c.id and h.source_id = @source)))
 order by sent.position
 limit 1;

-- name: FallingClaims
-- What falls when a source takes back what it said. Of its own: the claims in the scope. Of others: the claims that name it in a
-- hop, unless that rests on it no longer already, and those that are derived from one that falls. Superseded ones as well: they
-- are not counted, but those that rest on them are. When a source
-- said what another's claim tells of it, its own claim knows where the hop names one; otherwise the other's date stands for it.
-- A claim without a date of its own was said when its article was published.
with own as (
    (select c.id
       from claims c
       left join articles a on a.id = c.article_id
      where @claims::uuid[] is null and c.source_id = @source
        and c.status <> 'retracted' and c.taken_down_at is null
        and (@saidFrom::timestamptz is null or coalesce(c.claimed_at, a.published_at) >= @saidFrom::timestamptz)
        and (@saidTo::timestamptz is null or coalesce(c.claimed_at, a.published_at) < @saidTo::timestamptz)
      limit @take)
    union all
    (select c.id
       from claims c
       left join articles a on a.id = c.article_id
      where c.id = any(@claims::uuid[]) and c.source_id = @source
        and c.status <> 'retracted' and c.taken_down_at is null
        and (@saidFrom::timestamptz is null or coalesce(c.claimed_at, a.published_at) >= @saidFrom::timestamptz)
        and (@saidTo::timestamptz is null or coalesce(c.claimed_at, a.published_at) < @saidTo::timestamptz)
      limit @take)
), naming (claim_id, upstream_claim_id) as (
    select claim_id, upstream_claim_id from attribution_hops where @claims::uuid[] is null and source_id = @source
    union all
    select claim_id, upstream_claim_id from attribution_hops where claim_id = any(@claims::uuid[]) and source_id = @source
    union all
    select claim_id, upstream_claim_id from attribution_hops where upstream_claim_id = any(@claims::uuid[]) and source_id = @source
), resting (id) as (
    select n.claim_id
      from naming n
      join claims c on c.id = coalesce(n.upstream_claim_id, n.claim_id)
      left join articles a on a.id = c.article_id
     where (@saidFrom::timestamptz is null or coalesce(c.claimed_at, a.published_at) >= @saidFrom::timestamptz)
       and (@saidTo::timestamptz is null or coalesce(c.claimed_at, a.published_at) < @saidTo::timestamptz)
    union
    select l.from_claim_id
      from own
      join claim_links l on l.to_claim_id = own.id and l.relation = 'derived_from' and l.status = 'confirmed'
), unsupported as (
    select c.id
      from resting
      join claims c on c.id = resting.id
     where c.status <> 'retracted' and c.taken_down_at is null and c.source_id <> @source
       and not exists (select from source_retraction_claims fallen
                        where fallen.claim_id = c.id and fallen.source_id = @source and fallen.effect = 'unsupported')
     limit @take
)
select c.id, c.external_id, c.source_id, falling.effect,
       case when char_length(c.text) <= @excerptLength then c.text else left(c.text, @excerptLength - 1) || '…' end as excerpt
  from (select id, 'retracted' as effect from own
        union all
        select id, 'unsupported' from unsupported) as falling
  join claims c on c.id = falling.id
 order by falling.effect, c.id desc
 limit @take;

-- name: FallingWithClaim
-- What falls when one claim is taken back: the claim, and those that name it as their upstream claim or are derived from it.
select c.id, c.external_id, c.source_id, falling.effect,
       case when char_length(c.text) <= @excerptLength then c.text else left(c.text, @excerptLength - 1) || '…' end as excerpt
  from (select @claim::uuid as id, 'retracted' as effect
        union all
        (select claim_id, 'unsupported' from attribution_hops where upstream_claim_id = @claim
         union
         select from_claim_id, 'unsupported' from claim_links
          where to_claim_id = @claim and relation = 'derived_from' and status = 'confirmed')) as falling
  join claims c on c.id = falling.id and c.status <> 'retracted' and c.taken_down_at is null
 order by falling.effect, c.id desc
 limit @take;

-- name: FallingLinks
-- The living links of claims that are taken back.
select l.id, l.from_claim_id, l.to_claim_id, l.relation, l.status
  from (select o.id
          from unnest(@claims::uuid[]) as fallen (claim)
          join claim_links o on o.from_claim_id = fallen.claim and o.status in ('suggested', 'confirmed')
        union
        select i.id
          from unnest(@claims::uuid[]) as fallen (claim)
          join claim_links i on i.to_claim_id = fallen.claim and i.status in ('suggested', 'confirmed')) as falling
  join claim_links l on l.id = falling.id
  join claims one on one.id = l.from_claim_id and one.taken_down_at is null
  join claims other on other.id = l.to_claim_id and other.taken_down_at is null
 order by l.id desc
 limit @take;

-- name: ClaimsLock
-- In the order of their ids, as whoever holds several claims takes them. A takedown waits, and finds what is recorded of them.
select id from claims where id = any(@ids) order by id for no key update;

-- name: ClaimsRetract
update claims set status = @status, version = version + 1, updated_at = @at where id = any(@ids);

-- name: SourceRetractionInsert
insert into source_retractions (id, source_id, reason, said_from, said_from_precision, said_to, said_to_precision,
                                retracted_claims, unsupported_claims, retracted_by, retracted_at, version)
values (@id, @source, @reason, @saidFrom, @saidFromPrecision, @saidTo, @saidToPrecision, @retractedClaims, @unsupportedClaims,
        @retractedBy, @retractedAt, @version);

-- name: SourceRetractionClaimsInsert
insert into source_retraction_claims (retraction_id, claim_id, source_id, effect)
select @id, fallen.claim, @source, fallen.effect
  from unnest(@claims::uuid[], @effects::text[]) as fallen (claim, effect);

-- name: SourceRetractionList
select r.id, r.source_id, r.reason, r.said_from, r.said_from_precision, r.said_to, r.said_to_precision, r.retracted_claims,
       r.unsupported_claims, r.retracted_by, r.retracted_at, r.version
  from source_retractions r
 where r.source_id = @source /*filters*/
 order by r.id desc
 limit @take;

-- fragment: before
   and r.id < @before

-- name: SourceRetractionFind
-- The withdrawal and one of the claims that fell, at least one row. No row: no withdrawal has the id.
select r.id, r.source_id, s.slug, r.reason, r.said_from, r.said_from_precision, r.said_to, r.said_to_precision, r.retracted_claims,
       r.unsupported_claims, r.retracted_by, r.retracted_at, r.version, c.claim_id, c.effect
  from source_retractions r
  join sources s on s.id = r.source_id
  left join source_retraction_claims c
         on c.retraction_id = r.id and c.claim_id not in (select id from claims where taken_down_at is not null)
 where r.id = @id
 order by c.claim_id;

-- name: SourceRetractionExport
-- Every withdrawal, oldest first; one row for each claim that fell, at least one for each, without the claims that were taken down.
select r.id, r.source_id, s.slug, r.reason, r.said_from, r.said_from_precision, r.said_to, r.said_to_precision, r.retracted_claims,
       r.unsupported_claims, r.retracted_by, r.retracted_at, r.version, c.claim_id, c.effect
  from source_retractions r
  join sources s on s.id = r.source_id
  left join source_retraction_claims c
         on c.retraction_id = r.id and c.claim_id not in (select id from claims where taken_down_at is not null)
 where true /*filters*/
 order by r.id, c.claim_id;

-- name: SourceRetractionsOfClaim
-- The versions in which withdrawals now are in which a claim fell. No row: there are none.
select r.id, r.version
  from source_retraction_claims c
  join source_retractions r on r.id = c.retraction_id
 where c.claim_id = @claim
 order by r.id;
