// Bundle writes the page's script and style sheet, dist/page.js and dist/page.css,
// from the sources in web/src, by esbuild. It is a module of its own, so that casus
// does not depend on esbuild. It needs the packages that npm ci in web/ installs.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

const web = ".." // the folder of package.json

func main() {
	files, err := build()
	if err == nil {
		err = write(files)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// errNoPackages is what build answers before npm ci.
var errNoPackages = errors.New("web/node_modules is missing: run npm ci in web/ (Node 20 or later)")

// build returns the files of dist, by path.
func build() (map[string][]byte, error) {
	if _, err := os.Stat(filepath.Join(web, "node_modules", "preact")); errors.Is(err, fs.ErrNotExist) {
		return nil, errNoPackages
	}
	dir, err := filepath.Abs(web)
	if err != nil {
		return nil, err
	}
	licences, err := os.ReadFile(filepath.Join(dir, "src", "licences.txt"))
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:       dir,
		EntryPointsAdvanced: []api.EntryPoint{{InputPath: "src/main.tsx", OutputPath: "page"}, {InputPath: "src/page.css", OutputPath: "page"}},
		Outdir:              "dist",
		Bundle:              true,
		Format:              api.FormatIIFE,
		Target:              api.ES2022,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		Charset:             api.CharsetUTF8,
		Banner:              map[string]string{"js": "/*!\n" + string(licences) + "*/"},
		LegalComments:       api.LegalCommentsEndOfFile,
		JSX:                 api.JSXAutomatic,
		JSXImportSource:     "preact",
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(api.FormatMessages(result.Errors, api.FormatMessagesOptions{})[0])
	}
	files := make(map[string][]byte)
	for _, f := range result.OutputFiles {
		files[f.Path] = f.Contents
	}
	return files, nil
}

func write(files map[string][]byte) error {
	for path, contents := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, contents, 0o644); err != nil {
			return err
		}
	}
	return nil
}
