-- What an entry is called in the feed follows from what it holds, which a takedown empties: whether a link was proposed as confirmed, whether
-- an assessment had been published. An event keeps its name, so the takedown writes it down; empty where nobody is told. Null for entries
-- that were not emptied, and for those that were emptied before.
alter table audit_log add column redacted_type text;

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
       and new.sequence is not distinct from old.sequence
       and new.judgement_id is not distinct from old.judgement_id then
        new.redacted_type := coalesce(public.change_type(old.entity_type, old.action, old.after), '');
        return new;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;
