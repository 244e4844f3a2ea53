package cluster

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"

	"casus/report/number"
	"casus/report/wording"
)

// MostPods is how many pods of an indexed Job are asked for. Kubernetes takes more, but
// the status of the Job, which is one object, lists those that failed.
const MostPods = 1000

// MostName is how long the name of the Job may be: with the number of a pod or with
// [MergeSuffix] it is the name of a host, of at most 63 letters.
const MostName = 63 - len(MergeSuffix)

// MostConfigBytes is what a ConfigMap may hold: its keys and values.
const MostConfigBytes = 1 << 20

// Pods is what Kubernetes is to play.
type Pods struct {
	*Plan
	Casus      string // version of the program
	Experiment string // hash
	Name       string // of the Job; that of the merge is made of it
	Namespace  string // "": the usual one
	Image      string // with casus as its entrypoint
	Parallel   int    // pods at once
	Document   []byte
	Scenario   map[string][]byte // its files by name; nil: one that ships
	Out        Volume
	Store      *Store // where results are kept in place of Out; nil: there
	Account    string // service account of the pods, with a Store; "": the usual one
	Secret     string // whose keys are the pods' environment, with a Store; "": none
}

// A Volume is where results are kept: a folder of a PersistentVolumeClaim.
type Volume struct {
	Claim  string // its name
	Folder string // in the volume, a clean path that begins with no slash
}

// Where things are in a container.
const (
	askedFolder    = "/asked" // the document, and the scenario's files
	resultsFolder  = "/results"
	documentName   = "experiment.json"
	scenarioFolder = "scenario"
	tempFolder     = "/tmp"
)

func (v Volume) path(elem ...string) string {
	return path.Join(append([]string{resultsFolder, v.Folder}, elem...)...)
}

func (v Volume) volume() volume {
	return volume{Name: "results", Claim: &claim{Name: v.Claim}}
}

func (v Volume) mount() mount { return mount{Name: "results", Path: resultsFolder} }

