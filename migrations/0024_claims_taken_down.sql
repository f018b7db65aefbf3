-- Exports leave out what is about claims that were taken down: which these are is read from here, where otherwise every claim would
-- be looked at. There are few, or none.

create index claims_taken_down on claims (id) where taken_down_at is not null;
