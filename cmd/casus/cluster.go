package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"casus/cluster"
	"casus/experiment"
	"casus/files"
	"casus/library"
	"casus/report/wording"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
)

// maxMinutes of a task: a month.
const maxMinutes = 31 * 24 * 60

// clusterFlags are those of the commands that write what a scheduler plays.
type clusterFlags struct {
	minutes, seconds      float64
	cores, shares, memory int
	scenario, out         string
}

func (f *clusterFlags) add(c *cobra.Command, most int) {
	p := c.Flags()
	within(p, &f.minutes, "minutes", "", 20, 1, maxMinutes, "minutes that a task should take")
	within(p, &f.cores, "cpus", "", 4, 1, maxWorkers, "cores of a task")
	within(p, &f.shares, "shards", "", 0, 1, most, "tasks (default: as many as --minutes says)")
	within(p, &f.seconds, "seconds-per-run", "", 0, 1e-6, 1e6, "seconds that a replicate takes on one core (default: some are played here, unless --shards is given)")
	within(p, &f.memory, "memory", "", 0, 64, 1<<24, "memory of a task in MiB (default: by the number of agents)")
	p.StringVar(&f.scenario, "scenario", "", "folder of the scenario (default: the one of the experiment's name here, or that ships)")
}

// planned is an experiment that is to be played by a scheduler.
type planned struct {
	x      *experiment.Experiment
	s      *scenario.Scenario
	folder fs.FS  // of the scenario
	where  string // it is; "": it ships
	plan   *cluster.Plan
}

// plan reads an experiment and divides it.
func (f *clusterFlags) plan(c *cobra.Command, file string, most int, limit string) (*planned, error) {
	var args []string
	if f.scenario != "" {
		args = []string{f.scenario}
	}
	x, s, name, err := readAsked(file, args)
	if err != nil {
		return nil, err
	}
	p := &planned{x: x, s: s}
	if p.folder, p.where, err = whereIs(name, s.Hash); err != nil {
		return nil, err
	}
	ask := cluster.Ask{Minutes: f.minutes, Cores: f.cores, Shares: f.shares, Seconds: f.seconds, Memory: f.memory, Most: most, Limit: limit}
	measured := ""
	if f.shares == 0 && f.seconds == 0 {
		fmt.Fprintln(c.ErrOrStderr(), "casus: playing a few runs, to see how long they take here")
		m, err := cluster.Measure(c.Context(), x, s, version)
		if err != nil {
			return nil, unkept("the measurement", err)
		}
		ask.Seconds, ask.Bytes = m.Seconds, m.Bytes
		measured = fmt.Sprintf("measured where this was written, by the first %d", m.Played)
	}
	if p.plan, err = cluster.Choose(x, s.People(), ask); err != nil {
		return nil, usagef("--shards: %w", err)
	}
	if measured != "" {
		p.plan.Reasons[0] += ", " + measured
	}
	return p, nil
}

// tell says on stderr what was chosen, and why.
func (p *planned) tell(c *cobra.Command) {
	for _, reason := range p.plan.Reasons {
		fmt.Fprintf(c.ErrOrStderr(), "casus: %s\n", reason)
	}
}

// whereIs gives the folder of a scenario of a hash that was loaded by a name, and its path; "" of one that ships.
func whereIs(name, hash string) (folder fs.FS, where string, err error) {
	f, s, err := openAgain(name, hash)
	if err != nil {
		return nil, "", err
	}
	if shipped, ok := library.Open(s.ID); ok {
		if again, e := read(shipped); e == nil && again.Hash == hash {
			return shipped, "", nil // where it is copied to does not matter
		}
	}
	where, err = filepath.Abs(name)
	return f, where, err
}

// name is that of a job: of the scenario, in letters that all schedulers take.
func (p *planned) name() string {
	return strings.Trim("casus-"+strings.ReplaceAll(strings.ToLower(p.s.ID), "_", "-"), "-")
}

// usual is the folder of the results of the experiment: the same experiment goes on in it,
// another has another.
func (p *planned) usual() string { return p.s.ID + "-" + p.x.Hash()[:8] }

