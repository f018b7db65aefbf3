-- A legal takedown also empties what was said about the claim since: its assessments with their corrections, judgements on its origin,
-- and the reasons of withdrawals in which it fell; their history and kept answers too. It is the function of
-- 0011_takedown_of_kept_answers.sql, which says with 0009_takedown.sql what else it does, and goes on to return the links alone, since
-- instances of the release before ask it for those.

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
