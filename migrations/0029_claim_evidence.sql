-- The numbers of a claim's evidence as they were last told, so that a change of them can be: evidence is counted when it is asked for, and
-- follows from links, lineages and judgements that change one by one. A claim has a row once its numbers have changed.

create table claim_evidence (
    claim_id     uuid primary key references claims (id),
    floor        integer     not null,
    ceiling      integer     not null,
    is_contested boolean     not null,
    -- Counts the changes.
    version      integer     not null,
    counted_at   timestamptz not null,
    constraint claim_evidence_floor_within_ceiling check (0 <= floor and floor <= ceiling)
);

grant select, insert, update on claim_evidence to claimcheck_service;