var (
	slurmWord  = regexp.MustCompile(`^[\w.,:@+-]+$`)
	slurmPath  = regexp.MustCompile(`^[^\x00-\x1f\x7f%\\]+$`)
	plainPath  = regexp.MustCompile(`^[^\x00-\x1f\x7f]+$`)
	objectName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)
	dottedName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)
	imageName  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:/@-]*$`)
	volumePath = regexp.MustCompile(`^[\w.-]+(/[\w.-]+)*$`)
	configKey  = regexp.MustCompile(`^[-._a-zA-Z0-9]+$`)
)

// absolute is the path of something that a script names.
func absolute(what, name string, allowed *regexp.Regexp) (string, error) {
	full, err := filepath.Abs(name)
	if err == nil && !allowed.MatchString(full) {
		err = usagef("%s %q: Slurm would read the sign %q in another way; choose another path", what, full, signOf(full, allowed))
	}
	return full, err
}

// signOf is the first sign of a text that is not allowed in it.
func signOf(text string, allowed *regexp.Regexp) string {
	for _, r := range text {
		if !allowed.MatchString(string(r)) {
			return string(r)
		}
	}
	return ""
}

func slurmCommand() *cobra.Command {
	var f clusterFlags
	var partition, account, program, logs, whole string
	var maxArray int
	c := &cobra.Command{
		Use: "slurm FILE", Short: "Write the job array that plays an experiment on a Slurm cluster", Args: exactly("FILE"),
		Long: `Slurm prints a script that plays an experiment (casus run --dry-run prints one) on a
cluster: a job array, each task a share of the replicates, and a job that waits for all
of them and puts the shares together. Save it, and submit both with: bash FILE.

Tasks are few and long, since a scheduler is slow: their number is the time that all
replicates take on one core, divided by --cpus and --minutes. That time is measured: up
to a hundred replicates are played here, for some ten seconds. --seconds-per-run or
--shards says it instead. What was chosen, and why, is on stderr and in the script.

A task that was killed is begun again and keeps what it had: by Slurm after a failure of
its node, by scontrol requeue, and five times by itself when casus was killed or the time
limit is a minute away. The experiment, the program, the scenario if it does not ship with
casus, and the results must be where all nodes see them.

--out takes an object store as well (casus run --help). Then the last job fetches all into
the folder of --whole, or tells how far the tasks are if none is named.`,
		Example: `  casus run kazakhstan-2022 -n 100000 --dry-run > asked.json
  casus slurm asked.json --partition short --minutes 20 > asked.sh
  casus slurm asked.json --shards 50 --cpus 8 --out /scratch/me/asked > asked.sh
  casus slurm asked.json --out s3://bucket/crises --whole /scratch/me/asked > asked.sh`,
		RunE: func(c *cobra.Command, args []string) error {
			for flag, word := range map[string]string{"partition": partition, "account": account} {
				if word != "" && !slurmWord.MatchString(word) {
					return usagef("--%s %q: a name of letters, digits and . , : @ + - _", flag, word)
				}
			}
			store, err := storeOf(f.out)
			if err != nil {
				return err
			}
			if program == "" {
				if store != nil && openBucket == nil {
					return errNoStores
				}
				if program, err = os.Executable(); err != nil {
					return err
				}
				if strings.Contains(filepath.ToSlash(program), "/go-build") {
					return usagef("this program is removed when it ends (go run): build it (go install ./cmd/casus), or say by --program where nodes find it")
				}
			}
			b := cluster.Batch{Casus: version, Partition: partition, Account: account}
			if b.Program, err = absolute("--program", program, plainPath); err != nil {
				return err
			}
			if b.Document, err = absolute("FILE", args[0], plainPath); err != nil {
				return err
			}
			p, err := f.plan(c, args[0], maxArray-1, fmt.Sprintf("the numbers of a job array stay below %d (--max-array-size; MaxArraySize in slurm.conf)", maxArray))
			if err != nil {
				return err
			}
			b.Experiment, b.Name, b.Scenario = p.x.Hash(), p.name(), p.where
			if !plainPath.MatchString("/" + b.Scenario) {
				return usagef("--scenario %q: a path without control characters", b.Scenario)
			}
			out := filepath.Join(outFolder, p.usual())
			if store != nil {
				b.Store = p.into(store)
			} else {
				out = cmp.Or(f.out, out)
				if b.Out, err = absolute("--out", out, slurmPath); err != nil {
					return err
				}
				whole = cmp.Or(whole, filepath.Join(out, "whole"))
			}
			if b.Logs, err = absolute("--logs", cmp.Or(logs, filepath.Join(out, "logs")), slurmPath); err != nil {
				return err
			}
			if whole != "" {
				if b.Whole, err = absolute("--whole", whole, plainPath); err != nil {
					return err
				}
			}
			if b.Store != nil {
				after := "the last job fetches all into " + b.Whole
				if whole == "" {
					after = "the last job tells how far the tasks are, since --whole names no folder for what they make"
				}
				p.plan.IntoStore(b.Store, "that disk is where $TMPDIR is on the node, or /tmp", after)
			}
			b.Plan = p.plan
			p.tell(c)
			return cluster.Slurm(c.OutOrStdout(), b)
		},
	}
	f.add(c, results.MaxReplicates)
	p := c.Flags()
	p.StringVar(&partition, "partition", "", "partition to play in (default: the cluster's)")
	p.StringVar(&account, "account", "", "account to charge (default: yours)")
	p.StringVar(&program, "program", "", "where nodes find casus (default: this program)")
	p.StringVar(&f.out, "out", "", "folder for shares, logs and the whole (default: out/ID- and the beginning of the experiment's hash), or place in an object store")
	p.StringVar(&logs, "logs", "", "folder for logs (default: logs in that of --out, or in its default)")
	p.StringVar(&whole, "whole", "", "folder for what the shares make (default: whole in that of --out; of an object store, none)")
	within(p, &maxArray, "max-array-size", "", cluster.MaxArraySize, 2, 4_000_001, "MaxArraySize of the cluster (scontrol show config)")
	return c
}

