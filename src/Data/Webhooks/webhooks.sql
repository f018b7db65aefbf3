-- name: WebhookGet
-- No row: no webhook has the id, or it was deleted.
select id, url, description, types, topics, source_ids, claim_ids, disabled_at, disabled_reason, previous_secret_until, version,
       created_at, created_by, updated_at
  from webhooks
 where id = @id and deleted_at is null;

-- name: WebhookVersion
-- No row: no webhook has the id, or it was deleted.
select version from webhooks where id = @id and deleted_at is null;

-- name: WebhookList
select w.id, w.url, w.description, w.types, w.topics, w.source_ids, w.claim_ids, w.disabled_at, w.disabled_reason, w.previous_secret_until,
       w.version, w.created_at, w.created_by, w.updated_at
  from webhooks w
 where w.deleted_at is null /*filters*/
 order by w.id desc
 limit @take;

-- fragment: before
   and w.id < @before

-- name: WebhookLock
-- No row: no webhook has the id, or it was deleted.
select id, url, description, types, topics, source_ids, claim_ids, disabled_at, disabled_reason, previous_secret_until, version,
       created_at, created_by, updated_at
  from webhooks
 where id = @id and deleted_at is null
   for no key update;

-- name: WebhookInsert
insert into webhooks (id, url, description, types, topics, source_ids, claim_ids, disabled_at, disabled_reason, secret, version,
                      created_at, created_by, updated_at)
values (@id, @url, @description, @types, @topics, @sourceIds, @claimIds, @disabledAt, @disabledReason, @secret, @version,
        @createdAt, @createdBy, @updatedAt);

-- name: WebhookUpdate
-- One that is enabled again tells of what happens from now on. That one, and one that leads elsewhere, begin without having failed.
update webhooks
   set url = @url, description = @description, types = @types, topics = @topics, source_ids = @sourceIds, claim_ids = @claimIds,
       since = case when disabled_at is not null and @disabledAt::timestamptz is null
                    then transaction_horizon() else since end,
       failing_since = case when @disabledAt::timestamptz is null and disabled_at is null and url = @url then failing_since end,
       disabled_at = @disabledAt, disabled_reason = @disabledReason, version = @version, updated_at = @updatedAt
 where id = @id;

-- name: WebhookFailsNoLonger
-- Nothing is left to be sent: a message that fails later begins to fail then. No row: there is something.
update webhooks
   set failing_since = null
 where id = @id and failing_since is not null
   and not exists (select from webhook_deliveries d where d.webhook_id = @id and d.state = 'pending');

-- name: WebhookRotate
update webhooks
   set previous_secret = case when @previousSecretUntil::timestamptz is not null then secret end,
       previous_secret_until = @previousSecretUntil, secret = @secret, version = @version, updated_at = @updatedAt
 where id = @id;

-- name: WebhookDelete
-- The secrets go at once; its deliveries and the rest now and then.
update webhooks
   set deleted_at = @updatedAt, secret = null, previous_secret = null, previous_secret_until = null, version = @version, updated_at = @updatedAt
 where id = @id;

-- name: WebhookSecrets
-- No row: no webhook has the id, or it was deleted.
select secret, previous_secret, previous_secret_until from webhooks where id = @id and deleted_at is null;

-- name: ClaimsKnown
select id from claims where id = any(@ids::uuid[]);

-- name: WebhooksToTell
-- Those that are told of changes, with the first transaction whose changes they are told of.
select id, types, topics, source_ids, claim_ids, since from webhooks where deleted_at is null and disabled_at is null order by id limit 10000;

-- name: WebhooksAnybodyIsTold
select exists (select from webhooks where deleted_at is null and disabled_at is null);

-- name: WebhooksSkipChanges
-- What happens while nobody is told need not be looked at. No row: somebody is, or another instance is at it.
update change_followers f
   set transaction = transaction_horizon(), sequence = 0
 where f.name = @name and f.transaction < transaction_horizon()
   and not exists (select from webhooks where deleted_at is null and disabled_at is null);

-- name: WebhooksForget
-- Those that were deleted and have no deliveries left.
delete from webhooks w where w.deleted_at is not null and not exists (select from webhook_deliveries d where d.webhook_id = w.id);

-- name: WebhookSecretsForget
-- Those that sign no longer. Until when they did stays on view.
update webhooks set previous_secret = null where previous_secret is not null and previous_secret_until <= @now;
