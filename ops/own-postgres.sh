#!/usr/bin/env bash
# Says how to reach the service's own Postgres while the service runs, for psql and the scripts beside this one:
#   eval "$(ops/own-postgres.sh DATA_FOLDER)" && ops/backup.sh FILE
set -euo pipefail
# shellcheck source=ops/programs.sh
source "$(dirname "${BASH_SOURCE[0]}")/programs.sh"

[ $# -eq 1 ] || fail "Usage: eval \"\$(ops/own-postgres.sh DATA_FOLDER)\""
readonly pid_file="$1/postgres/postmaster.pid" password="$1/secrets/superuser"
[ -r "$pid_file" ] || fail "No Postgres is running in $1, or $pid_file is not yours to read. Start the service, and run this as its user."
[ -r "$password" ] || fail "$password is not yours to read. Run this as the service's user."

# The file's fourth line is the port, its fifth the folder of the socket, and its sixth an address.
mapfile -t lines <"$pid_file"
printf 'export PGHOST=%q PGPORT=%q PGUSER=postgres PGDATABASE=claimcheck PGPASSWORD=%q\n' \
  "${lines[4]:-${lines[5]}}" "${lines[3]}" "$(<"$password")"