// The parts of Kubernetes' objects that are written here, under its names.
type (
	object struct {
		Version  string   `yaml:"apiVersion"`
		Kind     string   `yaml:"kind"`
		Metadata metadata `yaml:"metadata"`
		Spec     *jobSpec `yaml:"spec,omitempty"`
	}
	metadata struct {
		Name      string            `yaml:"name,omitempty"`
		Namespace string            `yaml:"namespace,omitempty"`
		Labels    map[string]string `yaml:"labels,omitempty"`
	}
	jobSpec struct {
		Suspend         bool          `yaml:"suspend,omitempty"`
		Mode            string        `yaml:"completionMode,omitempty"`
		Completions     int           `yaml:"completions,omitempty"`
		Parallelism     int           `yaml:"parallelism,omitempty"`
		RetriesPerIndex int           `yaml:"backoffLimitPerIndex,omitempty"`
		Retries         int           `yaml:"backoffLimit,omitempty"`
		Replacement     string        `yaml:"podReplacementPolicy"`
		OnFailure       failurePolicy `yaml:"podFailurePolicy"`
		Template        podTemplate   `yaml:"template"`
	}
	failurePolicy struct {
		Rules []failureRule `yaml:"rules"`
	}
	failureRule struct {
		Action     string         `yaml:"action"`
		Exit       *exitCodes     `yaml:"onExitCodes,omitempty"`
		Conditions []podCondition `yaml:"onPodConditions,omitempty"`
	}
	exitCodes struct {
		Container string `yaml:"containerName"`
		Operator  string `yaml:"operator"`
		Values    []int  `yaml:"values"`
	}
	podCondition struct {
		Type   string `yaml:"type"`
		Status string `yaml:"status"`
	}
	podTemplate struct {
		Metadata metadata `yaml:"metadata"`
		Spec     podSpec  `yaml:"spec"`
	}
	podSpec struct {
		Restart    string      `yaml:"restartPolicy"`
		Account    string      `yaml:"serviceAccountName,omitempty"`
		Token      bool        `yaml:"automountServiceAccountToken"`
		Links      bool        `yaml:"enableServiceLinks"`
		Security   podSecurity `yaml:"securityContext"`
		Containers []container `yaml:"containers"`
		Volumes    []volume    `yaml:"volumes"`
	}
	podSecurity struct {
		NonRoot  bool    `yaml:"runAsNonRoot"`
		User     int     `yaml:"runAsUser"`
		Group    int     `yaml:"runAsGroup"`
		Files    int     `yaml:"fsGroup"`
		Change   string  `yaml:"fsGroupChangePolicy"`
		Syscalls seccomp `yaml:"seccompProfile"`
	}
	seccomp struct {
		Type string `yaml:"type"`
	}
	container struct {
		Name      string            `yaml:"name"`
		Image     string            `yaml:"image"`
		Args      []string          `yaml:"args"`
		Env       []variable        `yaml:"env,omitempty"`
		From      []variables       `yaml:"envFrom,omitempty"`
		Resources resources         `yaml:"resources"`
		Security  containerSecurity `yaml:"securityContext"`
		Mounts    []mount           `yaml:"volumeMounts"`
	}
	variable struct {
		Name  string `yaml:"name"`
		Value string `yaml:"value"`
	}
	variables struct {
		Secret secret `yaml:"secretRef"`
	}
	secret struct {
		Name string `yaml:"name"`
	}
	resources struct {
		Requests map[string]string `yaml:"requests"`
		Limits   map[string]string `yaml:"limits"`
	}
	containerSecurity struct {
		Escalation   bool         `yaml:"allowPrivilegeEscalation"`
		ReadOnly     bool         `yaml:"readOnlyRootFilesystem"`
		Capabilities capabilities `yaml:"capabilities"`
	}
	capabilities struct {
		Drop []string `yaml:"drop"`
	}
	mount struct {
		Name     string `yaml:"name"`
		Path     string `yaml:"mountPath"`
		ReadOnly bool   `yaml:"readOnly,omitempty"`
	}
	volume struct {
		Name   string  `yaml:"name"`
		Claim  *claim  `yaml:"persistentVolumeClaim,omitempty"`
		Config *config `yaml:"configMap,omitempty"`
		Empty  *empty  `yaml:"emptyDir,omitempty"`
	}
	empty struct {
		Limit string `yaml:"sizeLimit"`
	}
	claim struct {
		Name string `yaml:"claimName"`
	}
	config struct {
		Name  string `yaml:"name"`
		Items []item `yaml:"items"`
	}
	item struct {
		Key  string `yaml:"key"`
		Path string `yaml:"path"`
	}
)

// nobody owns nothing: the user of usual images without root.
const nobody = 65532

// retries of a share, or of the merge, that failed by itself; what Kubernetes ended for
// its own reasons is begun again however often.
const retries = 3

// badInput is the exit status of casus for what is the same in every pod and would fail
// again.
const badInput = 2

// A TooLargeError is what does not fit into a ConfigMap.
type TooLargeError struct{ Bytes int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the experiment, and its scenario if that does not ship with casus, have %s bytes, and a ConfigMap holds at most %s", number.Count(e.Bytes), number.Count(MostConfigBytes))
}

