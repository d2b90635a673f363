# shellcheck shell=bash disable=SC2154 # the words are run.sh's
# For cases with visitors' own phones: a server beside the kiosk, on the system's clock, and a phone that reads its pages by curl.

base=http://svar.test

serve() { # serve [--seal WORD] FORM...: a real server on the case's database, at a port of its own, in $server
  local form options=()
  if [ "$1" = --seal ]; then
    options+=(--seal "$2")
    shift 2
  fi
  for form; do options+=(--form "$form"); done
  : >"$work/served" # there before the server is
  "$kioskctl" serve --db "$db" "${options[@]}" --listen 127.0.0.1:0 --base-url "$base" >"$work/served" 2>"$work/serving" &
  server=$!
  trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
  for _ in $(seq 300); do
    port=$(sed -n 's/^Listening at port \([0-9]*\) .*/\1/p' "$work/served")
    [ -z "$port" ] || return 0
    sleep 0.1
  done
  fail "no server: $(cat "$work/serving")"
}

end_server() {
  kill "$server"
  wait "$server" || fail "the server fails: $(cat "$work/serving")"
}

now() { # the script's clock begins where the server's is
  echo "now $(date +%FT%H:%M)"
}

phone() { # phone NAME ADDRESS [FIELD=VALUE...]: what the phone of that name is shown; with fields, of a post
  local name=$1 address=$2 field fields=()
  shift 2
  for field; do fields+=(--data-urlencode "$field"); done
  curl --silent --show-error --location --noproxy '*' --connect-to "svar.test:80:127.0.0.1:$port" --cookie "$work/$name.jar" \
    --cookie-jar "$work/$name.jar" --header "Origin: $base" "${fields[@]}" "$address" >"$work/$name.html"
  cat "$work/$name.html"
}

hidden() { # hidden NAME FIELD: what the page that a phone is shown sends back unseen
  sed -n "s/.*name=\"$2\" value=\"\([^\"]*\)\".*/\1/p" "$work/$1.html" | head -n 1
}

press() { # press NAME WHAT [FIELD=VALUE...]: on a question's page
  local name=$1 what=$2
  shift 2
  phone "$name" "$base$(sed -n 's/^<form method="post" action="\([^"]*\)".*/\1/p' "$work/$name.html" | head -n 1)" "stamp=$(hidden "$name" stamp)" "page=$(hidden "$name" page)" "cell=$(hidden "$name" cell)" "do=$what" "$@"
}

read_code() { # of a shot
  zbarimg --quiet --raw "$1"
}
