-- Bulk imports: what was sent, how far it has come, and what became of every row.

create table imports (
    id          uuid primary key,
    key_id      uuid        not null references api_keys (id),
    actor       text        not null,
    role        text        not null,
    trace_id    text,
    received_at timestamptz not null,
    format      text        not null,
    mode        text        not null,
    on_error    text        not null,
    link_status text        not null,
    claimant    text,
    -- The file's names of columns and the names they stand for, in turn.
    columns     text[]      not null default '{}',
    -- Of a CSV file: the record that names its columns.
    header      bytea,
    -- Incomplete from the beginning: whatever cuts the body off leaves that state behind.
    state       text        not null default 'incomplete',
    problem     text,
    row_count   integer     not null default 0,
    part_count  integer     not null default 0,
    byte_count  bigint      not null default 0,
    created     integer     not null default 0,
    updated     integer     not null default 0,
    unchanged   integer     not null default 0,
    skipped     integer     not null default 0,
    failed      integer     not null default 0,
    started_at  timestamptz,
    finished_at timestamptz,
    -- Counts who has taken it up: whoever was given up for dead, and was not, writes nothing any more.
    attempt     integer     not null default 0,
    -- How often it was taken up since it last came forward.
    stumbles    integer     not null default 0,
    constraint imports_role check (role in ('reader', 'contributor', 'editor', 'admin')),
    constraint imports_format check (format in ('ndjson', 'csv', 'json_ld', 'web_page', 'google_fact_check')),
    constraint imports_mode check (mode in ('upsert', 'create', 'dry_run')),
    constraint imports_on_error check (on_error in ('skip', 'abort')),
    constraint imports_link_status check (link_status in ('suggested', 'confirmed', 'rejected', 'retracted')),
    constraint imports_state check (state in ('queued', 'running', 'completed', 'incomplete', 'failed', 'cancelled')),
    constraint imports_columns_paired check (cardinality(columns) % 2 = 0),
    constraint imports_counts_fit check (created + updated + unchanged + skipped + failed <= row_count)
);

create index imports_by_key on imports (key_id, id desc);
create index imports_open on imports (id) where state in ('queued', 'running');
-- What is old goes first.
create index imports_ended on imports (finished_at) where finished_at is not null;

grant select, insert, update, delete on imports to claimcheck_service;

-- The rows as they were sent, some thousand at a time, deflated; forgotten when the import has ended.
create table import_parts (
    import_id  uuid     not null references imports (id) on delete cascade,
    part       integer  not null,
    first_line integer  not null,
    last_line  integer  not null,
    row_count  integer  not null,
    -- A bit for each kind of record that the part holds; the lowest for rows whose kind cannot be read.
    kinds      smallint not null,
    rows       bytea    not null,
    primary key (import_id, part)
);

alter table import_parts alter column rows set storage external;

grant select, insert, delete on import_parts to claimcheck_service;

-- What became of the rows of a part, written in the transaction that stored them: each array has a place for each row.
create table import_results (
    import_id    uuid     not null references imports (id) on delete cascade,
    part         integer  not null,
    -- Which kind of record they are: 0 where that cannot be read.
    step         smallint not null,
    -- Rows that wait for others have their turn again.
    round        smallint not null,
    lines        integer[]  not null,
    results      smallint[] not null,
    ids          uuid[]     not null,
    external_ids text[]     not null,
    primary key (import_id, part, step, round),
    constraint import_results_arrays_alike check
        (cardinality(lines) = cardinality(results) and cardinality(lines) = cardinality(ids) and cardinality(lines) = cardinality(external_ids))
);

grant select, insert, update, delete on import_results to claimcheck_service;

-- Why rows failed, and how they were sent, so that they can be mended and sent again.
create table import_failures (
    import_id   uuid     not null references imports (id) on delete cascade,
    line        integer  not null,
    -- Which kind of record it is: 0 where that cannot be read.
    step        smallint not null,
    external_id text,
    code        text     not null,
    path        text,
    message     text     not null,
    -- Empty where a legal takedown emptied it.
    sent        bytea    not null,
    primary key (import_id, line)
);

grant select, insert, update (sent), delete on import_failures to claimcheck_service;