// Kubernetes writes a ConfigMap with the experiment, an indexed Job with a pod for each
// share, and a suspended Job that puts the shares together, unless they are in an object
// store. The error is a
// [*TooLargeError], or that of w.
func Kubernetes(w io.Writer, p Pods) error {
	data, items, err := p.asked()
	if err != nil {
		return err
	}
	share := []string{"run"}
	if p.Scenario != nil {
		share = append(share, path.Join(askedFolder, scenarioFolder))
	}
	share = append(share, "--experiment", path.Join(askedFolder, documentName), "--shard", fmt.Sprintf("index/%d", p.Shares),
		"--out", p.shareOut(), "--workers", strconv.Itoa(p.Cores), "--quiet")

	play := p.job(p.Name, share, p.Cores, p.Memory)
	play.Spec.Mode, play.Spec.Completions, play.Spec.Parallelism, play.Spec.RetriesPerIndex = "Indexed", p.Shares, p.Parallel, retries
	pod := &play.Spec.Template.Spec

	type part struct {
		object
		data string
	}
	parts := []part{{p.object("v1", "ConfigMap", p.Name), data}, {play, ""}}
	if p.Store != nil {
		p.pass(&play.Spec.Template)
	} else {
		pod.attach(p.Out.volume(), p.Out.mount())
		whole := p.job(p.Name+MergeSuffix, []string{"merge", p.Out.path("shares"), "--out", p.Out.path("whole"), "--quiet"}, 1, p.MergeMemory())
		whole.Spec.Suspend, whole.Spec.Retries = true, retries
		whole.Spec.Template.Spec.attach(p.Out.volume(), p.Out.mount())
		parts = append(parts, part{whole, ""})
	}
	pod.attach(volume{Name: "asked", Config: &config{p.Name, items}}, mount{"asked", askedFolder, true})

	if err := p.head(w); err != nil {
		return err
	}
	for _, part := range parts {
		text, err := yaml.MarshalWithOptions(part.object, yaml.IndentSequence(true))
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "---\n%s%s", text, part.data); err != nil {
			return err
		}
	}
	return nil
}

// shareOut is where a pod plays to.
func (p Pods) shareOut() string {
	if p.Store != nil {
		return strings.ReplaceAll(p.Store.Place, "$", "$$") // which would name a variable
	}
	// An indexed Job counts from 0, and so do the folders of its shares.
	return p.Out.path("shares", "$(JOB_COMPLETION_INDEX)")
}

// azureLabel has Azure give a pod the identity of its service account; the other clouds look
// at the account alone.
const azureLabel = "azure.workload.identity/use"

// pass gives a pod what it needs to play into a store: a folder that can be written, with
// room for what passes through it, and who it is.
func (p Pods) pass(pod *podTemplate) {
	mib, _ := p.Room()
	room := fmt.Sprintf("%dMi", mib)
	pod.Spec.attach(volume{Name: "passing", Empty: &empty{room}}, mount{Name: "passing", Path: tempFolder})
	c := &pod.Spec.Containers[0]
	c.Env = []variable{{"TMPDIR", tempFolder}}
	c.Resources.Requests["ephemeral-storage"] = room
	if p.Secret != "" {
		c.From = []variables{{secret{p.Secret}}}
	}
	if pod.Spec.Account = p.Account; p.Account != "" && strings.HasPrefix(p.Store.Place, "azblob:") {
		pod.Metadata.Labels[azureLabel] = "true"
	}
}

// attach mounts a volume in the container of a pod.
func (s *podSpec) attach(v volume, m mount) {
	s.Volumes = append(s.Volumes, v)
	s.Containers[0].Mounts = append(s.Containers[0].Mounts, m)
}

// MergeSuffix is what the name of the merge has beyond that of the Job.
const MergeSuffix = "-merge"

// head says what this is and how it is used.
func (p Pods) head(w io.Writer) error {
	in := ""
	if p.Namespace != "" {
		in = " -n " + p.Namespace
	}
	var err error
	if p.Store != nil {
		_, err = fmt.Fprintf(w, `# casus %[1]s: experiment %.16[2]s as an indexed Job of %[3]d pods, which play into an object store.
# The image has casus with object stores, as the Containerfile builds it (-tags cloud).
#
#   kubectl create -f FILE
#   casus status %[6]s
#   kubectl wait%[4]s --for=condition=Complete --timeout=-1s job/%[5]s
#   casus merge %[6]s --out DIR
#
# "apply" in place of "create" keeps a copy in the object, which is too large for some.
# The same again, after "kubectl delete -f FILE", goes on with what is in the store.
#
`, p.Casus, p.Experiment, p.Shares, in, p.Name, wording.Command(p.Store.Run))
	} else {
		_, err = fmt.Fprintf(w, `# casus %[1]s: experiment %.16[2]s as an indexed Job of %[3]d pods, and a Job that puts their shares together.
# The claim %[4]s is there already and can be mounted by many nodes (ReadWriteMany).
#
#   kubectl create -f FILE
#   kubectl wait%[5]s --for=condition=Complete --timeout=-1s job/%[6]s
#   kubectl patch%[5]s job/%[6]s%[7]s --type=merge -p '{"spec":{"suspend":false}}'
#   kubectl wait%[5]s --for=condition=Complete --timeout=-1s job/%[6]s%[7]s
#
# "apply" in place of "create" keeps a copy in the object, which is too large for some.
# The same again, after "kubectl delete -f FILE", goes on with what is on the volume.
#
`, p.Casus, p.Experiment, p.Shares, p.Out.Claim, in, p.Name, MergeSuffix)
	}
	for _, reason := range p.Reasons {
		if err == nil {
			_, err = fmt.Fprintf(w, "# - %s\n", reason)
		}
	}
	return err
}

