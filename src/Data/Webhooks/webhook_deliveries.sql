-- name: WebhookDeliveriesInsert
-- A message that is there already stays as it is.
insert into webhook_deliveries (id, webhook_id, message_id, type, claim_ids, body, changed_at, created_at, next_attempt_at)
select message.id, message.webhook_id, message.message_id, message.type, message.claim_ids::uuid[], message.body, message.changed_at, @at, @at
  from unnest(@ids::uuid[], @webhookIds::uuid[], @messageIds::uuid[], @types::text[], @claimIds::text[], @bodies::bytea[], @changedAts::timestamptz[])
       as message (id, webhook_id, message_id, type, claim_ids, body, changed_at)
    on conflict (webhook_id, message_id) do nothing;

-- name: WebhookDeliveriesTake
-- What is due, for each receiver no more than it may have under way, over all instances: that is counted while the receiver's row is
-- held. Receivers that somebody else is just looking at are left to them. What is taken is due again when its time is up, so that it is
-- sent by others if whoever took it ends before it has been noted what came of it.
with receivers as (
    select w.id
      from webhooks w
     where w.deleted_at is null and w.disabled_at is null
       and not w.id = any(@resting::uuid[])
       and exists (select from webhook_deliveries d where d.webhook_id = w.id and d.state = 'pending' and d.next_attempt_at <= @now)
     order by w.id
     limit 10000
       for no key update of w skip locked),
due as (
    select d.id
      from receivers w
     cross join lateral (
           select p.id, p.next_attempt_at
             from webhook_deliveries p
            where p.webhook_id = w.id and p.state = 'pending' and p.next_attempt_at <= @now
            order by p.next_attempt_at, p.id
            limit greatest(0, (case when w.id = any(@tried::uuid[]) then 1 else @inFlight end) - (
                  select count(*) from webhook_deliveries u where u.webhook_id = w.id and u.lease is not null and u.next_attempt_at > @now))
              for update skip locked) d
     order by d.next_attempt_at, d.id
     limit @take)
update webhook_deliveries d
   set lease = @lease, next_attempt_at = @until
  from due
  join webhook_deliveries same on same.id = due.id
  join webhooks w on w.id = same.webhook_id
 where d.id = due.id
returning d.id, d.webhook_id, d.message_id, d.body, d.attempts, d.attempts_in_row, d.changed_at, w.url, w.secret, w.previous_secret, w.previous_secret_until;

-- name: WebhookDeliveriesRenew
-- What is still under way stays with whoever has it. No row: it is done, or others have taken it over.
update webhook_deliveries set next_attempt_at = @until where lease = any(@leases::uuid[]);

-- name: WebhookDeliveryDelivered
-- Whoever heard it taken says so, even when others have taken the delivery over. No row: the delivery is gone.
with delivery as (
    update webhook_deliveries
       set state = 'delivered', next_attempt_at = null, lease = null, attempts = attempts + 1, attempts_in_row = attempts_in_row + 1,
           last_attempt_at = @at, delivered_at = @endedAt
     where id = @id
    returning id, webhook_id, attempts),
receiver as (
    update webhooks set failing_since = null
     where id = (select webhook_id from delivery) and failing_since is not null)
insert into webhook_attempts (delivery_id, number, at, failure, status, answer, resolve_ms, connect_ms, answer_ms, total_ms)
select id, attempts, @at, null, @status, @answer, @resolveMs, @connectMs, @answerMs, @totalMs from delivery
returning number;

-- name: WebhookDeliveryFailed
-- Answers since when not one message was taken. No row: others have taken the delivery over, or it is gone.
with delivery as (
    update webhook_deliveries
       set state = case when @nextAttemptAt::timestamptz is null then 'failed' else 'pending' end, next_attempt_at = @nextAttemptAt, lease = null,
           attempts = attempts + 1, attempts_in_row = attempts_in_row + 1, last_attempt_at = @at
     where id = @id and lease = @lease and state = 'pending'
    returning id, webhook_id, attempts),
