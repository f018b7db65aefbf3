#!/usr/bin/env bash
# Kills the leader of a Patroni cluster under load and counts what was lost: ops/patroni/failover.sh [KILLS]
#
# Makes two Postgres servers under Patroni, with etcd, on loopback in a temporary folder; starts ClaimCheck with both in its
# connection string; writes claims with Idempotency-Keys; kills -9 the leader and everything it does; and prints how long
# nothing could be written, and how many acknowledged claims are missing or there twice. Needs Debian's packages patroni,
# etcd-server, python3-etcd and postgresql, curl, and a Release build of src/Api. Leaves nothing behind. Nothing runs it but
# whoever changes it, the pools or the failover they rely on, by hand.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=ops/programs.sh
source "$here/../programs.sh"

readonly kills=${1:-1} writers=8 patience=90
readonly service="$here/../../src/Api/bin/Release/net10.0/ClaimCheck.Api.dll"
for program in patroni etcd curl python3 setpriv; do
  command -v "$program" >/dev/null || fail "$program is not installed. As root: apt-get install patroni etcd-server python3-etcd postgresql curl"
done
[ -f "$service" ] || fail "$service has not been built: dotnet build -c Release src/Api"
bin=$(dirname "$(realpath "$(postgres_program postgres)")")

work=$(mktemp -d "${TMPDIR:-/tmp}/claimcheck-patroni-XXXXXX")
chmod 755 "$work"
readonly work
password=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
declare -A pids=()

# Postgres does not run as root; whoever starts this as root lends it the user that the package made.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else exec "$@"; fi
}

cleanup() {
  local name
  touch "$work/enough"
  for name in "${!pids[@]}"; do kill -TERM "${pids[$name]}" 2>/dev/null || true; done
  for name in "${!pids[@]}"; do end "${pids[$name]}"; done
  for name in a b; do
    if [ -f "$work/$name/data/postmaster.pid" ]; then kill -QUIT "$(head -n 1 "$work/$name/data/postmaster.pid")" 2>/dev/null || true; fi
  done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

# Waits for a process to end, and insists after a while.
end() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
}

