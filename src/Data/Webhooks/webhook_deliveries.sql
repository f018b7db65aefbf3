-- name: WebhookDeliveriesInsert
-- A message that is there already stays as it is. Of one about a claim that is taken down no answer is kept.
insert into webhook_deliveries (id, webhook_id, message_id, type, claim_ids, body, changed_at, created_at, next_attempt_at, answers_withheld)
select message.id, message.webhook_id, message.message_id, message.type, message.claim_ids::uuid[], message.body, message.changed_at, @at, @at,
       exists (select from claims c where c.id = any(message.claim_ids::uuid[]) and c.taken_down_at is not null)
  from unnest(@ids::uuid[], @webhookIds::uuid[], @messageIds::uuid[], @types::text[], @claimIds::text[], @bodies::bytea[], @changedAts::timestamptz[])
       as message (id, webhook_id, message_id, type, claim_ids, body, changed_at)
    on conflict (webhook_id, message_id) do nothing;

-- name: WebhookReceiversHold
-- Receivers to whom something is due, held until the transaction ends. Those that somebody else is just looking at are left to them. While
-- a message is on its way, until when is told by the database's clock: those of instances differ.
select w.id
  from webhooks w
 where w.deleted_at is null and w.disabled_at is null
   and not w.id = any(@resting::uuid[])
   and exists (select from webhook_deliveries d
                where d.webhook_id = w.id and d.state = 'pending'
                  and d.next_attempt_at <= greatest(@now::timestamptz, now())
                  and d.next_attempt_at <= case when d.lease is null then @now::timestamptz else now() end)
 order by w.id
 limit 10000
   for no key update of w skip locked;

-- name: WebhookDeliveriesTake
-- What is due to receivers that are held, for each no more than it may have under way, over all instances. It is counted by a statement of its
-- own: the one that takes hold of a receiver sees what was under way before it had it. What is taken is due again when its time is up,
-- so that it is sent by others if whoever took it ends before it has been noted what came of it.
with due as (
    select d.id
      from unnest(@receivers::uuid[]) as receiver (id)
     cross join lateral (
           select p.id, p.next_attempt_at
             from webhook_deliveries p
            where p.webhook_id = receiver.id and p.state = 'pending'
              and p.next_attempt_at <= greatest(@now::timestamptz, now())
              and p.next_attempt_at <= case when p.lease is null then @now::timestamptz else now() end
            order by p.next_attempt_at, p.id
            limit greatest(0, (case when receiver.id = any(@tried::uuid[]) then 1 else @inFlight end) - (
                  select count(*) from webhook_deliveries u where u.webhook_id = receiver.id and u.lease is not null and u.next_attempt_at > now()))
              for update skip locked) d
     order by d.next_attempt_at, d.id
     limit @take)
update webhook_deliveries d
   set lease = @lease, next_attempt_at = now() + @patience::interval
  from due
  join webhook_deliveries same on same.id = due.id
  join webhooks w on w.id = same.webhook_id
 where d.id = due.id
returning d.id, d.webhook_id, d.message_id, d.body, d.attempts, d.attempts_in_row, d.changed_at, w.url, w.secret, w.previous_secret, w.previous_secret_until;

-- name: WebhookDeliveriesRenew
-- What is still under way stays with whoever has it. No row: it is done, or others have taken it over.
update webhook_deliveries set next_attempt_at = now() + @patience::interval where lease = any(@leases::uuid[]);

-- name: WebhookDeliveryDelivered
-- Whoever heard it taken says so, even when others have taken the delivery over. No row: it was said before, or the delivery is gone.
with delivery as (
    update webhook_deliveries
       set state = 'delivered', next_attempt_at = null, lease = null, attempts = attempts + 1, attempts_in_row = attempts_in_row + 1,
           delivered_at = @endedAt
     where id = @id and not exists (select from webhook_attempts said where said.delivery_id = @id and said.lease = @lease::uuid)
    returning id, webhook_id, attempts, answers_withheld),
receiver as (
    update webhooks set failing_since = null
     where id = (select webhook_id from delivery) and failing_since is not null)
insert into webhook_attempts (delivery_id, number, at, url, lease, failure, status, answer, resolve_ms, connect_ms, answer_ms, total_ms)
select id, attempts, @at, @url, @lease::uuid, null, @status, case when not answers_withheld then @answer::bytea end,
       @resolveMs, @connectMs, @answerMs, @totalMs
  from delivery
returning number;

