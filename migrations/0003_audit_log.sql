-- Who did what, when and why, and how the thing looked afterwards. How it looked before is the row before.
-- Append-only: the service's role may insert and read, nothing else; and whoever has more rights meets the trigger,
-- which lets a row be blanked (a legal takedown) but never rewritten or removed.

create table audit_log (
    id          uuid primary key,
    entity_type text        not null,
    entity_id   uuid        not null,
    version     integer     not null,
    action      text        not null,
    actor_id    uuid,
    actor       text        not null,
    at          timestamptz not null,
    reason      text,
    after       jsonb,
    trace_id    text,
    redacted_at timestamptz,
    constraint audit_log_entity_type check (entity_type in ('source', 'article', 'claim', 'link', 'api_key')),
    constraint audit_log_version_counts check (version >= 1),
    constraint audit_log_redacted_is_blank check (redacted_at is null or (after is null and reason is null))
);

-- The history of one thing, newest first.
create index audit_log_entity on audit_log (entity_id, version desc, id desc);

create function audit_log_append_only() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'UPDATE'
       and old.redacted_at is null and new.redacted_at is not null
       and new.after is null and new.reason is null
       and (new.id, new.entity_type, new.entity_id, new.version, new.action, new.actor, new.at)
           = (old.id, old.entity_type, old.entity_id, old.version, old.action, old.actor, old.at)
       and new.actor_id is not distinct from old.actor_id
       and new.trace_id is not distinct from old.trace_id then
        return new;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function audit_log_append_only();
create trigger audit_log_not_truncated before truncate on audit_log
    for each statement execute function audit_log_append_only();

grant select, insert on audit_log to claimcheck_service;
