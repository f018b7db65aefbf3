#!/usr/bin/env bash
# Restores a backup into an empty database: ops/restore.sh FILE
#
# The database is named as for psql, in PGHOST, PGPORT, PGUSER, PGPASSWORD (or a password file) and PGDATABASE, which is
# claimcheck if not set. It is made if it is not there; one that holds anything is refused, never emptied. Whoever restores
# owns the tables afterwards, and must be allowed to make roles unless claimcheck_service is there. All or nothing is restored.
set -euo pipefail
# shellcheck source=ops/programs.sh
source "$(dirname "${BASH_SOURCE[0]}")/programs.sh"

[ $# -eq 1 ] || fail "Usage: ops/restore.sh FILE"
readonly file=$1
export PGDATABASE="${PGDATABASE:-claimcheck}" PGCONNECT_TIMEOUT="${PGCONNECT_TIMEOUT:-10}"
[ -r "$file" ] || fail "$file cannot be read."

ask() {
  local database=$1
  shift
  "$(postgres_program psql)" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$database" "$@"
}

# The name goes in as a variable, on standard input because only there psql fills variables in.
known=$(ask postgres --set=name="$PGDATABASE" <<<"select count(*) from pg_database where datname = :'name'")
if [ "$known" -eq 0 ]; then
  ask postgres --set=name="$PGDATABASE" <<<'create database :"name" template template0 encoding '"'UTF8'"
fi

tables=$(ask "$PGDATABASE" <<<"select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')")
[ "$tables" -eq 0 ] || fail "$PGDATABASE holds $tables tables. Restore into another database, and let that take its place: see docs/operations.md."

# A role belongs to the whole cluster, so it is not in the backup, but what it may do is. As in the first migration.
ask "$PGDATABASE" <<'SQL'
do $$
begin
    if not exists (select from pg_roles where rolname = 'claimcheck_service') then
        create role claimcheck_service nologin;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user)
       and not pg_has_role(current_user, 'claimcheck_service',
                           case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end) then
        execute format('grant claimcheck_service to %I', current_user);
    end if;
end
$$;
SQL

"$(postgres_program pg_restore)" --no-owner --single-transaction --exit-on-error --dbname="$PGDATABASE" "$file"
ask "$PGDATABASE" <<<"analyze"
ask "$PGDATABASE" <<<"select format('%s has %s claims, %s links and %s entries of history, up to migration %s.', current_database(),
  (select count(*) from claims), (select count(*) from claim_links), (select count(*) from audit_log), (select max(name) from schema_migrations))"
