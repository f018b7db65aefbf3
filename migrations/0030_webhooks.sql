-- Who is told of changes, what was to be told, and what came of telling it.

insert into service_facts (name, value)
values ('webhook_key', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- From the beginning, so that whoever makes the first webhook is told of what comes next.
insert into change_followers (name, transaction, sequence) values ('webhooks', transaction_horizon(), 0);

create table webhooks (
    id                    uuid primary key,
    url                   text        not null,
    description           text,
    -- Which changes it tells of: an empty list lets everything pass.
    types                 text[]      not null,
    topics                text[]      not null,
    source_ids            uuid[]      not null,
    claim_ids             uuid[]      not null,
    -- Set while no messages are sent.
    disabled_at           timestamptz,
    disabled_reason       text,
    -- Sealed: see docs/adr/0018. Empty once the webhook is deleted.
    secret                bytea,
    previous_secret       bytea,
    previous_secret_until timestamptz,
    -- It tells of what is written by this transaction or a later one: whatever was under way when it was made or enabled is included.
    since                 bigint      not null default public.transaction_horizon(),
    -- Since when not one message was taken, messages failing all the while.
    failing_since         timestamptz,
    version               integer     not null,
    created_at            timestamptz not null,
    created_by            text        not null,
    updated_at            timestamptz not null,
    deleted_at            timestamptz,
    constraint webhooks_url_length check (char_length(url) between 1 and 2048),
    constraint webhooks_description_length check (char_length(description) between 1 and 300),
    constraint webhooks_topics_count check (cardinality(topics) <= 100),
    constraint webhooks_sources_count check (cardinality(source_ids) <= 100),
    constraint webhooks_claims_count check (cardinality(claim_ids) <= 100),
    constraint webhooks_disabled_reason check (disabled_reason in ('admin', 'gone', 'failing')),
    constraint webhooks_disabled_for_a_reason check ((disabled_at is null) = (disabled_reason is null)),
    constraint webhooks_previous_secret_ends check (previous_secret is null or previous_secret_until is not null),
    constraint webhooks_deleted_without_secret check ((deleted_at is null) = (secret is not null)),
    constraint webhooks_version_counts check (version >= 1)
);

create index webhooks_living on webhooks (id desc) where deleted_at is null;

grant select, insert, update, delete on webhooks to claimcheck_service;

-- A message to a receiver: one for each change and webhook, whatever happens. What it says is kept as it is sent, so that every sending
-- has the same bytes.
create table webhook_deliveries (
    id              uuid primary key,
    webhook_id      uuid        not null references webhooks (id) on delete cascade,
    -- The entry of the audit log: what the receiver knows the message by.
    message_id      uuid        not null,
    type            text        not null,
    claim_ids       uuid[]      not null,
    body            bytea       not null,
    state           text        not null default 'pending',
    -- When what it tells of happened, and when it was put down.
    changed_at      timestamptz not null,
    created_at      timestamptz not null,
    -- When it is due. While it is on its way: when whoever sends it is given up for dead.
    next_attempt_at timestamptz,
    -- Whoever has it on its way, and writes what came of it.
    lease           uuid,
    -- How often it was sent, and how often since it was last taken up: that decides when it is sent again.
    attempts        integer     not null default 0,
    attempts_in_row integer     not null default 0,
    last_attempt_at timestamptz,
    delivered_at    timestamptz,
    constraint webhook_deliveries_once unique (webhook_id, message_id),
    constraint webhook_deliveries_state check (state in ('pending', 'delivered', 'failed')),
    constraint webhook_deliveries_pending_is_due check ((state = 'pending') = (next_attempt_at is not null)),
    constraint webhook_deliveries_leased_is_pending check (lease is null or state = 'pending'),
    constraint webhook_deliveries_attempts_count check (attempts >= attempts_in_row and attempts_in_row >= 0)
);

create index webhook_deliveries_list on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_by_state on webhook_deliveries (webhook_id, state, id desc);
create index webhook_deliveries_by_type on webhook_deliveries (webhook_id, type, id desc);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at, id) where state = 'pending';
create index webhook_deliveries_under_way on webhook_deliveries (webhook_id) where lease is not null;
-- A takedown finds what was answered to messages about its claim.
create index webhook_deliveries_claims on webhook_deliveries using gin (claim_ids);
-- What is old goes first.
create index webhook_deliveries_created on webhook_deliveries (created_at);

-- Most rows are written three times within a second: that needs room in their page, or every index is written as often.
alter table webhook_deliveries set (fillfactor = 70);

grant select, insert, update, delete on webhook_deliveries to claimcheck_service;

-- Each sending of a message.
create table webhook_attempts (
    delivery_id  uuid        not null references webhook_deliveries (id) on delete cascade,
    number       integer     not null,
    at           timestamptz not null,
    failure      text,
    status       integer,
    -- The first 2 KiB of what was answered, as it came.
    answer       bytea,
    resolve_ms   double precision,
    connect_ms   double precision,
    answer_ms    double precision,
    total_ms     double precision not null,
    primary key (delivery_id, number),
    constraint webhook_attempts_number_counts check (number >= 1),
    constraint webhook_attempts_failure check (failure in
        ('status', 'address_not_allowed', 'name_not_found', 'connection_failed', 'tls_failed', 'timed_out', 'bad_answer', 'secret_unreadable')),
    constraint webhook_attempts_status_range check (status between 100 and 999),
    constraint webhook_attempts_answer_length check (octet_length(answer) <= 2048)
);

grant select, insert, update (answer), delete on webhook_attempts to claimcheck_service;
