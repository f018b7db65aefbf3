-- part: told
told as (
    -- What the change feed tells of it: no problem, which may quote what was sent.
    insert into audit_log (id, entity_type, entity_id, version, action, actor_id, actor, at, after, trace_id)
    select (@entryIds::uuid[])[row_number() over (order by id)], 'import', id, 1, 'finished', key_id, actor, @at,
           jsonb_build_object(
               'state', state, 'mode', mode, 'rows', row_count,
               'counts', jsonb_build_object(
                   'created', created, 'updated', updated, 'unchanged', unchanged, 'skipped', skipped, 'failed', failed)),
           trace_id
      from ended
)

-- name: ImportBegin
insert into imports (id, key_id, actor, role, trace_id, received_at, format, mode, on_error, link_status, claimant, columns, problem)
values (@id, @keyId, @actor, @role, @traceId, @at, @format, @mode, @onError, @linkStatus, @claimant, @columns, @problem);

-- name: ImportAddPart
insert into import_parts (import_id, part, first_line, last_line, row_count, kinds, rows)
values (@importId, @part, @firstLine, @lastLine, @rowCount, @kinds, @rows);

-- name: ImportQueue
-- No row: somebody gave the import up meanwhile.
update imports
   set state = 'queued', problem = null, header = @header, row_count = @rows, part_count = @parts, byte_count = @bytes
 where id = @id and state = 'incomplete' and finished_at is null
returning id;

-- name: ImportRefuse
with ended as (
    update imports set problem = @problem, byte_count = @bytes, finished_at = @at where id = @id and state = 'incomplete' and finished_at is null
    returning id, key_id, actor, trace_id, state, mode, row_count, created, updated, unchanged, skipped, failed
),
/*part told*/
select id from ended;

-- name: ImportDiscard
delete from imports where id = @id and state = 'incomplete';

-- name: ImportForgetParts
delete from import_parts where import_id = @id;

-- name: ImportGet
-- No row: no import has the id.
select id, key_id, actor, role, trace_id, received_at, format, mode, on_error, link_status, claimant, columns, state, problem,
       row_count, byte_count, created, updated, unchanged, skipped, failed, started_at, finished_at, attempt, header
  from imports
 where id = @id;

-- name: ImportList
select id, key_id, actor, role, trace_id, received_at, format, mode, on_error, link_status, claimant, columns, state, problem,
       row_count, byte_count, created, updated, unchanged, skipped, failed, started_at, finished_at, attempt, null::bytea as header
  from imports i
 where true /*filters*/
 order by i.id desc
 limit @take;

-- fragment: before
   and i.id < @before
-- fragment: state
   and i.state = @state

-- name: ImportCancel
-- Of a file that is stored together or not at all, nothing is stored by this. A dry run goes on to say what it would have done.
with ended as (
    update imports
       set state = 'cancelled', finished_at = @at,
           created = case when on_error = 'abort' and mode <> 'dry_run' then 0 else created end,
           updated = case when on_error = 'abort' and mode <> 'dry_run' then 0 else updated end,
           unchanged = case when on_error = 'abort' and mode <> 'dry_run' then 0 else unchanged end,
           skipped = row_count - failed - case when on_error = 'abort' and mode <> 'dry_run' then 0 else created + updated + unchanged end
     where id = @id and state in ('queued', 'running')
    returning id, key_id, actor, trace_id, state, mode, row_count, created, updated, unchanged, skipped, failed
),
/*part told*/
select id from ended;

-- name: ImportsEnded
-- Those that have ended and whose rows are still kept as they were sent, the oldest first.
with kept as materialized (select distinct import_id from import_parts)
select i.id, i.state in ('cancelled', 'failed') as is_cut_short, i.on_error = 'abort' and (i.mode <> 'dry_run' or i.state = 'failed') as is_undone
  from kept
  join imports i on i.id = kept.import_id
 where i.finished_at is not null
 order by i.id
 limit 100;

-- name: ImportUndo
-- No row that did not fail is stored: what was done is undone. Of one that runs, only by the attempt that has it.
update import_results
   set results = array(select case result when 5 then 5 else 4 end from unnest(results) with ordinality as each (result, place) order by place)
 where import_id = (select id from imports where id = @id and (state <> 'running' or attempt = @attempt));

