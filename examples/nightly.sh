#!/bin/sh
# A scheduled job: check the store every night, and keep a dated tracker for the morning.
# Cron line: 30 5 * * 1-5  QAF_STORE=/srv/qaf/store /srv/qaf/nightly.sh
set -u
out=${QAF_OUT:-./qaf-nightly}
mkdir -p "$out"
day=$(date +%F)
qaf --format csv tracker > "$out/tracker-$day.csv.part" && mv "$out/tracker-$day.csv.part" "$out/tracker-$day.csv"
qaf --format json validate > "$out/validate-$day.json.part"
status=$?
# 1 says that there are errors to look at; only 2 means that nothing could be checked.
[ "$status" -le 1 ] && mv "$out/validate-$day.json.part" "$out/validate-$day.json"
exit "$status"
