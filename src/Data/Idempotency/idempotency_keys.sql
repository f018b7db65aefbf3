-- name: IdempotentBegin
-- Raises where the request is a repetition.
select begin_idempotent(@callerId, @key, @forgotten);

-- name: IdempotentKeep
-- Raises where the request is a repetition.
select keep_idempotent(@callerId, @key, @fingerprint, @status::smallint, @headers, @body, @keptAt, @forgotten);

-- name: IdempotentGet
-- No row: nothing is kept, or no longer.
select fingerprint, status, headers, body
  from idempotency_keys
 where caller_id = @callerId and key = @key and kept_at > @forgotten;

-- name: IdempotentForget
-- Some of what is old enough; what somebody else is at this moment forgetting or renewing is passed over.
with old as (
    select caller_id, key
      from idempotency_keys
     where kept_at <= @forgotten
     order by kept_at
     limit @take
       for update skip locked
)
delete from idempotency_keys k using old where k.caller_id = old.caller_id and k.key = old.key;
