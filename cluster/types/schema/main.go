// Command schema takes from a release of Kubernetes what its published schema (OpenAPI
// 3.0, api/openapi-spec/v3) says of a Job, a ConfigMap and all that they hold, without
// descriptions, and closes every object to keys that it does not list, as the server's
// strict validation does.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// module is the release. Kubernetes' source is read as files; nothing of it is compiled.
const module = "k8s.io/kubernetes@v1.34.2"

// below is where OpenAPI keeps schemas.
const below = "#/components/schemas/"

func main() {
	if err := run("testdata/kubernetes.schema.json"); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(name string) error {
	told, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return fmt.Errorf("downloading %s: %w", module, err)
	}
	var at struct{ Dir string }
	if err := json.Unmarshal(told, &at); err != nil {
		return fmt.Errorf("where %s lies: %w", module, err)
	}
	kept := map[string]any{}
	for _, root := range []struct{ file, kind string }{
		{"apis__batch__v1_openapi.json", "io.k8s.api.batch.v1.Job"},
		{"api__v1_openapi.json", "io.k8s.api.core.v1.ConfigMap"},
	} {
		text, err := os.ReadFile(filepath.Join(at.Dir, "api/openapi-spec/v3", root.file))
		if err != nil {
			return err
		}
		var published struct {
			Components struct{ Schemas map[string]map[string]any }
		}
		if err := json.Unmarshal(text, &published); err != nil {
			return fmt.Errorf("%s: %w", root.file, err)
		}
		if err := keep(kept, published.Components.Schemas, root.kind); err != nil {
			return fmt.Errorf("%s: %w", root.file, err)
		}
	}
	text, err := json.MarshalIndent(map[string]any{
		"$comment":   "From " + module + ", api/openapi-spec/v3 (Apache-2.0), by go generate",
		"components": map[string]any{"schemas": kept},
	}, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o644)
}

// keep adds a schema, and those that it refers to.
func keep(kept map[string]any, published map[string]map[string]any, kind string) error {
	if kept[kind] != nil {
		return nil
	}
	schema, ok := published[kind]
	if !ok {
		return fmt.Errorf("no schema %s", kind)
	}
	kept[kind] = closed(schema)
	for _, ref := range references(schema) {
		if err := keep(kept, published, strings.TrimPrefix(ref, below)); err != nil {
			return err
		}
	}
	return nil
}

// closed copies a schema without descriptions and defaults; an object that lists its keys
// has no others.
func closed(schema map[string]any) map[string]any {
	schema = maps.Clone(schema)
	delete(schema, "description")
	delete(schema, "default")
	if _, open := schema["additionalProperties"]; schema["properties"] != nil && !open {
		schema["additionalProperties"] = false
	}
	if list, ok := schema["properties"].(map[string]any); ok {
		list = maps.Clone(list) // "description" is a key here, not a word about one
		for key, of := range list {
			list[key] = closed(of.(map[string]any))
		}
		schema["properties"] = list
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if of, ok := schema[key].(map[string]any); ok {
			schema[key] = closed(of)
		}
	}
	return schema
}

func references(of any) (refs []string) {
	switch of := of.(type) {
	case map[string]any:
		for key, v := range of {
			if ref, ok := v.(string); ok && key == "$ref" {
				refs = append(refs, ref)
			} else {
				refs = append(refs, references(v)...)
			}
		}
	case []any:
		for _, v := range of {
			refs = append(refs, references(v)...)
		}
	}
	return refs
}
