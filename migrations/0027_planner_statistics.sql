-- Postgres looks at a table that has grown once a minute, and plans by what it saw until then: in the first minute of an import into
-- an empty ledger it takes a million claims for a handful, and reads tables from end to end for what an index would find.
-- Only a table's owner may have it looked at, hence the definer's rights.
create function refresh_planner_statistics() returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    grown name;
begin
    for grown in
        select s.relname
          from pg_stat_user_tables s
          join pg_class c on c.oid = s.relid
         where s.schemaname = 'public' and s.n_mod_since_analyze > greatest(c.reltuples, 1000)
         order by s.relname
    loop
        -- Whoever is at it already, Postgres itself or another instance, does it for all.
        execute format('analyze (skip_locked) public.%I', grown);
    end loop;
end
$$;

revoke all on function refresh_planner_statistics() from public;
grant execute on function refresh_planner_statistics() to claimcheck_service;
