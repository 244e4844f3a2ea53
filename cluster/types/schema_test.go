package types

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"sigs.k8s.io/yaml"
)

//go:generate go run ./schema

// published is Kubernetes' own schema of the objects that casus writes: it knows the keys
// that must be there, which Go's types do not.
func published(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	const name = "testdata/kubernetes.schema.json"
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft4) // on which OpenAPI 3.0 stands
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	of := map[string]*jsonschema.Schema{}
	for kind, ref := range map[string]string{"Job": "io.k8s.api.batch.v1.Job", "ConfigMap": "io.k8s.api.core.v1.ConfigMap"} {
		if of[kind], err = c.Compile(name + "#/components/schemas/" + ref); err != nil {
			t.Fatal(err)
		}
	}
	return of
}

// valid holds one object against the schema of its kind.
func valid(t *testing.T, schemas map[string]*jsonschema.Schema, text []byte) error {
	t.Helper()
	inJSON, err := yaml.YAMLToJSONStrict(text)
	if err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	object, err := jsonschema.UnmarshalJSON(bytes.NewReader(inJSON))
	if err != nil {
		t.Fatal(err)
	}
	kind, _ := object.(map[string]any)["kind"].(string)
	if schemas[kind] == nil {
		t.Fatalf("no schema of %q in:\n%s", kind, text)
	}
	return schemas[kind].Validate(object)
}

func TestPublishedSchema(t *testing.T) {
	schemas := published(t)
	for _, name := range []string{"kubernetes.yaml", "kubernetes-store.yaml", "kubernetes-azure.yaml"} {
		for _, text := range parts(t, name) {
			if err := valid(t, schemas, text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// What the schema is there to see: a key that is missing, one that is unknown, a value of
// another type.
func TestPublishedSchemaRefuses(t *testing.T) {
	schemas := published(t)
	job := string(parts(t, "kubernetes.yaml")[1])
	for _, c := range []struct{ old, new, why string }{
		{"containers:", "initContainers:", "missing property 'containers'"},
		{"mountPath:", "subPath:", "missing property 'mountPath'"},
		{"completions: 8", "completions: eight", "got string, want integer"},
		{"completionMode:", "completionsMode:", "'completionsMode'"},
	} {
		if !strings.Contains(job, c.old) {
			t.Fatalf("no %q in:\n%s", c.old, job)
		}
		err := valid(t, schemas, []byte(strings.Replace(job, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s for %s: %v, not %q", c.new, c.old, err, c.why)
		}
	}
}
