// Package types holds what casus kubernetes writes against the types of Kubernetes. It is
// a module of its own: the program needs none of them.
package types

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"testing"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"sigs.k8s.io/yaml"
)

// read reads an object as the server of Kubernetes does: by YAML 1.1, and no key unknown
// or twice.
func read[T any](t *testing.T, text []byte) *T {
	t.Helper()
	into := new(T)
	if err := yaml.UnmarshalStrict(text, into); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	return into
}

// parts reads a file of comments, a ConfigMap and Jobs, and leaves the comments out.
func parts(t *testing.T, name string) [][]byte {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	list := bytes.Split(text, []byte("---\n"))
	if len(list) < 3 {
		t.Fatalf("%s has %d parts, not comments, a ConfigMap and Jobs", name, len(list))
	}
	return list[1:]
}

// objects reads the ConfigMap and the Jobs of a file.
func objects(t *testing.T, name string) (asked *core.ConfigMap, jobs []*batch.Job) {
	t.Helper()
	list := parts(t, name)
	for _, text := range list[1:] {
		jobs = append(jobs, read[batch.Job](t, text))
	}
	return read[core.ConfigMap](t, list[0]), jobs
}

// What is read from the ConfigMap is what was put in, byte by byte.
func TestConfigMap(t *testing.T) {
	asked, jobs := objects(t, "kubernetes.yaml")
	want := map[string]string{
		"experiment.json": "{\n  \"on\": \"a: b # c\"\n}\n",
		"scenario.yaml":   "a: |\n  b\n\n# c\n\td\n",
		"places.csv":      "id,name\n1,no\n\n",
		"record.yaml":     "",
		"a":               "\n",
		"b":               "  x\n y",
		"c":               "x\r\n\u2028 é\u00a0\n",
		"d":               "- é\n\n\n",
	}
	if len(asked.Data) != len(want) {
		t.Errorf("%d keys, not %d", len(asked.Data), len(want))
	}
	for key, text := range want {
		if asked.Data[key] != text {
			t.Errorf("%s: %q, not %q", key, asked.Data[key], text)
		}
		if bad := validation.IsConfigMapKey(key); bad != nil {
			t.Errorf("%s: %v", key, bad)
		}
	}
	if asked.TypeMeta != (meta.TypeMeta{Kind: "ConfigMap", APIVersion: "v1"}) {
		t.Errorf("it is a %v", asked.TypeMeta)
	}
	for _, v := range jobs[0].Spec.Template.Spec.Volumes {
		if v.ConfigMap != nil && v.ConfigMap.Name != asked.Name {
			t.Errorf("the pods mount %s, not %s", v.ConfigMap.Name, asked.Name)
		}
	}
}

