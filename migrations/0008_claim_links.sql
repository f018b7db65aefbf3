-- A typed relation between two claims, proposed by somebody for a reason and reviewed by somebody.

create table claim_links (
    id            uuid primary key,
    from_claim_id uuid        not null references claims (id),
    to_claim_id   uuid        not null references claims (id),
    relation      text        not null,
    status        text        not null,
    method        text        not null,
    rationale     text        not null,
    evidence_urls text[]      not null default '{}',
    confidence    double precision,
    proposed_by   text        not null,
    version       integer     not null default 1,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint claim_links_not_self check (from_claim_id <> to_claim_id),
    constraint claim_links_symmetric_ordered check
        (relation not in ('corroborates', 'contradicts', 'restates') or from_claim_id < to_claim_id),
    constraint claim_links_relation check (relation in
        ('corroborates', 'contradicts', 'restates', 'derived_from', 'supersedes', 'qualifies', 'context')),
    constraint claim_links_status check (status in ('suggested', 'confirmed', 'rejected', 'retracted')),
    constraint claim_links_method check (method in ('human', 'import', 'text_similarity', 'shared_url')),
    constraint claim_links_rationale_length check (char_length(rationale) between 1 and 10000),
    constraint claim_links_evidence_bounded check (cardinality(evidence_urls) <= 20),
    -- NaN counts as greater than every number here, so it is refused as well.
    constraint claim_links_confidence_range check (confidence between 0 and 1)
);

-- At most one living link of a relation between two claims; rejected and retracted ones stay as history.
create unique index claim_links_live_unique on claim_links (from_claim_id, to_claim_id, relation)
    where status in ('suggested', 'confirmed');
create index claim_links_from on claim_links (from_claim_id, id desc);
create index claim_links_to on claim_links (to_claim_id, id desc);
-- The review queue, oldest proposals included, newest first.
create index claim_links_by_status on claim_links (status, id desc);

grant select, insert, update (status, version, updated_at) on claim_links to claimcheck_service;

-- Every judgement on a link. A new one retires the one before; none is rewritten.
create table link_reviews (
    id            uuid primary key,
    link_id       uuid        not null references claim_links (id),
    decision      text        not null,
    note          text,
    reviewed_by   text        not null,
    reviewed_at   timestamptz not null,
    superseded_at timestamptz,
    constraint link_reviews_decision check (decision in ('confirmed', 'rejected', 'retracted')),
    constraint link_reviews_note_length check (char_length(note) between 1 and 10000)
);

create unique index link_reviews_one_stands on link_reviews (link_id) where superseded_at is null;
create index link_reviews_by_link on link_reviews (link_id, id desc);

grant select, insert, update (superseded_at) on link_reviews to claimcheck_service;
