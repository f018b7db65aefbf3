-- Of a claim that many cite, a graph follows the newest mentions: the index gives them in that order, where they were all read and
-- sorted for each step. Whatever the old one found, this finds as well.

create index attribution_hops_by_upstream_newest on attribution_hops (upstream_claim_id, claim_id desc)
    where upstream_claim_id is not null;

drop index attribution_hops_by_upstream;
