-- Whoever counts origins follows links from claim to claim, thousands for one answer. With what it asks of a link in the index, each
-- step is read from there alone. The lists that these indexes have served before go on by their first two columns.

create index claim_links_from_end on claim_links (from_claim_id, id desc) include (to_claim_id, relation, status);
create index claim_links_to_end on claim_links (to_claim_id, id desc) include (from_claim_id, relation, status);
drop index claim_links_from;
drop index claim_links_to;