// The rules of the server that no type has: those of an indexed Job, of its policy of
// failure, and of names.
func TestJobs(t *testing.T) {
	_, jobs := objects(t, "kubernetes.yaml")
	_, store := objects(t, "kubernetes-store.yaml")
	_, azure := objects(t, "kubernetes-azure.yaml")
	if len(jobs) != 2 || len(store) != 1 || len(azure) != 1 {
		t.Fatalf("%d, %d and %d Jobs, not a merge beside the shares and none where they are in a store", len(jobs), len(store), len(azure))
	}
	for _, j := range slices.Concat(jobs, store, azure) {
		if j.TypeMeta != (meta.TypeMeta{Kind: "Job", APIVersion: "batch/v1"}) {
			t.Errorf("%s is a %v", j.Name, j.TypeMeta)
		}
		for _, bad := range [][]string{validation.IsDNS1123Label(j.Name + "-999"), validation.IsDNS1123Label(j.Namespace)} {
			if bad != nil {
				t.Errorf("%s: %v", j.Name, bad)
			}
		}
		pod := j.Spec.Template.Spec
		if pod.RestartPolicy != core.RestartPolicyNever {
			t.Errorf("%s: a policy of failure needs restartPolicy Never", j.Name)
		}
		if *j.Spec.PodReplacementPolicy != batch.Failed {
			t.Errorf("%s: a policy of failure needs podReplacementPolicy Failed", j.Name)
		}
		for _, rule := range j.Spec.PodFailurePolicy.Rules {
			switch {
			case rule.OnExitCodes != nil && rule.OnPodConditions == nil:
				if *rule.OnExitCodes.ContainerName != pod.Containers[0].Name || rule.OnExitCodes.Operator != batch.PodFailurePolicyOnExitCodesOpIn || rule.Action != batch.PodFailurePolicyActionFailJob {
					t.Errorf("%s: %v", j.Name, rule)
				}
			case rule.OnExitCodes == nil && rule.OnPodConditions != nil:
				if c := rule.OnPodConditions[0]; c.Type != core.DisruptionTarget || c.Status != core.ConditionTrue || rule.Action != batch.PodFailurePolicyActionIgnore {
					t.Errorf("%s: %v", j.Name, rule)
				}
			default:
				t.Errorf("%s: a rule has one of two conditions: %v", j.Name, rule)
			}
		}
		// what the standard "restricted" of Pod Security demands
		c := pod.Containers[0]
		if !*pod.SecurityContext.RunAsNonRoot || *pod.SecurityContext.RunAsUser == 0 || pod.SecurityContext.SeccompProfile.Type != core.SeccompProfileTypeRuntimeDefault ||
			*c.SecurityContext.AllowPrivilegeEscalation || c.SecurityContext.Capabilities.Drop[0] != "ALL" || !*c.SecurityContext.ReadOnlyRootFilesystem {
			t.Errorf("%s: %v %v", j.Name, pod.SecurityContext, c.SecurityContext)
		}
		mounted := map[string]bool{}
		for _, m := range c.VolumeMounts {
			mounted[m.Name] = true
		}
		for _, v := range pod.Volumes {
			if !mounted[v.Name] {
				t.Errorf("%s: %s is not mounted", j.Name, v.Name)
			}
			delete(mounted, v.Name)
		}
		if len(mounted) > 0 {
			t.Errorf("%s: no such volumes: %v", j.Name, mounted)
		}
		if *pod.AutomountServiceAccountToken {
			t.Errorf("%s: pods speak to the server of Kubernetes", j.Name)
		}
		if c.Resources.Requests.Memory().Cmp(*c.Resources.Limits.Memory()) != 0 || c.Resources.Requests.Cpu().IsZero() {
			t.Errorf("%s: %v", j.Name, c.Resources)
		}
	}
	for _, play := range []*batch.Job{jobs[0], store[0], azure[0]} {
		s := play.Spec
		if *s.CompletionMode != batch.IndexedCompletion || *s.Completions != 8 || *s.Parallelism != 4 || *s.BackoffLimitPerIndex != 3 || s.BackoffLimit != nil || s.Suspend != nil {
			t.Errorf("the Job of the shares: %v", s)
		}
	}
	m := jobs[1].Spec
	if m.CompletionMode != nil || !*m.Suspend || m.BackoffLimitPerIndex != nil || *m.BackoffLimit != 3 {
		t.Errorf("the Job of the merge: %v", m)
	}
}

// A pod that plays into a store has room to write in, credentials by name alone, and the
// address as it was given, of which Kubernetes makes no variable.
func TestStores(t *testing.T) {
	for _, c := range []struct {
		file, out string
		secret    []core.EnvFromSource
		label     string
	}{
		{"kubernetes-store.yaml", "s3://bucket/it's/$$(HOME)?endpoint=https://s3.example.org&region=eu-central-1", nil, ""},
		{"kubernetes-azure.yaml", "azblob://container/crises", []core.EnvFromSource{{SecretRef: &core.SecretEnvSource{LocalObjectReference: core.LocalObjectReference{Name: "keys"}}}}, "true"},
	} {
		_, jobs := objects(t, c.file)
		template := jobs[0].Spec.Template
		pod := template.Spec
		main := pod.Containers[0]
		if i := slices.Index(main.Args, "--out"); main.Args[i+1] != c.out {
			t.Errorf("%s: %q", c.file, main.Args)
		}
		if !reflect.DeepEqual(main.EnvFrom, c.secret) || !reflect.DeepEqual(main.Env, []core.EnvVar{{Name: "TMPDIR", Value: "/tmp"}}) {
			t.Errorf("%s: the environment %v %v", c.file, main.EnvFrom, main.Env)
		}
		if pod.ServiceAccountName != "casus" || template.Labels["azure.workload.identity/use"] != c.label {
			t.Errorf("%s: %q with labels %v", c.file, pod.ServiceAccountName, template.Labels)
		}
		var room *core.EmptyDirVolumeSource
		for _, v := range pod.Volumes {
			if v.PersistentVolumeClaim != nil {
				t.Errorf("%s: a claim: %v", c.file, v)
			}
			if v.EmptyDir != nil {
				room = v.EmptyDir
				if i := slices.IndexFunc(main.VolumeMounts, func(m core.VolumeMount) bool { return m.MountPath == "/tmp" }); i < 0 || main.VolumeMounts[i].Name != v.Name || main.VolumeMounts[i].ReadOnly {
					t.Errorf("%s: %v is not to be written at /tmp: %v", c.file, v.Name, main.VolumeMounts)
				}
			}
		}
		if room == nil || room.SizeLimit.Value() != 1<<30 || main.Resources.Requests.StorageEphemeral().Cmp(*room.SizeLimit) != 0 {
			t.Errorf("%s: %v", c.file, room)
		}
	}
}