// asked is the data of the ConfigMap, its last part, and where its keys are mounted.
func (p Pods) asked() (data string, items []item, err error) {
	var b strings.Builder
	b.WriteString("immutable: true\ndata:\n")
	bytes := 0
	add := func(key, at string, text []byte) {
		fmt.Fprintf(&b, "  %s: %s\n", key, scalar(string(text), "    "))
		items = append(items, item{key, at})
		bytes += len(key) + len(text)
	}
	add(documentName, documentName, p.Document)
	for _, name := range slices.Sorted(maps.Keys(p.Scenario)) {
		add(name, path.Join(scenarioFolder, name), p.Scenario[name])
	}
	if bytes > MostConfigBytes {
		err = &TooLargeError{bytes}
	}
	return b.String(), items, err
}

// scalar writes a text so that YAML gives back the same bytes, which hashes depend on:
// line by line where that can be, two spaces further in than its key.
func scalar(text, indent string) string {
	if text == "" || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && !unicode.IsPrint(r) }) {
		return strconv.QuoteToASCII(text) // YAML has all the escapes of Go
	}
	style := "|2"
	switch {
	case strings.HasSuffix(text, "\n\n"), text == "\n":
		style += "+"
	case !strings.HasSuffix(text, "\n"):
		style += "-"
	}
	var b strings.Builder
	b.WriteString(style)
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		b.WriteByte('\n')
		if line != "" {
			b.WriteString(indent + line)
		}
	}
	return b.String()
}

func (p Pods) object(version, kind, name string) object {
	return object{Version: version, Kind: kind, Metadata: metadata{name, p.Namespace, p.labels()}}
}

func (p Pods) labels() map[string]string {
	return map[string]string{"app.kubernetes.io/name": "casus", "app.kubernetes.io/instance": p.Name}
}

// job is a Job with one container.
func (p Pods) job(name string, args []string, cores, memory int) object {
	o := p.object("batch/v1", "Job", name)
	size := fmt.Sprintf("%dMi", memory)
	o.Spec = &jobSpec{
		Replacement: "Failed", // two pods of one share would write into one folder, and a policy of failure demands it
		OnFailure: failurePolicy{[]failureRule{
			{Action: "FailJob", Exit: &exitCodes{"casus", "In", []int{badInput}}},
			{Action: "Ignore", Conditions: []podCondition{{"DisruptionTarget", "True"}}},
		}},
		Template: podTemplate{
			Metadata: metadata{Labels: p.labels()},
			Spec: podSpec{
				Restart:  "Never",
				Security: podSecurity{true, nobody, nobody, nobody, "OnRootMismatch", seccomp{"RuntimeDefault"}},
				Containers: []container{{
					Name: "casus", Image: p.Image, Args: args,
					Resources: resources{map[string]string{"cpu": strconv.Itoa(cores), "memory": size}, map[string]string{"memory": size}},
					Security:  containerSecurity{ReadOnly: true, Capabilities: capabilities{[]string{"ALL"}}},
				}},
			},
		},
	}
	return o
}
