#!/usr/bin/env bash
# tests/bench/phones/run.sh BUILD [PHONES RATE VISITS]: a kiosk and a server on one database; how long a tap takes at the kiosk alone and beside 200
# phones with 100 requests a second, how long the phones' pages take, what the server needs of memory, and whether all of it is in the database.
# Needs a Release build with the targets kiosk, kioskctl and phones. The load comes from the same machine, over loopback.
set -euo pipefail
build=$1 phones=${2:-200} rate=${3:-100} visits=${4:-600}
here=$(dirname "$0")
folder=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
resident() { sed -n 's/^VmRSS: *//p' "/proc/$server/status"; }
taps() { /usr/bin/python3 -B "$here/taps.py" "$build/kiosk" "$here/phones.yaml" "$folder/svar.db" "$1"; }

# One after the other: of kiosk and server the first makes the database.
"$build/kioskctl" serve --db "$folder/svar.db" --form "$here/phones.yaml" --listen 127.0.0.1:0 --base-url http://127.0.0.1 >"$folder/said" 2>"$folder/err" &
server=$!
until port=$(sed -n 's/^Listening at port \([0-9]*\).*/\1/p' "$folder/said") && [ -n "$port" ]; do sleep 0.1; done

echo "kiosk alone:    $(taps 20)"
before=$(resident)
seconds=$((visits * 19 / rate))
taps "$seconds" >"$folder/taps" &
beside=$!
"$build/tests/phones" "$port" "$folder/svar.db" "$phones" "$rate" "$visits"
wait "$beside"
echo "kiosk beside:   $(cat "$folder/taps")"
echo "server's memory: $before before, $(resident) after"
kill "$server"
wait "$server"
"$build/kioskctl" verify --db "$folder/svar.db"
