#!/usr/bin/env bash
# pictures.sh KIOSK KIOSKCTL: makes kiosk-and-phone.png anew, which the README shows: what the kiosk and a phone show in the eight steps,
# side by side. It stands here because the README's test does; no test compares it, as a browser's pictures change with the browser.
set -euo pipefail
kiosk=$(realpath "$1") kioskctl=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
browser=$(command -v chromium) || { echo "pictures.sh: needs chromium" >&2; exit 1; }
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"

cp "$top"/forms/samling.yaml "$top"/forms/workshop.yaml .
printf 'forms: samling.yaml\ndb: samling.db\nround: h26\nevent: samling-2026-11\n' >kiosk.yaml
"$kioskctl" round --db samling.db h26 >/dev/null
"$kioskctl" serve --db samling.db --form samling.yaml --form workshop.yaml --listen 127.0.0.1:0 --base-url http://192.168.1.20:8080 >served 2>&1 &
server=$!
for _ in $(seq 100); do
  port=$(sed -n 's/^Listening at port \([0-9]*\) .*/\1/p' served)
  [ -z "$port" ] || break
  sleep 0.1
done

SDL_VIDEODRIVER=dummy "$kiosk" --config kiosk.yaml --size 1280x720 --display-mm 345x194 --play - <<'PLAY'
shot kiosk-1.png
tap "Bokmål"
shot kiosk-2.png
tap "Nyttig"
tap "Lett"
tap "Mentorer på arbeidsplassen"
tap "Neste"
tap "9"
tap "Send inn"
shot kiosk-3.png
PLAY
"$top"/tools/phone "http://127.0.0.1:$port/f/samling" --pages samling >/dev/null
"$top"/tools/phone "http://127.0.0.1:$port/f/workshop" --pages workshop >/dev/null

{
  echo '<style>body{margin:0;background:#fff} div{display:flex;gap:24px;margin:12px;align-items:center}
    img{width:640px;height:360px;border:10px solid #222;border-radius:10px}
    span{display:block;width:181px;height:372px;overflow:hidden;border:6px solid #222;border-radius:20px}
    iframe{border:0;width:360px;height:740px;transform:scale(.5028);transform-origin:0 0}</style>'
  for pair in 'kiosk-1 samling/01' 'kiosk-2 samling/02' 'kiosk-3 workshop/01'; do
    echo "<div><img src=\"${pair% *}.png\"><span><iframe src=\"${pair#* }.html\"></iframe></span></div>"
  done
} >pairs.html
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.25 --window-size=904,1224 \
  --user-data-dir="$work/profile" --screenshot="$work/pairs.png" "file://$work/pairs.html" >/dev/null 2>&1
convert pairs.png +dither -colors 48 -define png:compression-level=9 -strip "$here/kiosk-and-phone.png"
