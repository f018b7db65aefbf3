-- What reviewers say of two origins: that they are the same, that they are not, or that it cannot be told. Either of the origins
-- of two claims, or of two sources that are not named, each known by its descriptor and by the named source that stands before
-- it. A new judgement on the same two retires the one before; none is rewritten.

create table origin_judgements (
    id               uuid primary key,
    a_claim_id       uuid        references claims (id),
    b_claim_id       uuid        references claims (id),
    a_descriptor     text,
    a_descriptor_key text collate "C",
    a_relay_id       uuid        references sources (id),
    b_descriptor     text,
    b_descriptor_key text collate "C",
    b_relay_id       uuid        references sources (id),
    verdict          text        not null,
    rationale        text        not null,
    judged_by        text        not null,
    judged_at        timestamptz not null,
    superseded_at    timestamptz,
    version          integer     not null default 1,
    constraint origin_judgements_one_kind check
        (num_nonnulls(a_claim_id, b_claim_id, a_descriptor, a_descriptor_key, a_relay_id, b_descriptor, b_descriptor_key, b_relay_id)
         = case when a_claim_id is null then 6 else 2 end
         and (a_claim_id is null) = (b_claim_id is null)),
    -- The pair is ordered once, which also keeps a thing from being judged against itself.
    constraint origin_judgements_claims_ordered check (a_claim_id < b_claim_id),
    constraint origin_judgements_descriptors_ordered check ((a_descriptor_key, a_relay_id) < (b_descriptor_key, b_relay_id)),
    constraint origin_judgements_descriptor_length check
        (char_length(a_descriptor) between 1 and 500 and char_length(b_descriptor) between 1 and 500),
    constraint origin_judgements_descriptor_key_given check (a_descriptor_key <> '' and b_descriptor_key <> ''),
    constraint origin_judgements_verdict check (verdict in ('same', 'different', 'undetermined')),
    constraint origin_judgements_rationale_length check (char_length(rationale) between 1 and 10000)
);

-- At most one judgement on a pair stands, and whoever counts origins finds it from either side. A key may be longer than an index
-- entry, so its digest stands for it; the relay goes first, by which alone it can be looked for as well.
create unique index origin_judgements_claims_one_stands on origin_judgements (a_claim_id, b_claim_id)
    where superseded_at is null and a_claim_id is not null;
create index origin_judgements_standing_by_claim on origin_judgements (b_claim_id)
    where superseded_at is null and b_claim_id is not null;
create unique index origin_judgements_descriptors_one_stands
    on origin_judgements (a_relay_id, md5(a_descriptor_key), b_relay_id, md5(b_descriptor_key))
    where superseded_at is null and a_relay_id is not null;
create index origin_judgements_standing_by_descriptor on origin_judgements (b_relay_id, md5(b_descriptor_key))
    where superseded_at is null and b_relay_id is not null;

-- Lists, newest first, with those that no longer stand.
create index origin_judgements_by_a_claim on origin_judgements (a_claim_id, id desc) where a_claim_id is not null;
create index origin_judgements_by_b_claim on origin_judgements (b_claim_id, id desc) where b_claim_id is not null;
create index origin_judgements_by_a_descriptor on origin_judgements (md5(a_descriptor_key), id desc) where a_descriptor_key is not null;
create index origin_judgements_by_b_descriptor on origin_judgements (md5(b_descriptor_key), id desc) where b_descriptor_key is not null;
create index origin_judgements_by_verdict on origin_judgements (verdict, id desc);
create index origin_judgements_standing on origin_judgements (id desc) where superseded_at is null;

grant select, insert, update (superseded_at, version) on origin_judgements to claimcheck_service;

-- A legal takedown empties what was said about the claim's origin too: the function of 0014_assessments.sql, which says what else
-- it does, with the judgements, their history and kept answers more.
create or replace function redact_history(claim uuid, moment timestamptz) returns table (redacted_link uuid, redacted_version integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    entities uuid[];
begin
    if not exists (select from claims where id = claim and taken_down_at is not null) then
        raise exception 'claim % has not been taken down', claim using errcode = 'insufficient_privilege';
    end if;

    -- The links, assessments and judgements first: whoever is judging one holds it, and must have written its history before that is emptied.
    perform from claim_links where from_claim_id = claim or to_claim_id = claim order by id for update;
    perform from assessments where claim_id = claim order by id for update;
    perform from origin_judgements where a_claim_id = claim or b_claim_id = claim order by id for update;

    entities := array[claim]
        || array(select id from claim_links where from_claim_id = claim or to_claim_id = claim)
        || array(select id from assessments where claim_id = claim)
        || array(select id from origin_judgements where a_claim_id = claim or b_claim_id = claim);

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

    return query
    update claim_links
       set rationale = '[taken down]', evidence_urls = '{}', version = version + 1, updated_at = moment
     where from_claim_id = claim or to_claim_id = claim
    returning id, version;
end
$$;
