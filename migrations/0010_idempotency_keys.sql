-- Answers kept for whoever repeats a request under its Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): written in
-- the transaction of the write that they tell of, and forgotten after a day.

create table idempotency_keys (
    caller_id   uuid        not null references api_keys (id),
    key         text        not null,
    -- SHA-256 of method, address and body: another request under the same key is refused.
    fingerprint bytea       not null,
    status      smallint    not null,
    -- Names and values in turn.
    headers     text[]      not null,
    -- Null where a legal takedown emptied it.
    body        bytea,
    kept_at     timestamptz not null,
    primary key (caller_id, key),
    constraint idempotency_keys_key_shape check (key ~ '^[!-~]{1,255}$'),
    constraint idempotency_keys_fingerprint_is_sha256 check (octet_length(fingerprint) = 32),
    constraint idempotency_keys_status check (status between 200 and 499),
    constraint idempotency_keys_headers_paired check (cardinality(headers) % 2 = 0)
);

-- What is old goes first.
create index idempotency_keys_by_age on idempotency_keys (kept_at);

grant select, insert, update, delete on idempotency_keys to claimcheck_service;

-- What is locked while a request is worked on. The key is the caller's own choice and goes through a hash that cannot be aimed, so
-- that nobody chooses one to stand in the way of another lock.
create function idempotency_lock(caller uuid, request_key text) returns bigint
    language sql immutable
    return hashtextextended('claimcheck.idempotency ' || encode(sha256(convert_to(caller::text || request_key, 'UTF8')), 'hex'), 0);

-- Begins a request that may be a repetition. Raises IK001 while the same request is being worked on, IK002 where its answer is
-- kept already. The lock is held to the end of the transaction: two of the same request never work side by side.
create function begin_idempotent(caller uuid, request_key text, forgotten timestamptz) returns void
    language plpgsql
as $$
begin
    if not pg_try_advisory_xact_lock(public.idempotency_lock(caller, request_key)) then
        raise exception 'the request is being worked on' using errcode = 'IK001';
    end if;
    if exists (select from public.idempotency_keys
                where caller_id = caller and key = request_key and kept_at > forgotten) then
        raise exception 'the request was answered before' using errcode = 'IK002';
    end if;
end
$$;

-- Keeps the answer to a request, which need not have been begun. Raises what begin_idempotent raises.
create function keep_idempotent(
    caller uuid, request_key text, request_fingerprint bytea, answer_status smallint, answer_headers text[], answer_body bytea,
    moment timestamptz, forgotten timestamptz) returns void
    language plpgsql
as $$
begin
    if not pg_try_advisory_xact_lock(public.idempotency_lock(caller, request_key)) then
        raise exception 'the request is being worked on' using errcode = 'IK001';
    end if;
    insert into public.idempotency_keys (caller_id, key, fingerprint, status, headers, body, kept_at)
    values (caller, request_key, request_fingerprint, answer_status, answer_headers, answer_body, moment)
    on conflict (caller_id, key) do update
       set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body,
           kept_at = excluded.kept_at
     where idempotency_keys.kept_at <= forgotten;
    if not found then
        raise exception 'the request was answered before' using errcode = 'IK002';
    end if;
end
$$;