func kubernetesCommand() *cobra.Command {
	var f clusterFlags
	var image, claim, name, namespace string
	var account, secret string
	var parallel int
	c := &cobra.Command{
		Use: "kubernetes FILE", Short: "Write the Jobs that play an experiment on a Kubernetes cluster", Args: exactly("FILE"),
		Long: `Kubernetes prints objects that play an experiment (casus run --dry-run prints one) on a
cluster: a ConfigMap with the experiment, an indexed Job with a pod for each share of the
replicates, and a suspended Job that puts the shares together; the first lines say how it
is started. The image has casus as its entrypoint (Containerfile makes one).

Results are kept on a volume, in a folder of the claim that --claim names. It must be
there, and pods of all nodes must be able to write to it (ReadWriteMany). A pod that
failed is begun again up to three times, one that was evicted however often, and keeps
what it had. Pods run without root, on a file system that they can only read.

Or they are kept in an object store, --out URL (casus run --help): then no claim is
needed and nothing is put together. Credentials are in no object that is printed: pods are
who the service account is (--service-account: workload identity), or have the keys of a
Secret in their environment (--secret), under the names that the cloud's tools know, such as
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.

Pods are few and long: their number is chosen as casus slurm does.`,
		Example: `  casus run kazakhstan-2022 -n 100000 --dry-run > asked.json
  casus kubernetes asked.json --image registry.example.org/casus:0.1 --claim results > asked.yaml
  kubectl create -f asked.yaml
  casus kubernetes asked.json --image casus:0.1 --out s3://bucket/crises?region=eu-central-1 --service-account casus`,
		RunE: func(c *cobra.Command, args []string) error {
			store, err := storeOf(f.out)
			switch {
			case err != nil:
				return err
			case image == "":
				return usagef("say which image has casus: --image IMAGE")
			case !imageName.MatchString(image):
				return usagef("--image %q: the name of an image, such as registry.example.org/casus:0.1", image)
			case store != nil && claim != "":
				return usagef("--claim and an object store: choose one place for results")
			case store != nil && store.Scheme == "file":
				return usagef("--out: a folder of a pod ends with the pod; name one of a volume by --claim")
			case store != nil && store.Scheme == "gs" && secret != "":
				return usagef("--secret: Google's libraries take no key from the environment; let pods be somebody by --service-account")
			case store == nil && account+secret != "":
				return usagef("--service-account and --secret are for an object store: --out URL")
			case store == nil && claim == "":
				return usagef("say where results are kept: --claim NAME, a PersistentVolumeClaim, or --out URL, an object store")
			case namespace != "" && !objectName.MatchString(namespace):
				return usagef("--namespace %q: lower-case letters, digits and dashes", namespace)
			case store == nil && f.out != "" && (!volumePath.MatchString(f.out) || !filepath.IsLocal(f.out)):
				return usagef("--out %q: a folder in the volume, such as runs/asked: letters, digits, dots, dashes and underscores, and no / at its ends", f.out)
			}
			for flag, name := range map[string]string{"claim": claim, "service-account": account, "secret": secret} {
				if name != "" && !dottedName.MatchString(name) {
					return usagef("--%s %q: lower-case letters, digits, dots and dashes", flag, name)
				}
			}
			p, err := f.plan(c, args[0], cluster.MostPods, fmt.Sprintf("an indexed Job is given at most %d pods", cluster.MostPods))
			if err != nil {
				return err
			}
			pods := cluster.Pods{
				Plan: p.plan, Casus: version, Experiment: p.x.Hash(), Image: image, Namespace: namespace, Parallel: cmp.Or(parallel, p.plan.Shares), Document: p.x.Print(),
				Account: account, Secret: secret,
			}
			if store != nil {
				pods.Store = p.into(store)
				mib, _ := p.plan.Room()
				p.plan.IntoStore(pods.Store, fmt.Sprintf("a pod may keep %d MiB there, in an emptyDir at /tmp: twice as much and at least 1 GiB, since runs differ; one that needs more is ended, and begun again as after a failure", mib), who(account, secret))
			} else {
				pods.Out = cluster.Volume{Claim: claim, Folder: cmp.Or(f.out, p.usual())}
			}
			p.tell(c)
			if pods.Name = cmp.Or(name, p.name()+"-"+p.x.Hash()[:8]); !objectName.MatchString(pods.Name) || len(pods.Name) > cluster.MostName {
				return usagef("--name %q: at most %d lower-case letters, digits and dashes", pods.Name, cluster.MostName)
			}
			if p.where != "" {
				if pods.Scenario, err = playedFiles(p.folder, p.s); err != nil {
					return err
				}
			}
			err = cluster.Kubernetes(c.OutOrStdout(), pods)
			if large := new(cluster.TooLargeError); errors.As(err, &large) {
				return usageError{err}
			}
			return err
		},
	}
	f.add(c, cluster.MostPods)
	p := c.Flags()
	p.StringVar(&image, "image", "", "image with casus as its entrypoint")
	p.StringVar(&claim, "claim", "", "PersistentVolumeClaim where results are kept")
	p.StringVar(&f.out, "out", "", "folder in it (default: ID- and the beginning of the experiment's hash), or place in an object store")
	p.StringVar(&account, "service-account", "", "service account whose identity pods have before an object store")
	p.StringVar(&secret, "secret", "", "Secret whose keys are the pods' environment: credentials for an object store")
	p.StringVar(&name, "name", "", "name of the Job (default: casus-ID- and the beginning of the experiment's hash)")
	p.StringVar(&namespace, "namespace", "", "namespace of all objects (default: kubectl's)")
	within(p, &parallel, "parallelism", "", 0, 1, cluster.MostPods, "pods at once (default: all)")
	return c
}

// playedFiles are the files of a scenario without which it cannot be played, by name.
func playedFiles(folder fs.FS, s *scenario.Scenario) (map[string][]byte, error) {
	list := map[string][]byte{}
	for _, name := range s.Files() {
		if !configKey.MatchString(name) {
			return nil, usagef("%s: a ConfigMap cannot hold a file of this name; letters, digits, dots, dashes and underscores", wording.Folder(name))
		}
		text, err := files.Read(folder, name, source.MaxFileBytes)
		if err != nil {
			return nil, err
		}
		list[name] = text
	}
	return list, nil
}
