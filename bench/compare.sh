#!/usr/bin/env bash
# How much CPU time does this checkout take, as a ratio to an earlier commit?
# Both are built and run by turns on this machine, so that a slow hour meets
# both; seconds are not comparable between machines, ratios are.
#
#   bench/compare.sh [COMMIT] [ROUNDS] [JOB ...]
#
# COMMIT is bf1b0b9 if not given, ROUNDS 3. Jobs are run, claims, thousand, calm
# and unrest; all of them if none is named. A ratio is of the least CPU time (user
# and system) of each side. Needs git, Go and hyperfine (apt-get install hyperfine).
set -euo pipefail
cd "$(dirname "$0")/.."
command -v hyperfine >/dev/null || { echo "bench/compare.sh needs hyperfine: apt-get install hyperfine" >&2; exit 1; }
commit=${1:-bf1b0b9} rounds=${2:-3}
shift $(($# < 2 ? $# : 2))
jobs=${*:-run claims thousand calm unrest}

work=$(mktemp -d)
trap 'git worktree remove --force "$work/then" 2>/dev/null; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/then" "$commit"
for side in then now; do
  dir=$PWD
  [ $side = then ] && dir=$work/then
  (cd "$dir" && go build -o "$work/$side.casus" ./cmd/casus && go test -c -o "$work/$side.test" ./sim)
done

command_of() { # side, job
  local casus="$work/$1.casus" out="$work/out"
  case $2 in
  run) echo "$casus run kazakhstan-2022 -n 1000 --workers 1 --out $out" ;;
  claims) echo "$casus claims kazakhstan-2022 -n 200 --workers 1 --out $out" ;;
  thousand) echo "$casus run kazakhstan-2022 -n 400 --scale 1000 --workers 1 --out $out" ;;
  calm) echo "$casus run kazakhstan-2022 -n 400 --set society.shock=0 --workers 1 --out $out" ;;
  unrest) # a whole month of every citizen, from a package's benchmark, run in its folder
    local dir=$PWD
    [ "$1" = then ] && dir=$work/then
    echo "cd $dir/sim && $work/$1.test -test.run XXX -test.bench 'Replicate/1:1_unrest' -test.benchtime 5x"
    ;;
  *) echo "unknown job $2" >&2; exit 2 ;;
  esac
}

printf '%-10s %12s %12s %8s\n' job "$commit, s" 'now, s' ratio
for job in $jobs; do
  for _ in $(seq "$rounds"); do
    for side in then now; do
      hyperfine --runs 1 --style none --prepare "rm -rf $work/out" --export-csv "$work/one.csv" "$(command_of $side $job)" >/dev/null 2>&1
      awk -F, 'NR == 2 { print $(NF-3) + $(NF-2) }' "$work/one.csv" >>"$work/$job.$side"
    done
  done
  awk -v job="$job" '
    { if (!(FILENAME in least) || $1 < least[FILENAME]) least[FILENAME] = $1; order[FNR == 1 ? ++n : n] = FILENAME }
    END { a = least[order[1]]; b = least[order[2]]; printf "%-10s %12.2f %12.2f %8.3f\n", job, a, b, b / a }' "$work/$job.then" "$work/$job.now"
done
