// Package audit reads the source of packages and finds the places where results
// could depend on the processor or the compiler:
//
//   - [Program.Calls]: a function of package math that is not exact by
//     definition, or a package that computes with such functions;
//   - [Program.Products]: a product of floats that reaches a sum without being
//     rounded, which a compiler may fuse into one operation;
//   - [Fused]: an instruction of that kind in the code that this compiler makes.
//
// The second holds for every compiler, as far as a product can be followed; the
// third for this compiler, wherever the product came from.
package audit

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Finding is a place in the source and what is wrong there.
type Finding struct {
	Position token.Position
	Text     string
}

func (f Finding) String() string { return fmt.Sprintf("%s: %s", f.Position, f.Text) }

// Program is packages with their types, all from source.
type Program struct {
	set      *token.FileSet
	packages []*checked
	core     map[*types.Package]bool
}

type checked struct {
	types *types.Package
	files []*ast.File
	info  *types.Info
}

// listed is what go list says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// Load reads packages, given by import path, of the module that dir is in.
// Others come from what the compiler has exported of them.
func Load(dir string, paths ...string) (*Program, error) {
	c := exec.Command("go", append([]string{"list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles", "--"}, paths...)...)
	c.Dir = dir
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w%s", err, stderr(err))
	}
	wanted := map[string]bool{}
	for _, p := range paths {
		wanted[p] = true
	}
	p := &Program{set: token.NewFileSet(), core: map[*types.Package]bool{}}
	exports := map[string]string{}
	sources := map[string]*types.Package{}
	others := importer.ForCompiler(p.set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	imports := importerFunc(func(path string) (*types.Package, error) {
		if s := sources[path]; s != nil {
			return s, nil
		}
		return others.Import(path)
	})
	for d := json.NewDecoder(strings.NewReader(string(out))); ; { // dependencies first
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			return p, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		exports[l.ImportPath] = l.Export
		if !wanted[l.ImportPath] {
			continue
		}
		k, err := p.check(&l, imports)
		if err != nil {
			return nil, err
		}
		sources[l.ImportPath] = k
	}
}

func (p *Program) check(l *listed, imports types.Importer) (*types.Package, error) {
	k := &checked{info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	for _, f := range l.GoFiles {
		file, err := parser.ParseFile(p.set, filepath.Join(l.Dir, f), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		k.files = append(k.files, file)
	}
	var err error
	config := types.Config{Importer: imports}
	k.types, err = config.Check(l.ImportPath, p.set, k.files, k.info)
	if err != nil {
		return nil, err
	}
	p.packages = append(p.packages, k)
	p.core[k.types] = true
	return k.types, nil
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// stderr is what a command printed before it failed.
func stderr(err error) string {
	var e *exec.ExitError
	if errors.As(err, &e) && len(e.Stderr) > 0 {
		return "\n" + string(e.Stderr)
	}
	return ""
}