-- name: ImportPartResults
-- Which lines of a part have a result.
select part, lines from import_results where import_id = @id and part = @part order by step, round limit 1000000;

-- name: ImportRecordSkipped
-- In a round that comes after all others, so that it is done once.
insert into import_results (import_id, part, step, round, lines, results, ids, external_ids)
values (@id, @part, @step, 32767, @lines, array_fill(4::smallint, array[cardinality(@lines::integer[])]),
        array_fill('00000000-0000-0000-0000-000000000000'::uuid, array[cardinality(@lines::integer[])]), @externalIds)
on conflict (import_id, part, step, round) do nothing;

-- name: ImportQueueLock
-- Takes are made one at a time in the whole database: two could each see room for one more.
select pg_advisory_xact_lock(hashtext('claimcheck.import_queue'));

-- name: ImportsOpen
-- What runs or was left running, and of each key the first few that wait, oldest first: whoever has sent many hides nobody else's.
select open.id, open.key_id, open.is_running
  from (select id, key_id, state = 'running' as is_running, row_number() over (partition by key_id, state order by id) as place
          from imports
         where state in ('queued', 'running')) open
 where open.place <= @mostOfKey
 order by open.id
 limit 10000;

-- name: ImportHold
-- Whether nobody else has it. Held until the session ends, however that is.
select pg_try_advisory_lock(hashtextextended('claimcheck.import ' || @id::text, 0));

-- name: ImportRelease
select pg_advisory_unlock(hashtextextended('claimcheck.import ' || @id::text, 0));

-- name: ImportTake
-- No row: it has ended meanwhile.
update imports
   set state = 'running', started_at = coalesce(started_at, @at), attempt = attempt + 1, stumbles = stumbles + 1
 where id = @id and state in ('queued', 'running')
returning attempt, stumbles;

-- name: ImportUnstumble
-- It was no fault of the import's. Not for ever: what brings the database down would do so again and again.
update imports
   set stumbles = greatest(stumbles - 1, 0)
 where id = @id and attempt < @mostAttempts and state in ('queued', 'running');

-- name: ImportStartOver
-- For one that is done in one transaction, which was lost. No row: it was stopped, or somebody else has taken it up.
with mine as (select id from imports where id = @id and attempt = @attempt and state = 'running' for no key update),
     results as (delete from import_results where import_id in (select id from mine)),
     failures as (delete from import_failures where import_id in (select id from mine))
update imports set created = 0, updated = 0, unchanged = 0, skipped = 0, failed = 0 where id in (select id from mine) returning id;

-- name: ImportParts
select part, first_line, last_line, row_count, kinds from import_parts where import_id = @id order by part limit 1000000;

-- name: ImportPartRows
-- No row: the import has ended, and its rows were forgotten.
select rows from import_parts where import_id = @id and part = @part;

-- name: ImportStepResults
-- Which lines of a kind out of a part have a result.
select lines from import_results where import_id = @id and part = @part and step = @step order by round limit 1000000;

-- name: ImportRecordResults
insert into import_results (import_id, part, step, round, lines, results, ids, external_ids)
values (@id, @part, @step, @round, @lines, @results, @ids, @externalIds);

-- name: ImportRecordFailures
insert into import_failures (import_id, line, step, external_id, code, path, message, sent, names)
select @id, failure.line, @step, failure.external_id, failure.code, failure.path, failure.message, failure.sent, failure.names::bigint[]
  from unnest(@lines::integer[], @externalIds::text[], @codes::text[], @paths::text[], @messages::text[], @sents::bytea[], @names::text[])
       as failure (line, external_id, code, path, message, sent, names);

-- name: ImportCount
-- No row: it was stopped, or somebody else has taken it up.
update imports
   set created = created + @created, updated = updated + @updated, unchanged = unchanged + @unchanged, skipped = skipped + @skipped,
       failed = failed + @failed,
       -- Of one transaction nothing is won before its end.
       stumbles = case when on_error = 'abort' or mode = 'dry_run' then stumbles else 0 end
 where id = @id and attempt = @attempt and state = 'running'
returning id;

-- name: ImportTouched
-- Which of these an earlier row of the same import was about, in a row of some kinds.
select distinct known.id
  from import_results r
 cross join lateral unnest(r.ids) as known (id)
 where r.import_id = @id and r.step = any(@steps) and known.id = any(@ids);

