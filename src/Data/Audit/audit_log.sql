-- name: AuditLogInsert
insert into audit_log (id, entity_type, entity_id, version, action, actor_id, actor, at, reason, after, trace_id, judgement_id)
values (@id, @entityType, @entityId, @version, @action, @actorId, @actor, @at, @reason, @after::jsonb, @traceId, @judgementId);

-- name: AuditLogInsertAll
insert into audit_log (id, entity_type, entity_id, version, action, actor_id, actor, at, reason, after, trace_id)
select change.id, change.entity_type, change.entity_id, change.version, change.action, @actorId, @actor, @at, change.reason,
       change.after::jsonb, @traceId
  from unnest(@ids::uuid[], @entityTypes::text[], @entityIds::uuid[], @versions::integer[], @actions::text[], @reasons::text[],
              @afters::text[]) as change (id, entity_type, entity_id, version, action, reason, after);

-- name: AuditLogList
-- No row: nothing of this kind has the id, for whatever exists has its creation on record.
select entry.id, entry.version, entry.action, entry.actor_id, entry.actor, entry.at, entry.reason,
       entry.before::text as before, entry.after::text as after, entry.redacted_at
  from (select id, version, action, actor_id, actor, at, reason, after, redacted_at,
               lag(after) over (order by version, id) as before
          from audit_log
         where entity_id = @entityId and entity_type = @entityType) as entry
 where @beforeVersion::integer is null or (entry.version, entry.id) < (@beforeVersion::integer, @beforeId::uuid)
 order by entry.version desc, entry.id desc
 limit @take;

-- name: AuditLogLatest
-- Ids begin with the time. No row: nothing has been recorded yet.
select at from audit_log order by id desc limit 1;
