#!/usr/bin/env bash
# Runs every fuzz target of the module for the given time (default 3s).
set -euo pipefail
cd "$(dirname "$0")/../.."
time=${1:-3s}
grep -rlE '^func Fuzz' --include='*_test.go' internal cmd | while read -r file; do
  grep -oE '^func Fuzz[A-Za-z0-9_]+' "$file" | sed 's/^func //' | while read -r target; do
    echo "fuzz $target in $(dirname "$file")"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "./$(dirname "$file")" >/dev/null || {
      go test -run "$target" "./$(dirname "$file")"; exit 1; }
  done
done
