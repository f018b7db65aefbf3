-- Where each sending of a message went and under which lease it was made, and whether answers to a message may be kept.

alter table webhook_deliveries
    -- Nobody used it: the newest sending says the same.
    drop column last_attempt_at,
    -- Set where a claim that it concerns was taken down: what receivers answer from then on is not kept.
    add column answers_withheld boolean not null default false;

alter table webhook_attempts
    -- Null for those from before it was noted.
    add column url   text,
    add column lease uuid,
    add constraint webhook_attempts_url_length check (char_length(url) between 1 and 2048);

-- What is noted again, because nobody heard that it had been noted, is noted once.
create unique index webhook_attempts_once on webhook_attempts (delivery_id, lease);

update webhook_deliveries set answers_withheld = true
 where claim_ids && array(select id from claims where taken_down_at is not null);
update webhook_attempts set answer = null
 where answer is not null and delivery_id in (select id from webhook_deliveries where answers_withheld);