until_true() {
  local what=$1 since=$SECONDS
  shift
  until "$@" >/dev/null 2>&1; do
    [ $((SECONDS - since)) -lt $patience ] || { tail -n 20 "$work"/*.log >&2; fail "It did not happen: $what."; }
    sleep 0.1
  done
}

read -r etcd_port peer_port api_port rest_a rest_b port_a port_b < <(python3 - <<'PY'
import socket
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(7)]
print(*(s.getsockname()[1] for s in held))
PY
)
declare -A rest=([a]=$rest_a [b]=$rest_b) port=([a]=$port_a [b]=$port_b)

start_etcd() {
  mkdir "$work/etcd"
  etcd --data-dir "$work/etcd" --listen-client-urls "http://127.0.0.1:$etcd_port" --advertise-client-urls "http://127.0.0.1:$etcd_port" \
    --listen-peer-urls "http://127.0.0.1:$peer_port" --initial-advertise-peer-urls "http://127.0.0.1:$peer_port" \
    --initial-cluster "default=http://127.0.0.1:$peer_port" >"$work/etcd.log" 2>&1 &
  pids[etcd]=$!
  until_true "etcd answers" curl -fs "http://127.0.0.1:$etcd_port/health"
}

# The leader's lease is short, so that another takes its place soon. In synchronous mode only a replica that has everything
# acknowledged may.
configure() {
  local name=$1
  mkdir -p "$work/$name"
  cat >"$work/$name/patroni.yml" <<YAML
scope: claimcheck
name: $name
restapi: { listen: "127.0.0.1:${rest[$name]}", connect_address: "127.0.0.1:${rest[$name]}" }
etcd3: { host: "127.0.0.1:$etcd_port" }
bootstrap:
  dcs:
    ttl: 10
    loop_wait: 1
    retry_timeout: 3
    maximum_lag_on_failover: 0
    synchronous_mode: true
    postgresql: { use_pg_rewind: false, parameters: { max_connections: 150, wal_keep_size: 256MB } }
  initdb: [ { encoding: UTF8 }, { locale: C.UTF-8 }, data-checksums ]
postgresql:
  listen: "127.0.0.1:${port[$name]}"
  connect_address: "127.0.0.1:${port[$name]}"
  data_dir: $work/$name/data
  bin_dir: $bin
  pgpass: $work/$name/pgpass
  parameters: { unix_socket_directories: "$work/$name" }
  pg_hba: [ "host all all 127.0.0.1/32 scram-sha-256", "host replication replicator 127.0.0.1/32 scram-sha-256" ]
  authentication:
    superuser: { username: postgres, password: "$password" }
    replication: { username: replicator, password: "$password" }
YAML
  chmod 600 "$work/$name/patroni.yml"
  if [ "$(id -u)" -eq 0 ]; then chown -R postgres:postgres "$work/$name"; fi
}

start_patroni() {
  (as_postgres patroni "$work/$1/patroni.yml") >>"$work/patroni-$1.log" 2>&1 &
  pids[$1]=$!
}

is_leader() { curl -fs "http://127.0.0.1:${rest[$1]}/leader"; }
is_synchronous() { curl -fs "http://127.0.0.1:${rest[$1]}/synchronous"; }
has_leader() { is_leader a || is_leader b; }
leader() { if is_leader a >/dev/null; then echo a; else echo b; fi; }
other() { if [ "$1" = a ]; then echo b; else echo a; fi; }

ask() { PGPASSWORD=$password "$bin/psql" -XqtA -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "${port[$(leader)]}" -U postgres "$@"; }

start_service() {
  export ASPNETCORE_ENVIRONMENT=Production Database__MigrateOnStart=true Limits__UnitsPerSecond=0
  export ConnectionStrings__ClaimCheck="Host=127.0.0.1:$port_a,127.0.0.1:$port_b;Database=claimcheck;Username=postgres;Password=$password"
  ask -d postgres -c 'create database claimcheck'
  dotnet "$service" --urls "http://127.0.0.1:$api_port" >"$work/service.log" 2>&1 &
  pids[service]=$!
  until_true "the service is ready" curl -fs "http://127.0.0.1:$api_port/health/ready"
  key=$(dotnet "$service" create-key --role editor --name "Failover" 2>"$work/key.log" | tail -n 1)
  post once-source sources '{"name":"Witness","slug":"witness","kind":"blog"}' | grep -q 201
}

# Prints the status. The key makes it safe to send the same again.
post() {
  curl -s -o /dev/null -w '%{http_code}' -m 5 -H "Authorization: Bearer $key" -H "Idempotency-Key: $1" \
    -H 'Content-Type: application/json' -d "$3" "http://127.0.0.1:$api_port/v1/$2" || true
}

# Writes claim after claim, each until it is acknowledged, and notes when the attempt that succeeded began, and its text.
write_claims() {
  local number text begun
  for ((number = 1; ; number++)); do
    text="Claim $number of writer $1."
    while begun=$EPOCHREALTIME; [ "$(post "w$1-$number" claims "{\"source\":\"witness\",\"text\":\"$text\",\"language\":\"en\"}")" != 201 ]; do
      [ ! -e "$work/enough" ] || return 0
      sleep 0.02
    done
    echo "$begun $text" >>"$work/acknowledged-$1"
    [ ! -e "$work/enough" ] || return 0
  done
}

written_after() { cat "$work"/acknowledged-* | awk -v since="$1" '$1 > since { print $1 }' | sort -n | head -n 1 | grep .; }

fail_over() {
  local old killed_at first
  old=$(leader)
  until_true "a synchronous replica" is_synchronous "$(other "$old")"
  sleep 2
  killed_at=$EPOCHREALTIME
  kill -KILL "${pids[$old]}" "$(head -n 1 "$work/$old/data/postmaster.pid")"
  until_true "the other leads" is_leader "$(other "$old")"
  until_true "a write after the failover" written_after "$killed_at"
  sleep 1
  first=$(written_after "$killed_at")
  printf 'kill -9 of leader %s: first successful write began after %s s\n' "$old" "$(awk -v a="$first" -v b="$killed_at" 'BEGIN { printf "%.2f", a - b }')"
  start_patroni "$old"
}

start_etcd
configure a && configure b
start_patroni a
until_true "there is a leader" is_leader a
start_patroni b
until_true "there is a synchronous replica" is_synchronous b
start_service
for ((writer = 1; writer <= writers; writer++)); do
  write_claims "$writer" &
  pids[writer-$writer]=$!
done
until_true "claims are written" test -s "$work/acknowledged-$writers"
for ((kill = 1; kill <= kills; kill++)); do fail_over; done

touch "$work/enough"
for ((writer = 1; writer <= writers; writer++)); do end "${pids[writer-$writer]}"; done
cut -d' ' -f2- "$work"/acknowledged-* | sort >"$work/acknowledged"
ask -d claimcheck -c 'select text from claims' | sort >"$work/stored"
lost=$(comm -23 "$work/acknowledged" <(sort -u "$work/stored") | wc -l)
doubled=$(uniq -d "$work/stored" | wc -l)
printf 'kills %s, acknowledged %s, lost %s, doubled %s\n' "$kills" "$(wc -l <"$work/acknowledged")" "$lost" "$doubled"
[ "$lost" -eq 0 ] && [ "$doubled" -eq 0 ]
