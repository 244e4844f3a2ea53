// Package types holds what casus kubernetes writes against the types of Kubernetes. It is
// a module of its own: the program needs none of them.
package types

import (
	"bytes"
	"os"
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

func objects(t *testing.T) (asked *core.ConfigMap, play, merge *batch.Job) {
	t.Helper()
	text, err := os.ReadFile("testdata/kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list := bytes.Split(text, []byte("---\n"))
	if len(list) != 4 {
		t.Fatalf("%d parts, not comments and three objects", len(list))
	}
	return read[core.ConfigMap](t, list[1]), read[batch.Job](t, list[2]), read[batch.Job](t, list[3])
}

// What is read from the ConfigMap is what was put in, byte by byte.
func TestConfigMap(t *testing.T) {
	asked, play, _ := objects(t)
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
	for _, v := range play.Spec.Template.Spec.Volumes {
		if v.ConfigMap != nil && v.ConfigMap.Name != asked.Name {
			t.Errorf("the pods mount %s, not %s", v.ConfigMap.Name, asked.Name)
		}
	}
}

// The rules of the server that no type has: those of an indexed Job, of its policy of
// failure, and of names.
func TestJobs(t *testing.T) {
	_, play, merge := objects(t)
	for _, j := range []*batch.Job{play, merge} {
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
		}
		if c.Resources.Requests.Memory().Cmp(*c.Resources.Limits.Memory()) != 0 || c.Resources.Requests.Cpu().IsZero() {
			t.Errorf("%s: %v", j.Name, c.Resources)
		}
	}
	s := play.Spec
	if *s.CompletionMode != batch.IndexedCompletion || *s.Completions != 8 || *s.Parallelism != 4 || *s.BackoffLimitPerIndex != 3 || s.BackoffLimit != nil || s.Suspend != nil {
		t.Errorf("the Job of the shares: %v", s)
	}
	m := merge.Spec
	if m.CompletionMode != nil || !*m.Suspend || m.BackoffLimitPerIndex != nil || *m.BackoffLimit != 3 {
		t.Errorf("the Job of the merge: %v", m)
	}
}
