-- A legal takedown also empties the claim's history, which the service may not touch. It may only ask for it here, and
-- only for a claim that has been taken down already, together with the links that hung on it. pg_temp stands last in its
-- search_path, or else a temporary table called claims could pose as the one that says what was taken down.

create function redact_history(claim uuid, moment timestamptz) returns table (redacted_link uuid, redacted_version integer)
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

    update link_reviews set note = null
     where link_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim);

    return query
    update claim_links
       set rationale = '[taken down]', evidence_urls = '{}', version = version + 1, updated_at = moment
     where from_claim_id = claim or to_claim_id = claim
    returning id, version;
end
$$;

revoke all on function redact_history(uuid, timestamptz) from public;
grant execute on function redact_history(uuid, timestamptz) to claimcheck_service;

-- What was taken down stays down: otherwise whoever may change claims could take one down, have its history emptied, and
-- put it back.
create function claims_stay_taken_down() returns trigger
    language plpgsql
as $$
begin
    raise exception 'claim % was taken down', old.id using errcode = 'insufficient_privilege';
end
$$;

create trigger claims_stay_taken_down before update on claims
    for each row when (old.taken_down_at is not null and (new.taken_down_at is null or new.text is not null))
    execute function claims_stay_taken_down();
