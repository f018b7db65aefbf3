-- A legal takedown empties what was sent of a claim and failed, whatever the row calls it: by an id, by an externalId, or by its words.
-- Rows are found by numbers made of what stands in them, because a row may be anything, and may write one text in many ways.

alter table import_failures add column names bigint[] not null default '{}';
create index import_failures_names on import_failures using gin (names);

-- A reason may quote what it is about.
grant update (message, names) on import_failures to claimcheck_service;
