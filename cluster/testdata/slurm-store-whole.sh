#!/usr/bin/env bash
# casus 0.1.0: experiment a41a3a535c3fc113 as a job array of 8, which play into an object store, and a job that fetches all of it.
# Save this as a file on a disk that all nodes see, and submit both jobs with: bash FILE
# The same again goes on with what is there: after a failure, or on fewer nodes.
# Nodes need casus with object stores (go build -tags cloud), and find credentials as the tools of
# the cloud do: in the environment, which sbatch passes on, in the home folder, or by what the node is.
#
#   casus status 's3://bucket/it'\''s/$(HOME)/a41a3a535c3fc113?endpoint=https://s3.example.org&region=eu-central-1'
#   casus merge 's3://bucket/it'\''s/$(HOME)/a41a3a535c3fc113?endpoint=https://s3.example.org&region=eu-central-1' --out DIR
#
# - 400 runs; how long they take is not known
# - 8 tasks, as asked
# - the largest share has 50 runs and is taken to need 20 minutes, as asked
# - 1024 MiB of memory for a task: 512, and for each core 256 and 4 bytes for each of 600 agents
# - a task may take 50 minutes: twice as long and ten more, since nodes may be slower
#
#SBATCH --job-name=casus-small-state
#SBATCH --partition=short
#SBATCH --array=1-8
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem=1024M
#SBATCH --time=50
#SBATCH --signal=B:USR1@60
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

casus=/opt/casus
experiment='/home/me/my $HOME'\''s asked.json'
scenario='/home/me/`mine`'
store='s3://bucket/it'\''s/$(HOME)?endpoint=https://s3.example.org&region=eu-central-1'
logs=/scratch/me/logs
whole='/scratch/me/$whole'

if [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then # nobody's task yet: submit the array, and what comes after it
  script=${BASH_SOURCE[0]:-}
  [ -f "$script" ] || { echo "save this script as a file, and run that: bash FILE" >&2; exit 2; }
  mkdir -p "$logs"
  array=$(sbatch --parsable --output="$logs/%A_%a.txt" "$script")
  array=${array%%;*} # the name of a cluster may follow
  last=$(sbatch --parsable --job-name=casus-small-state-merge --partition=short \
    --dependency="afterok:$array" --kill-on-invalid-dep=yes --requeue --open-mode=append \
    --nodes=1 --ntasks=1 --cpus-per-task=1 --mem=2048M --time=30 --output="$logs/%j_merge.txt" <<'END'
#!/usr/bin/env bash
exec /opt/casus merge 's3://bucket/it'\''s/$(HOME)/a41a3a535c3fc113?endpoint=https://s3.example.org&region=eu-central-1' --out '/scratch/me/$whole' --quiet
END
  )
  echo "job $array plays into $store; job ${last%%;*} then fetches all of it into $whole"
  exit
fi

# A task. What its share has already is kept, so that one that was killed goes on.
trap : USR1 # a minute before the time limit it ends the wait
"$casus" run "$scenario" --experiment "$experiment" --shard "$SLURM_ARRAY_TASK_ID/8" \
  --out "$store" --workers "$SLURM_CPUS_PER_TASK" --quiet &
share=$!
status=0
wait "$share" || status=$?
if [ "$status" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 5 ]; then # killed, or out of time
  if kill "$share" 2>/dev/null; then wait "$share" || true; fi # Slurm may not find what a shell leaves behind
  # by both numbers: the task whose own is that of the array would requeue them all
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit "$status"