-- name: WebhookDeliveryFailed
-- Answers since when not one message was taken. No row: others have taken the delivery over, or it is gone.
with delivery as (
    update webhook_deliveries
       set state = case when @nextAttemptAt::timestamptz is null then 'failed' else 'pending' end, next_attempt_at = @nextAttemptAt, lease = null,
           attempts = attempts + 1, attempts_in_row = attempts_in_row + 1
     where id = @id and lease = @lease and state = 'pending'
    returning id, webhook_id, attempts, answers_withheld),
attempt as (
    insert into webhook_attempts (delivery_id, number, at, url, lease, failure, status, answer, resolve_ms, connect_ms, answer_ms, total_ms)
    select id, attempts, @at, @url, @lease, @failure, @status, case when not answers_withheld then @answer::bytea end,
           @resolveMs, @connectMs, @answerMs, @totalMs
      from delivery)
update webhooks w
   set failing_since = coalesce(w.failing_since, @at)
  from delivery
 where w.id = delivery.webhook_id
returning w.failing_since;

-- name: WebhookDeliveryReturn
-- What was taken and not sent is due again. No row: others have taken it over, or it is gone.
update webhook_deliveries set lease = null, next_attempt_at = @dueAt where id = @id and lease = @lease and state = 'pending';

-- name: WebhookDeliveryList
select d.id, d.webhook_id, d.message_id, d.type, d.state, d.body, d.changed_at, d.created_at, d.next_attempt_at, d.lease, d.attempts, d.delivered_at
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

-- name: WebhookDeliveryExists
select exists (select from webhook_deliveries where id = @id and webhook_id = @webhookId);

-- name: WebhookAttemptsNewest
-- The newest sendings of each delivery, newest first.
select a.delivery_id, a.number, a.at, a.url, a.failure, a.status, a.answer, a.resolve_ms, a.connect_ms, a.answer_ms, a.total_ms
  from unnest(@ids::uuid[]) as of (id)
 cross join lateral (
       select delivery_id, number, at, url, failure, status, answer, resolve_ms, connect_ms, answer_ms, total_ms
         from webhook_attempts where delivery_id = of.id order by number desc limit @most) a
 order by a.delivery_id, a.number desc;

-- name: WebhookDeliveryRedeliver
-- One that is on its way is left alone: it is being sent. No row: it is, or no delivery of the webhook has the id.
update webhook_deliveries
   set state = 'pending', next_attempt_at = @now, attempts_in_row = 0, lease = null
 where id = @id and webhook_id = @webhookId and (lease is null or next_attempt_at <= now());

-- name: WebhookDeliveriesRedeliver
-- Those of a span of time that follow a place in it, oldest first, as many as may be at once: how many, and which was the last.
with meant as (
    select id from webhook_deliveries
     where webhook_id = @webhookId and created_at >= @since and created_at < @until and state = any(@states::text[])
       and (@after::uuid is null or id > @after) and (lease is null or next_attempt_at <= now())
     order by id
     limit @take
       for update skip locked),
again as (
    update webhook_deliveries
       set state = 'pending', next_attempt_at = @now, attempts_in_row = 0, lease = null
     where id in (select id from meant))
select count(*)::integer as count, (select id from meant order by id desc limit 1) as last from meant;

-- name: WebhookFanOutHold
-- Waits until whoever is putting down messages has done so, and lets nobody put down further ones until the transaction ends.
select pg_advisory_xact_lock(hashtext('claimcheck.follower'), hashtext(@name));

-- name: WebhookAnswersWithhold
-- Of messages about a claim that is taken down no answer is kept from now on. Whoever notes one either waits for this transaction, or is waited
-- for and seen by the next statement.
update webhook_deliveries set answers_withheld = true where claim_ids @> array[@claim]::uuid[];

-- name: WebhookAnswersRedact
-- What was answered to messages about a claim that is taken down.
update webhook_attempts
   set answer = null
 where answer is not null
   and delivery_id in (select id from webhook_deliveries where claim_ids @> array[@claim]::uuid[]);

-- name: WebhookDeliveriesForget
-- What is old, a part of it at a time; but for what is still to be sent, unless its receiver is disabled.
delete from webhook_deliveries
 where id in (
       select d.id
         from webhook_deliveries d
         join webhooks w on w.id = d.webhook_id
        where d.created_at < @before and (d.state <> 'pending' or w.disabled_at is not null or w.deleted_at is not null)
          and (d.lease is null or d.next_attempt_at < @before)
        order by d.created_at
        limit @take
          for update of d skip locked);

-- name: WebhookDeliveriesForgetDeleted
-- What was for a webhook that is deleted, a part of it at a time.
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
