-- A legal takedown also empties the claim's history, which the service may not touch. It may only ask for it here, and
-- only for a claim that has been taken down already, together with the links that hung on it.

create function redact_history(claim uuid, moment timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    redacted integer;
begin
    if not exists (select from claims where id = claim and taken_down_at is not null) then
        raise exception 'claim % has not been taken down', claim using errcode = 'insufficient_privilege';
    end if;

    update audit_log
       set after = null, reason = null, redacted_at = moment
     where redacted_at is null
       and action <> 'taken_down'
       and (entity_id = claim
            or entity_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim));
    get diagnostics redacted = row_count;

    update claim_links set rationale = '[taken down]', evidence_urls = '{}'
     where from_claim_id = claim or to_claim_id = claim;
    update link_reviews set note = null
     where link_id in (select id from claim_links where from_claim_id = claim or to_claim_id = claim);
    return redacted;
end
$$;

revoke all on function redact_history(uuid, timestamptz) from public;
grant execute on function redact_history(uuid, timestamptz) to claimcheck_service;
