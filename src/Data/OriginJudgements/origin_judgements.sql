-- name: OriginJudgementGet
-- No row: no judgement has the id.
select id, a_claim_id, b_claim_id, a_descriptor, a_relay_id, b_descriptor, b_relay_id, verdict, rationale, judged_by, judged_at,
       superseded_at, version
  from origin_judgements
 where id = @id;

-- name: OriginJudgementVersion
-- No row: no judgement has the id.
select version from origin_judgements where id = @id;

-- name: OriginJudgementList
select j.id, j.a_claim_id, j.b_claim_id, j.a_descriptor, j.a_relay_id, j.b_descriptor, j.b_relay_id, j.verdict, j.rationale,
       j.judged_by, j.judged_at, j.superseded_at, j.version
  from origin_judgements j
 where true /*filters*/
 order by j.id desc
 limit @take;

-- fragment: before
   and j.id < @before
-- fragment: claim
   and (j.a_claim_id = @claim or j.b_claim_id = @claim)
-- fragment: descriptorKey
   and (md5(j.a_descriptor_key) = md5(@descriptorKey) and j.a_descriptor_key = @descriptorKey
        or md5(j.b_descriptor_key) = md5(@descriptorKey) and j.b_descriptor_key = @descriptorKey)
-- fragment: relay
   and (j.a_relay_id = @relay or j.b_relay_id = @relay)
-- fragment: behind
   and (md5(j.a_descriptor_key) = md5(@key) and j.a_descriptor_key = @key and j.a_relay_id = @behind
        or md5(j.b_descriptor_key) = md5(@key) and j.b_descriptor_key = @key and j.b_relay_id = @behind)
-- fragment: verdict
   and j.verdict = @verdict
-- fragment: standing
   and (j.superseded_at is null) = @standing

-- name: JudgedClaims
-- The two claims, held as they are until the judgement is written. No row for an id: no claim has it.
select id, taken_down_at is not null as is_taken_down
  from claims
 where id = any(@ids)
 order by id
   for share;

-- name: OriginPairLock
-- Judgements on one pair are written one at a time: the second retires the first rather than standing beside it.
select pg_advisory_xact_lock(hashtextextended('claimcheck.origins ' || @pair, 0));

-- name: OriginJudgementStanding
-- No row: no judgement on the two stands.
select id, a_claim_id, b_claim_id, a_descriptor, a_relay_id, b_descriptor, b_relay_id, verdict, rationale, judged_by, judged_at,
       superseded_at, version
  from origin_judgements
 where superseded_at is null
   and (a_claim_id = @aClaim and b_claim_id = @bClaim
        or md5(a_descriptor_key) = md5(@aKey) and a_descriptor_key = @aKey and a_relay_id = @aRelay
           and md5(b_descriptor_key) = md5(@bKey) and b_descriptor_key = @bKey and b_relay_id = @bRelay)
   for no key update;

-- name: OriginJudgementRetire
update origin_judgements set superseded_at = @supersededAt, version = @version where id = @id;

-- name: OriginJudgementInsert
insert into origin_judgements (id, a_claim_id, b_claim_id, a_descriptor, a_descriptor_key, a_relay_id, b_descriptor,
                               b_descriptor_key, b_relay_id, verdict, rationale, judged_by, judged_at, superseded_at, version)
values (@id, @aClaim, @bClaim, @aDescriptor, @aKey, @aRelay, @bDescriptor, @bKey, @bRelay, @verdict, @rationale, @judgedBy,
        @judgedAt, @supersededAt, @version);

-- name: OriginJudgementExport
-- Every judgement, whether it stands or not, oldest first, but for those on claims that were taken down.
select j.id, j.a_claim_id, j.b_claim_id, j.a_descriptor, j.a_relay_id, a.slug as a_slug, j.b_descriptor, j.b_relay_id, b.slug as b_slug,
       j.verdict, j.rationale, j.judged_by, j.judged_at, j.superseded_at, j.version
  from origin_judgements j
  left join sources a on a.id = j.a_relay_id
  left join sources b on b.id = j.b_relay_id
 where (j.a_claim_id is null
        or j.a_claim_id not in (select id from claims where taken_down_at is not null)
           and j.b_claim_id not in (select id from claims where taken_down_at is not null)) /*filters*/
 order by j.id;

-- name: OriginJudgementsOfClaim
-- The versions in which judgements on a claim's origin now are. No row: there are none.
select id, version from origin_judgements where a_claim_id = @claim or b_claim_id = @claim order by id;
