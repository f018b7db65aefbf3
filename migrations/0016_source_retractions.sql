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

-- A legal takedown empties the reasons of withdrawals in which the claim fell: the function of 0015_origin_judgements.sql with
-- their rows, history and kept answers more.
create or replace function redact_history(claim uuid, moment timestamptz) returns table (redacted_link uuid, redacted_version integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    entities uuid[];
begin
    if not exists (select from claims where id = claim and taken_down_at is not null) then
        raise exception 'claim % has not been taken down', claim using errcode = 'insufficient_privilege';
    end if;

    -- The links, assessments, judgements and withdrawals first: whoever is judging one holds it, and must have written its history before that is emptied.
    perform from claim_links where from_claim_id = claim or to_claim_id = claim order by id for update;
    perform from assessments where claim_id = claim order by id for update;
    perform from origin_judgements where a_claim_id = claim or b_claim_id = claim order by id for update;
    perform from source_retractions
      where id in (select retraction_id from source_retraction_claims where claim_id = claim) order by id for update;

    entities := array[claim]
        || array(select id from claim_links where from_claim_id = claim or to_claim_id = claim)
        || array(select id from assessments where claim_id = claim)
        || array(select id from origin_judgements where a_claim_id = claim or b_claim_id = claim)
        || array(select retraction_id from source_retraction_claims where claim_id = claim);

    update audit_log
       set after = null, reason = null, redacted_at = moment
     where redacted_at is null
       and action <> 'taken_down'
       and entity_id = any(entities);

    -- Answers are kept with the time of the change they tell of.
    update idempotency_keys k
       set body = null, headers = '{}', status = 410
      from audit_log a
     where k.kept_at = a.at
       and k.caller_id = a.actor_id
       and a.entity_id = any(entities);

    update link_reviews set note = null
     where link_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim);

    update assessment_corrections set note = null
     where assessment_id in (select id from assessments where claim_id = claim);

    update assessments
       set rating_text = null, title = null, summary = null, review_url = null, author_name = null, author_url = null, site = null,
           needs_review_reason = null, needs_review_since = null, taken_down_at = moment, version = version + 1,
           updated_at = moment
     where claim_id = claim;

    update origin_judgements
       set rationale = '[taken down]', version = version + 1
     where a_claim_id = claim or b_claim_id = claim;

    update source_retractions
       set reason = '[taken down]', version = version + 1
     where id in (select retraction_id from source_retraction_claims where claim_id = claim);

    return query
    update claim_links
       set rationale = '[taken down]', evidence_urls = '{}', version = version + 1, updated_at = moment
     where from_claim_id = claim or to_claim_id = claim
    returning id, version;
end
$$;
