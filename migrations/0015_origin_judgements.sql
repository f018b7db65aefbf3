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

-- At most one judgement on a pair stands. A key may be longer than an index entry, so its digest stands for it.
create unique index origin_judgements_claims_one_stands on origin_judgements (a_claim_id, b_claim_id)
    where superseded_at is null and a_claim_id is not null;
create unique index origin_judgements_descriptors_one_stands
    on origin_judgements (a_relay_id, md5(a_descriptor_key), b_relay_id, md5(b_descriptor_key))
    where superseded_at is null and a_relay_id is not null;

-- Lists, newest first, with those that no longer stand; and whoever counts origins looks for judgements by either claim or relay.
create index origin_judgements_by_a_claim on origin_judgements (a_claim_id, id desc) where a_claim_id is not null;
create index origin_judgements_by_b_claim on origin_judgements (b_claim_id, id desc) where b_claim_id is not null;
create index origin_judgements_by_a_descriptor on origin_judgements (md5(a_descriptor_key), id desc) where a_descriptor_key is not null;
create index origin_judgements_by_b_descriptor on origin_judgements (md5(b_descriptor_key), id desc) where b_descriptor_key is not null;
create index origin_judgements_by_a_relay on origin_judgements (a_relay_id, id desc) where a_relay_id is not null;
create index origin_judgements_by_b_relay on origin_judgements (b_relay_id, id desc) where b_relay_id is not null;
create index origin_judgements_by_verdict on origin_judgements (verdict, id desc);
create index origin_judgements_standing on origin_judgements (id desc) where superseded_at is null;

grant select, insert, update (superseded_at, version) on origin_judgements to claimcheck_service;
