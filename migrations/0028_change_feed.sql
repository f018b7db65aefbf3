-- The audit log is read as a feed of changes: each committed one once, in an order in which nobody who has read up to a place can
-- have missed one before it. A number drawn from a sequence alone would not do: whoever draws 7 may commit before whoever drew 6,
-- and a reader who has seen 7 never looks for 6 again. So entries carry the number of their transaction, and what is read ends
-- before the oldest transaction that still runs; within a transaction the sequence decides.
-- Entries from before this migration have neither and are in no feed.

-- What is added to the number of a transaction. Numbers belong to a cluster: where the log was restored into another one, whose numbers
-- are smaller, align_transactions() lets them go on behind the ones that are stored. Stable: of an immutable function the plans
-- that connections keep would hold the older number.
create function transaction_offset() returns bigint
    language sql stable parallel safe
    return 0::bigint;

create function transaction_number() returns bigint
    language sql stable
    return pg_current_xact_id()::text::bigint + public.transaction_offset();

-- Every change of a transaction with a smaller number is there for all to see, or will never be.
create function transaction_horizon() returns bigint
    language sql stable parallel safe
    return pg_snapshot_xmin(pg_current_snapshot())::text::bigint + public.transaction_offset();

create sequence audit_log_sequence;
grant usage on sequence audit_log_sequence to claimcheck_service;

-- The columns come without a default, which is set afterwards, so that no row is written anew.
alter table audit_log add column transaction bigint;
alter table audit_log add column sequence bigint;
alter table audit_log alter column transaction set default public.transaction_number();
alter table audit_log alter column sequence set default nextval('public.audit_log_sequence');

create index audit_log_by_transaction on audit_log (transaction, sequence) where transaction is not null;

create or replace function audit_log_append_only() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'UPDATE'
       and old.redacted_at is null and new.redacted_at is not null
       and new.after is null and new.reason is null
       and (new.id, new.entity_type, new.entity_id, new.version, new.action, new.actor, new.at)
           = (old.id, old.entity_type, old.entity_id, old.version, old.action, old.actor, old.at)
       and new.actor_id is not distinct from old.actor_id
       and new.trace_id is not distinct from old.trace_id
       and new.transaction is not distinct from old.transaction
       and new.sequence is not distinct from old.sequence then
        return new;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

-- By the owner, when the service brings the database up to date: a visible entry cannot come from a transaction that has not begun yet,
-- unless it comes from another cluster.
create function align_transactions() returns void
    language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
    missing bigint := (select max(transaction) from audit_log) - pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        - transaction_offset();
begin
    if missing >= 0 then
        execute format(
            'create or replace function public.transaction_offset() returns bigint language sql stable parallel safe return %s::bigint',
            transaction_offset() + missing + 1);
    end if;
end
$$;

revoke all on function align_transactions() from public;

-- What an entry is called in the feed; null for what nobody is told. Not stored: it follows from the entry.
create function change_type(entity_type text, action text, after jsonb) returns text
    language sql immutable parallel safe
    return case entity_type
        when 'claim' then case action
            when 'created' then 'claim.created'
            when 'changed' then 'claim.updated'
            when 'superseded' then 'claim.updated'
            when 'reinstated' then 'claim.updated'
            when 'retracted' then 'claim.retracted'
            when 'taken_down' then 'claim.taken_down' end
        when 'link' then case action
            when 'proposed' then 'link.' || coalesce(after ->> 'status', 'suggested')
            when 'confirmed' then 'link.confirmed'
            when 'rejected' then 'link.rejected'
            when 'retracted' then 'link.retracted' end
        when 'assessment' then case action
            when 'created' then case after ->> 'state' when 'published' then 'assessment.published' end
            when 'published' then 'assessment.published'
            when 'corrected' then 'assessment.corrected'
            when 'retracted' then case when after is null or after ->> 'publishedAt' is not null then 'assessment.retracted' end end
        when 'source' then case action when 'rated' then 'source.rated' end
        when 'evidence' then case action when 'changed' then 'evidence.changed' end
        when 'import' then case action when 'finished' then 'import.finished' end
        when 'webhook' then case action when 'disabled' then 'webhook.disabled' end
    end;

alter table audit_log drop constraint audit_log_entity_type;
alter table audit_log add constraint audit_log_entity_type check (entity_type in
    ('source', 'article', 'claim', 'link', 'api_key', 'rating_scale', 'assessment', 'origin_judgement', 'source_retraction',
     'claim_review_page', 'evidence', 'import', 'webhook'));

-- Who of the service follows the feed, and how far each has come: it goes on from there, on whichever instance.
create table change_followers (
    name        text primary key,
    transaction bigint not null,
    sequence    bigint not null
);

grant select, insert, update on change_followers to claimcheck_service;