attempt as (
    insert into webhook_attempts (delivery_id, number, at, failure, status, answer, resolve_ms, connect_ms, answer_ms, total_ms)
    select id, attempts, @at, @failure, @status, @answer, @resolveMs, @connectMs, @answerMs, @totalMs from delivery)
update webhooks w
   set failing_since = coalesce(w.failing_since, @at)
  from delivery
 where w.id = delivery.webhook_id
returning w.failing_since;

-- name: WebhookDeliveryReturn
-- What was taken and not sent is due again. No row: others have taken it over, or it is gone.
update webhook_deliveries set lease = null, next_attempt_at = @dueAt where id = @id and lease = @lease and state = 'pending';

-- name: WebhookDeliveryList
select d.id, d.webhook_id, d.message_id, d.type, d.state, d.body, d.changed_at, d.created_at, d.next_attempt_at, d.lease, d.attempts, d.last_attempt_at, d.delivered_at
  from webhook_deliveries d
 where d.webhook_id = @webhookId /*filters*/
 order by d.id desc
 limit @take;

-- fragment: before
   and d.id < @before
-- fragment: state
   and d.state = @state
-- fragment: type
   and d.type = @type
-- fragment: since
   and d.created_at >= @since
-- fragment: until
   and d.created_at < @until

-- name: WebhookDeliveryGet
-- No row: no delivery of the webhook has the id.
select d.id, d.webhook_id, d.message_id, d.type, d.state, d.body, d.changed_at, d.created_at, d.next_attempt_at, d.lease, d.attempts, d.last_attempt_at, d.delivered_at
  from webhook_deliveries d
 where d.id = @id and d.webhook_id = @webhookId;

-- name: WebhookAttemptsNewest
-- The newest sendings of each delivery, newest first.
select a.delivery_id, a.number, a.at, a.failure, a.status, a.answer, a.resolve_ms, a.connect_ms, a.answer_ms, a.total_ms
  from unnest(@ids::uuid[]) as of (id)
 cross join lateral (
       select delivery_id, number, at, failure, status, answer, resolve_ms, connect_ms, answer_ms, total_ms
         from webhook_attempts where delivery_id = of.id order by number desc limit @most) a
 order by a.delivery_id, a.number desc;

-- name: WebhookDeliveryRedeliver
-- One that is on its way is left alone: it is being sent. No row: it is, or no delivery of the webhook has the id.
update webhook_deliveries
   set state = 'pending', next_attempt_at = @now, attempts_in_row = 0, lease = null
 where id = @id and webhook_id = @webhookId and (lease is null or next_attempt_at <= @now);

-- name: WebhookDeliveriesRedeliver
-- Those of a span of time, oldest first, as many as may be at once.
update webhook_deliveries
   set state = 'pending', next_attempt_at = @now, attempts_in_row = 0, lease = null
 where id in (
       select id from webhook_deliveries
        where webhook_id = @webhookId and created_at >= @since and created_at < @until and state = any(@states::text[])
          and (lease is null or next_attempt_at <= @now)
        order by id
        limit @take
          for update skip locked);

-- name: WebhookAnswersRedact
-- What was answered to messages about a claim that is taken down.
update webhook_attempts
   set answer = null
 where answer is not null
   and delivery_id in (select id from webhook_deliveries where claim_ids @> array[@claim]::uuid[]);

-- name: WebhookDeliveriesForget
-- What is old, and what was for a webhook that is deleted, a part of it at a time.
delete from webhook_deliveries
 where id in (
       select id from webhook_deliveries where created_at < @before and (lease is null or next_attempt_at < @before) order by created_at limit @take for update skip locked);

-- name: WebhookDeliveriesForgetDeleted
delete from webhook_deliveries
 where id in (
       select d.id from webhooks w join webhook_deliveries d on d.webhook_id = w.id where w.deleted_at is not null limit @take
          for update of d skip locked);

-- name: WebhookBacklog
-- What is to be sent, counted up to a limit, and since when the oldest of it waits.
select count(*) as length, min(waiting.created_at) as oldest
  from (select d.created_at
          from webhooks w
          join webhook_deliveries d on d.webhook_id = w.id and d.state = 'pending'
         where w.deleted_at is null and w.disabled_at is null
         limit @most) waiting;
