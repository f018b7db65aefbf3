-- An entry that a source was rated holds the source as it is answered: with the judgement whose day is the latest, which need not be the one
-- that was made. So that the feed can tell that one, the entry names it. It is null for all other entries and for those from before.
alter table audit_log add column judgement_id uuid;

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
        return new;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;
