-- A source takes back what it said: in all, in particular claims, or in a span of time. Its own claims become retracted. A claim
-- of somebody else that came through it stays, for its outlet still says so, but no longer rests on that source.

create table source_retractions (
    id                  uuid primary key,
    source_id           uuid        not null references sources (id),
    reason              text        not null,
    said_from           timestamptz,
    said_from_precision text,
    said_to             timestamptz,
    said_to_precision   text,
    -- How many claims fell, so that a list need not count them.
    retracted_claims    integer     not null,
    unsupported_claims  integer     not null,
    retracted_by        text        not null,
    retracted_at        timestamptz not null,
    version             integer     not null default 1,
    constraint source_retractions_reason_length check (char_length(reason) between 1 and 10000),
    constraint source_retractions_from_precision check ((said_from is null) = (said_from_precision is null)
        and said_from_precision in ('year', 'month', 'day', 'instant')),
    constraint source_retractions_to_precision check ((said_to is null) = (said_to_precision is null)
        and said_to_precision in ('year', 'month', 'day', 'instant')),
    constraint source_retractions_finite check (isfinite(said_from) and isfinite(said_to)),
    constraint source_retractions_counted check (retracted_claims >= 0 and unsupported_claims >= 0)
);

create index source_retractions_by_source on source_retractions (source_id, id desc);

grant select, insert on source_retractions to claimcheck_service;

-- What fell with it. A claim that is corrected later and names the source no more does not rest on it any longer, whatever
-- stands here.
create table source_retraction_claims (
    retraction_id uuid not null references source_retractions (id),
    claim_id      uuid not null references claims (id),
    source_id     uuid not null references sources (id),
    effect        text not null,
    primary key (retraction_id, claim_id),
    constraint source_retraction_claims_effect check (effect in ('retracted', 'unsupported'))
);

create index source_retraction_claims_by_claim on source_retraction_claims (claim_id, source_id);

grant select, insert on source_retraction_claims to claimcheck_service;