-- name: ImportLinesOf
-- Which row of the import was about each of these first. No row for an id: none that has been recorded.
select known.id, min(known.line) as line
  from import_results r
 cross join lateral unnest(r.ids, r.lines, r.results) as known (id, line, result)
 where r.import_id = @id and r.step = any(@steps) and known.id = any(@ids) and known.result <> 5
 group by known.id
 order by known.id
 limit 100000;

-- name: ImportEnd
-- No row: it was stopped, or somebody else has taken it up.
-- Of one that is given up, the rows that had no turn are left alone, and all of them where they are stored together or not at all.
with ended as (
    update imports i
       set state = @state, problem = @problem, finished_at = @at, created = i.created * kept.rows, updated = i.updated * kept.rows,
           unchanged = i.unchanged * kept.rows,
           skipped = case when @state = 'failed' then i.row_count - i.failed - (i.created + i.updated + i.unchanged) * kept.rows else i.skipped end
      from (select case when @state = 'failed' and on_error = 'abort' then 0 else 1 end as rows
              from imports where id = @id) kept
     where i.id = @id and i.attempt = @attempt and i.state = 'running'
    returning i.id, i.key_id, i.actor, i.trace_id, i.state, i.mode, i.row_count, i.created, i.updated, i.unchanged, i.skipped, i.failed
),
/*part told*/
select id from ended;

-- name: ImportResultsFrom
-- What became of the rows of the next part that reaches beyond a line. No row: there is none.
select r.part, r.step, r.lines, r.results, r.ids, r.external_ids
  from import_results r
 where r.import_id = @id
   and r.part = (select min(part) from import_results
                  where import_id = @id and part > @after and lines[cardinality(lines)] > @line)
 order by r.step, r.round;

-- name: ImportFailuresOf
-- Of these lines; the first of them, and others as long as those before them are within some bytes.
select line, step, external_id, code, path, message, sent
  from (select f.line, f.step, f.external_id, f.code, f.path, f.message, f.sent,
               sum(octet_length(f.sent)) over (order by f.line) - octet_length(f.sent) as bytes_before
          from import_failures f
         where f.import_id = @id and f.line = any(@lines)) kept
 where bytes_before < @mostBytes
 order by line
 limit 2000;

-- name: ImportNamesOfClaim
-- What rows may call a claim by, or what rests on it, besides its id and its key: all that it has ever said, and the ids of its links,
-- its assessments and the judgements on its origin.
select named.name
  from (
        select after ->> 'text' as name from audit_log where entity_id = @id
         union all select after ->> 'quote' from audit_log where entity_id = @id
         union all select id::text from claim_links where from_claim_id = @id or to_claim_id = @id
         union all select id::text from assessments where claim_id = @id
         union all select id::text from origin_judgements where a_claim_id = @id or b_claim_id = @id
       ) named
 where named.name is not null
 order by named.name
 limit 100000;

-- name: ImportFailuresRedact
update import_failures set sent = '', message = '[taken down]', names = '{}' where names && @names::bigint[];

-- name: ImportFailures
-- The next ones; at least one, and others as long as those before them are within some bytes.
select line, step, external_id, code, path, message, sent
  from (select next.*, sum(octet_length(next.sent)) over (order by next.line) - octet_length(next.sent) as bytes_before
          from (select f.line, f.step, f.external_id, f.code, f.path, f.message, f.sent
                  from import_failures f
                 where f.import_id = @id and f.line > @after
                 order by f.line
                 limit @take) next) kept
 where bytes_before < @mostBytes
 order by line;

-- name: ImportForget
delete from imports
 where id in (select id from imports where finished_at < @before order by finished_at limit @take);

-- name: ImportGiveUpUnfinished
-- Bodies that stopped arriving when the process that took them ended, with what had arrived of them.
with ended as (
    update imports set finished_at = @at
     where id in (select id from imports
                   where state = 'incomplete' and finished_at is null and received_at < @before order by id limit cardinality(@entryIds::uuid[]))
    returning id, key_id, actor, trace_id, state, mode, row_count, created, updated, unchanged, skipped, failed
),
/*part told*/
delete from import_parts where import_id in (select id from ended);
