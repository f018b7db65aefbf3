-- name: ChangesAfter
-- In the order of the feed, as far as no transaction that still runs can add to it. No row: nothing follows yet.
with next as materialized (
    select e.transaction, e.sequence, e.id, e.entity_type, e.entity_id, e.version, e.action, e.at, e.after, e.judgement_id,
           case when e.redacted_type is null then change_type(e.entity_type, e.action, e.after) else nullif(e.redacted_type, '') end as type
      from audit_log e
     where (e.transaction, e.sequence) > (@transaction, @sequence) and e.transaction < transaction_horizon()
     order by e.transaction, e.sequence
     limit @take
), concerned as (
    select n.*, l.relation,
           case n.entity_type when 'claim' then array[n.entity_id] when 'evidence' then array[n.entity_id]
                              when 'link' then array[l.from_claim_id, l.to_claim_id] when 'assessment' then array[a.claim_id]
                              else '{}' end as claims
      from next n
      left join claim_links l on n.entity_type = 'link' and l.id = n.entity_id
      left join assessments a on n.entity_type = 'assessment' and a.id = n.entity_id
)
select n.transaction, n.sequence, n.id, n.type, n.entity_type, n.entity_id, n.version, n.action, n.at, n.relation, n.claims,
       case when n.entity_type = 'source' then array[n.entity_id]
            else array(select distinct c.source_id from claims c where c.id = any(n.claims)) end as sources,
       case when @withTopics and n.type is not null then array(
            select distinct said.topic
              from (select unnest(c.topics) from claims c where c.id = any(n.claims)
                    union all
                    select jsonb_array_elements_text(n.after -> 'topics') where n.entity_type = 'claim' and n.after is not null
                    union all
                    select jsonb_array_elements_text(before.after -> 'topics')
                      from audit_log before
                     where n.type = 'claim.updated' and before.entity_id = n.entity_id and before.entity_type = 'claim'
                       and before.version = n.version - 1 and before.after is not null) as said (topic))
            else '{}' end as topics,
       case when n.type = 'source.rated' then coalesce(
                 (select jsonb_build_object('grade', r.grade, 'validFrom', r.valid_from) from source_reliability r where r.id = n.judgement_id),
                 n.after -> 'reliability')::text
            when n.type is not null and n.entity_type in ('evidence', 'import', 'webhook') then n.after::text end as told
  from concerned n
 order by n.transaction, n.sequence;

-- name: ChangesEnd
-- The last place up to which the feed can be read. No row: nothing has been recorded yet.
select transaction, sequence from audit_log
 where transaction < transaction_horizon()
 order by transaction desc, sequence desc
 limit 1;

-- name: ChangesNow
-- Before whatever is committed from now on; and of what was committed this moment some may follow.
select transaction_horizon() as transaction, 0::bigint as sequence;

-- name: ChangesFrom
-- Behind what was recorded before a time: ids begin with the time, and within one millisecond say nothing of the order, so that of the last
-- ones the transaction with the greatest number counts.
select coalesce(max(last.transaction), 0) as transaction, 9223372036854775807 as sequence
  from (select e.transaction from audit_log e where e.id < @first order by e.id desc limit 5000) as last;

-- name: ChangesIsForgotten
-- Whether what follows a place is from before a time.
select coalesce((select e.at < @before from audit_log e
                  where (e.transaction, e.sequence) > (@transaction, @sequence) and e.transaction < transaction_horizon()
                  order by e.transaction, e.sequence
                  limit 1), false);

-- name: ChangeFollowerIsBehind
-- Whether there is anything that a follower has not seen; null where it has not begun.
select exists (select from audit_log e
                where (e.transaction, e.sequence) > (f.transaction, f.sequence) and e.transaction < transaction_horizon())
  from change_followers f
 where f.name = @name;

-- name: ChangeFollowerHold
-- Whether nobody else follows under this name until the transaction ends. A lock of the row would do the same and give the transaction a
-- number, for which the feed would wait while the follower reads.
select pg_try_advisory_xact_lock(hashtext('claimcheck.follower'), hashtext(@name));

-- name: ChangeFollowerPlace
-- Where a follower stands. No row: it has not begun.
select transaction, sequence from change_followers where name = @name;

-- name: ChangeFollowerBegin
-- Everything that is committed from now on is for it. Beginning twice is beginning once.
insert into change_followers (name, transaction, sequence) values (@name, transaction_horizon(), 0) on conflict (name) do nothing;

-- name: ChangeFollowerMove
update change_followers set transaction = @transaction, sequence = @sequence where name = @name;

-- name: ChangeFollowersBehind
-- Since when each has not seen something, which a transaction that still runs may hold up; null where it has seen everything.
select f.name, (select e.at from audit_log e
                 where (e.transaction, e.sequence) > (f.transaction, f.sequence)
                 order by e.transaction, e.sequence
                 limit 1) as behind_since
  from change_followers f
 order by f.name;
