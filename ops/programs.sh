# What the scripts beside this one share; sourced by them, not run.
# shellcheck shell=bash

fail() {
  echo "$*" >&2
  exit 1
}

# A program of Postgres: from the folder in PG_BIN, by the search path, or the newest that Debian has installed. pg_dump must
# not be older than the server.
postgres_program() {
  local name=$1 newest
  if [ -n "${PG_BIN:-}" ]; then
    echo "$PG_BIN/$name"
  elif command -v "$name" >/dev/null; then
    command -v "$name"
  else
    newest=$(compgen -G "/usr/lib/postgresql/*/bin/$name" | sort -V | tail -n 1)
    [ -n "$newest" ] || fail "$name is not installed. Install Postgres's client programs, or name their folder in PG_BIN."
    echo "$newest"
  fi
}
