#!/usr/bin/env bash
# disk_full.sh KIOSKCTL: exports onto a disk of a megabyte, in every format: what has no room leaves nothing, and what was there stays.
set -euo pipefail
kioskctl=$1

if [ -z "${INNSPILL_OWN_MOUNTS:-}" ]; then # anew where nobody else sees what is mounted
  ids=(-m)
  [ "$(id -u)" = 0 ] || ids=(-U -r -m)
  if ! said=$(unshare "${ids[@]}" sh -c 'mount -t tmpfs -o size=1m tmpfs /mnt' 2>&1); then
    echo "SKIPPED: no disk may be mounted here: $said" >&2
    exit 77
  fi
  INNSPILL_OWN_MOUNTS=1 exec unshare "${ids[@]}" "$0" "$@"
fi

work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
mount -t tmpfs -o size=1m tmpfs "$disk"
trap 'umount "$disk"; rm -rf "$work"' EXIT

fail() {
  echo "disk_full: $*" >&2
  exit 1
}

"$kioskctl" robot forms/kandidat.yaml --responses 8000 --seed 1 --db "$work/a.db" >/dev/null
for format in csv xlsx sav dta jsonl; do
  echo before >"$disk/a.$format"
  code=0
  "$kioskctl" export --db "$work/a.db" --out "$disk/a.$format" >"$work/out" 2>"$work/err" || code=$?
  [ "$code" = 3 ] || fail "$format: ended with $code: $(cat "$work/err")"
  grep -q '^error .*space' "$work/err" || fail "$format: does not say what is wrong: $(cat "$work/err")"
  [ "$(cat "$disk/a.$format")" = before ] || fail "$format: what was there is lost"
  rm "$disk/a.$format"
  [ -z "$(ls -A "$disk")" ] || fail "$format left $(ls -A "$disk")"
  [ "$(df --output=used "$disk" | tail -n 1)" -eq 0 ] || fail "$format left something without a name"
done
