#!/usr/bin/env bash
# Writes a backup of one ClaimCheck database into a file: ops/backup.sh FILE
#
# The database is named as for psql, in PGHOST, PGPORT, PGUSER, PGPASSWORD (or a password file) and PGDATABASE, which is
# claimcheck if not set; for the service's own Postgres, ops/own-postgres.sh says them. The service may go on running: the
# backup is of the moment at which it began. The file holds all that was ever said and recorded, so only its owner can read it.
set -euo pipefail
# shellcheck source=ops/programs.sh
source "$(dirname "${BASH_SOURCE[0]}")/programs.sh"

[ $# -eq 1 ] || fail "Usage: ops/backup.sh FILE"
readonly file=$1
readonly unfinished="$file.unfinished"
export PGDATABASE="${PGDATABASE:-claimcheck}" PGCONNECT_TIMEOUT="${PGCONNECT_TIMEOUT:-10}"
[ ! -e "$file" ] || fail "$file is there already. A backup is never overwritten: choose another name."

umask 077
trap 'rm -f "$unfinished"' EXIT
"$(postgres_program pg_dump)" --format=custom --lock-wait-timeout=60s --file="$unfinished"

# What cannot be read back is no backup.
"$(postgres_program pg_restore)" --file=/dev/null "$unfinished"
sync "$unfinished"
mv -n "$unfinished" "$file"
echo "$PGDATABASE is in $file: $(du -h "$file" | cut -f1)."
