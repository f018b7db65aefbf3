-- name: LogEnd
select pg_current_wal_insert_lsn()::text;

-- name: LogReplayed
-- Null: the server is no replica.
select case when pg_is_in_recovery() then coalesce(pg_last_wal_replay_lsn(), '0/0')::text end;
