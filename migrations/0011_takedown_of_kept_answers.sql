-- A legal takedown empties the answers kept for repetitions too: the function of 0009_takedown.sql, which says what else it does,
-- with that one statement more.

create or replace function redact_history(claim uuid, moment timestamptz) returns table (redacted_link uuid, redacted_version integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if not exists (select from claims where id = claim and taken_down_at is not null) then
        raise exception 'claim % has not been taken down', claim using errcode = 'insufficient_privilege';
    end if;

    -- The links first: whoever is judging one holds it, and must have written its history before that is emptied.
    perform from claim_links where from_claim_id = claim or to_claim_id = claim order by id for update;

    update audit_log
       set after = null, reason = null, redacted_at = moment
     where redacted_at is null
       and action <> 'taken_down'
       and (entity_id = claim
            or entity_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim));

    -- Answers are kept with the time of the change they tell of.
    update idempotency_keys k
       set body = null, headers = '{}', status = 410
      from audit_log a
     where k.kept_at = a.at
       and k.caller_id = a.actor_id
       and (a.entity_id = claim
            or a.entity_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim));

    update link_reviews set note = null
     where link_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim);

    return query
    update claim_links
       set rationale = '[taken down]', evidence_urls = '{}', version = version + 1, updated_at = moment
     where from_claim_id = claim or to_claim_id = claim
    returning id, version;
end
$$;
