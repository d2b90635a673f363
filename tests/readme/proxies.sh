#!/bin/sh
# The README's configurations for proxies, and its https without one, each with a phone that goes through it to the end. 77: there is
# neither Caddy nor nginx here.
# usage: proxies.sh KIOSKCTL
set -eu
kioskctl=$1 top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
running=
end() {
  # shellcheck disable=SC2086 # a word each
  [ -z "$running" ] || kill $running 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
cd "$work"
cp "$top/forms/samling.yaml" .
export HOME="$work" SSL_CERT_FILE="$work/fullchain.pem"

fail() {
  echo "proxies: $*" >&2
  exit 1
}
block() { # block LANGUAGE: the README's only block in that language
  awk -v language="$1" '/^```/ { inside = !inside && substr($0, 4) == language; next } inside' "$top/README.md"
}
free_ports() { # free_ports N
  /usr/bin/python3 -c "
import socket
taken = [socket.create_server(('127.0.0.1', 0)) for _ in range($1)]
print(*(one.getsockname()[1] for one in taken))"
}
serve() { # serve PORT BASE-URL [OPTIONS]
  port=$1 url=$2
  shift 2
  "$kioskctl" serve --db samling.db --form samling.yaml --listen "127.0.0.1:$port" --base-url "$url" "$@" >served 2>&1 &
  server=$! running="$running $!"
  for _ in $(seq 200); do
    if grep -q '^Listening' served; then return 0; fi
    sleep 0.1
  done
  fail "the server does not listen: $(cat served)"
}
goes_through() { # goes_through WHAT URL
  for _ in $(seq 100); do # until the proxy is up
    if "$top/tools/phone" "$2/f/samling" >phoned 2>&1; then break; fi
    sleep 0.2
  done
  tail -n 1 phoned | grep -q 'Tusen takk!' || fail "$1: $(cat phoned) $(cat proxied 2>/dev/null)"
  kill "$server"
  wait "$server" || fail "the server ends with $?: $(cat served)"
}

command -v caddy >/dev/null || command -v nginx >/dev/null || { echo "skipped: neither Caddy nor nginx is here"; exit 77; }
openssl req -x509 -newkey rsa:2048 -nodes -keyout privkey.pem -out fullchain.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost >/dev/null 2>&1
# shellcheck disable=SC2046 # three words
set -- $(free_ports 3)

serve "$1" "https://localhost:$1" --tls-cert fullchain.pem --tls-key privkey.pem
goes_through 'https without a proxy' "https://localhost:$1"

if command -v caddy >/dev/null; then
  block caddy | sed -e '1a admin off' -e "s|^svar.example.no|http://127.0.0.1:$2|; s|:8080|:$1|" >Caddyfile
  caddy run --config Caddyfile --adapter caddyfile >proxied 2>&1 &
  running="$running $!"
  serve "$1" "http://127.0.0.1:$2"
  goes_through Caddy "http://127.0.0.1:$2"
  if grep -q remote_ip proxied; then fail "Caddy logs who asked: $(cat proxied)"; fi
fi
if command -v nginx >/dev/null; then
  {
    echo "daemon off; pid $work/pid; error_log $work/begun; events {} http {"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
    block nginx | sed "s|listen 443|listen 127.0.0.1:$3|; s|svar.example.no|localhost|; s|/etc/ssl/svar|$work|; s|/var/log/nginx|$work|; s|:8080|:$1|"
    echo "}"
  } >nginx.conf
  nginx -c "$work/nginx.conf" >proxied 2>&1 &
  running="$running $!"
  serve "$1" "https://localhost:$3"
  goes_through nginx "https://localhost:$3"
  if cat error.log begun 2>/dev/null | grep -q client:; then fail "nginx logs who asked: $(cat error.log begun)"; fi
fi
[ "$(sqlite3 samling.db "SELECT count(*) FROM response WHERE status <> 'complete'")" -eq 0 ] || fail "a visit was not finished"
