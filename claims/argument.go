package claims

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"casus/files"
	"casus/scenario"
	"casus/scenario/expr"
	"casus/scenario/source"
)

// File is the file of an argument, in the folder of its scenario.
const File = scenario.ClaimsFile

// Document is claims.yaml.
type Document struct {
	About  string  `yaml:"about" doc:"what is argued, by whom and when"`
	Claims []Claim `yaml:"claims" doc:"the claims, in the order of the text"`
}

// Claim is a sentence of the text and what it says formally. Which formulas it
// has says of which kind it is.
type Claim struct {
	ID        string `yaml:"id" json:"id" doc:"short name"`
	Statement string `yaml:"statement" json:"statement" doc:"number of the statement in the text, such as S9"`
	Text      string `yaml:"text" json:"text" doc:"what the text says"`
	Word      string `yaml:"word,omitempty" json:"word,omitempty" doc:"word of likelihood; a claim about two worlds may go without one, and is then about the mean"`
	Note      string `yaml:"note,omitempty" json:"note,omitempty" doc:"how the sentence was read, where that is a choice"`

	World   string `yaml:"world,omitempty" json:"world" doc:"the world it is about (default: as-modelled)"`
	Against string `yaml:"against,omitempty" json:"against,omitempty" doc:"the world that one is compared with; the formulas but rises and falls may speak of its outcomes as against.NAME"`
	Given   string `yaml:"given,omitempty" json:"given,omitempty" doc:"condition: only replicates in which it holds are judged"`

	Event string  `yaml:"event,omitempty" json:"event,omitempty" doc:"condition: what happens"`
	Rises string  `yaml:"rises,omitempty" json:"rises,omitempty" doc:"number or condition: what is higher, or more probable, in the world than in the one it is compared with"`
	Falls string  `yaml:"falls,omitempty" json:"falls,omitempty" doc:"the same, lower"`
	First string  `yaml:"first,omitempty" json:"first,omitempty" doc:"number: a time that comes before another"`
	Then  string  `yaml:"then,omitempty" json:"then,omitempty" doc:"number: that other time; replicates in which it never comes are not judged"`
	More  string  `yaml:"more,omitempty" json:"more,omitempty" doc:"number: what one group has more of"`
	Than  string  `yaml:"than,omitempty" json:"than,omitempty" doc:"number: what the other group has"`
	By    float64 `yaml:"by,omitempty" json:"by,omitempty" min:"0" doc:"with rises, falls and more: by how much at least"`

	Place   string  `yaml:"place,omitempty" json:"place,omitempty" doc:"where the text says it: file, line and paragraph"`
	Missing []Part  `yaml:"missing,omitempty" json:"missing,omitempty" doc:"makes the claim a draft, which is listed and not tested: what is still to be written"`
	Guess   []Guess `yaml:"guess,omitempty" json:"guess,omitempty" doc:"of a draft: outcomes that the formula may be about, nearest first; no part of the claim"`

	Matters   Least       `yaml:"matters,omitempty" json:"matters,omitempty" doc:"with rises, falls and more: the smallest difference that matters, in the unit of the formula, or none; the verdict does not depend on it"`
	Due       Date        `yaml:"due,omitempty" json:"due,omitempty" doc:"the date when it can be told whether the sentence came true, YYYY-MM-DD, YYYY-MM or YYYY, or never (default: when the latest of the outcomes in its formulas is there)"`
	Unchanged bool        `yaml:"unchanged,omitempty" json:"unchanged,omitempty" doc:"true where the sentence holds if all stays as it was when it was written; for a forecast of no change, which casus is scored beside"`
	Resolved  *Resolution `yaml:"resolved,omitempty" json:"resolved,omitempty" doc:"what came of the sentence"`
}

// Kind of a claim.
type Kind string

// The kinds of claims.
const (
	Probability Kind = "probability"
	Conditional Kind = "conditional probability"
	Difference  Kind = "difference between worlds"
	Order       Kind = "ordering in time"
	Groups      Kind = "comparison of groups"
)

// Argument is a checked claims.yaml.
type Argument struct {
	Document
	Drafts   []Claim // those of claims.yaml that lack a part; Claims has the others
	Hash     string  // SHA-256 over the scenario's hash and claims.yaml: all that decides a verdict but the runs
	scenario *scenario.Scenario
	doc      *source.Document
	scope    *scope
	compiled []compiled
}

// compiled is a claim ready to be judged.
type compiled struct {
	at    string // path in claims.yaml
	kind  Kind
	Range      // of its word
	mean  bool // about the mean, without a word
	given func(env []float64) bool
	event func(env []float64) bool // what happens, or what becomes more or less probable
	left  func(env []float64) float64
	right func(env []float64) float64
	sign  float64 // of a difference that is claimed: +1 or −1
	names []string
	said  []string // names, without those of the condition
	unit  string
}

// JSONSchema gives the JSON Schema of claims.yaml, for editors.
func JSONSchema() ([]byte, error) { return scenario.SchemaOf("claims", &Document{}) }

// Find is [Load], or nil where the scenario has no claim that can be tested.
func Find(fsys fs.FS, s *scenario.Scenario) (*Argument, error) {
	if there, err := files.There(fsys, File); !there {
		return nil, err
	}
	a, err := Load(fsys, s)
	if err != nil || len(a.Claims) == 0 {
		return nil, err
	}
	return a, nil
}

// Load reads the argument of a scenario. Its error is a [source.Problems] that
// lists everything that is wrong.
func Load(fsys fs.FS, s *scenario.Scenario) (*Argument, error) {
	a := &Argument{scenario: s}
	doc, err := source.ReadYAML(fsys, File, &a.Document)
	if err != nil {
		return nil, err
	}
	if a.scope, err = newScope(s); err != nil {
		return nil, err
	}
	a.Hash = fmt.Sprintf("%x", sha256.Sum256(append([]byte(s.Hash+"\n"), doc.Bytes()...)))
	a.doc = doc
	c := checker{a: a, doc: doc}
	if len(a.Claims) == 0 {
		c.bad("$.claims", "add a claim", "nothing is claimed")
	}
	first := map[string]int{}
	var complete []Claim
	for i := range a.Claims {
		k := &a.Claims[i]
		c.at = fmt.Sprintf("$.claims[%d]", i)
		if message, hint := source.CheckID(k.ID); message != "" {
			c.bad(".id", hint, "%s", message)
		} else if j, twice := first[source.Fold(k.ID)]; twice {
			c.bad(".id", fmt.Sprintf("claim %d of the list has it too, as %q", j+1, a.Claims[j].ID), "duplicate id %q", k.ID)
		}
		first[source.Fold(k.ID)] = i
		if k.IsDraft() {
			c.draft(k)
			a.Drafts = append(a.Drafts, *k)
			continue
		}
		x := c.claim(k)
		x.at = c.at
		a.compiled = append(a.compiled, x)
		complete = append(complete, *k)
	}
	if len(c.problems) > 0 {
		scenario.Refuse(c.problems)
		return nil, c.problems
	}
	a.Claims = complete
	return a, nil
}

// Worlds lists the ids of the worlds that the argument speaks of, in the order
// of the scenario; the world as modelled, whose draws are looked at, is the first.
func (a *Argument) Worlds() []string {
	var list []string
	for _, w := range a.scenario.Worlds {
		if w.ID == scenario.AsModelled || slices.ContainsFunc(a.Claims, func(c Claim) bool { return c.World == w.ID || c.Against == w.ID }) {
			list = append(list, w.ID)
		}
	}
	return list
}

// Between lists the ids of claims that compare two worlds.
func (a *Argument) Between(one, other string) (list []string) {
	for _, c := range a.Claims {
		if c.World == one && c.Against == other || c.World == other && c.Against == one {
			list = append(list, c.ID)
		}
	}
	return list
}

// checker finds what is wrong with claims.
type checker struct {
	a        *Argument
	doc      *source.Document
	at       string // path of the claim
	problems source.Problems
}

func (c *checker) bad(key, hint, format string, args ...any) {
	c.problems = append(c.problems, c.doc.At(c.at+key, fmt.Sprintf(format, args...), hint))
}

// kinds of claims by the keys that make them.
var kinds = []struct {
	key, with string
	kind      Kind
}{
	{"event", "", Probability}, {"rises", "", Difference}, {"falls", "", Difference}, {"first", "then", Order}, {"more", "than", Groups},
}

// claim checks and compiles one claim.
func (c *checker) claim(k *Claim) (out compiled) {
	formulas := map[string]string{"event": k.Event, "rises": k.Rises, "falls": k.Falls, "first": k.First, "then": k.Then, "more": k.More, "than": k.Than}
	key := ""
	for _, x := range kinds {
		if formulas[x.key] == "" {
			continue
		}
		if key != "" {
			c.bad("."+x.key, "make two claims of it", "a claim says one thing; this one has %s and %s", key, x.key)
			return out
		}
		key, out.kind = x.key, x.kind
		if x.with != "" && formulas[x.with] == "" {
			c.bad("."+x.key, "", "%s needs %s beside it", x.key, x.with)
			return out
		}
	}
	if key == "" {
		c.bad("", "write event, rises, falls, first and then, or more and than; or missing: [formula], which makes it a draft", "the claim says nothing formally")
		return out
	}
	for _, x := range kinds {
		if x.with != "" && x.key != key && formulas[x.with] != "" {
			c.bad("."+x.with, fmt.Sprintf("it goes with %s", x.key), "%s has no meaning here", x.with)
		}
	}
	c.words(k, &out)
	c.worlds(k, &out)
	c.formulas(k, key, &out)
	c.resolution(k)
	if k.By != 0 && (key == "event" || key == "first") {
		c.bad(".by", "it goes with rises, falls and more", "by has no meaning here")
	} else if out.unit == "probability" && k.By >= 1 {
		c.bad(".by", "write 0.05 for five percentage points", "no probability rises or falls by %g", k.By)
	} else if !(k.By >= 0) {
		c.bad(".by", "falls is the other direction", "%g is below 0", k.By)
	}
	if size, ok := k.Matters.Size(); k.Matters != "" && (key == "event" || key == "first") {
		c.bad(".matters", "it goes with rises, falls and more", "matters has no meaning here")
	} else if ok && out.unit == "probability" && size >= 1 {
		c.bad(".matters", "write 0.05 for five percentage points", "no probability rises or falls by %g", size)
	}
	return out
}

// words checks the word of likelihood.
func (c *checker) words(k *Claim, out *compiled) {
	if k.Statement == "" {
		c.bad(".statement", "S1 will do", "the claim does not say where it comes from")
	}
	if k.lacks(NoWord) {
		return
	}
	if k.Word == "" {
		out.mean = out.kind == Difference
		if !out.mean && !k.lacks(NoFormula) {
			c.bad("", "known are "+strings.Join(Words(), ", "), "the claim has no word of likelihood")
		}
		return
	}
	var err error
	var p source.Problem
	if out.Range, err = WordRange(k.Word); errors.As(err, &p) {
		c.bad(".word", p.Hint, "%s", p.Message)
	}
}

// worlds checks which worlds a claim speaks of.
func (c *checker) worlds(k *Claim, out *compiled) {
	if k.World == "" {
		k.World = scenario.AsModelled
	}
	known := func(key, id string) {
		if _, ok := c.a.scenario.World(id); !ok {
			c.bad(key, source.Meant(id, c.a.scenario.WorldIDs()), "unknown world %q", id)
		}
	}
	known(".world", k.World)
	switch {
	case out.kind == Difference && k.Against == "":
		c.bad("", "add against: and the id of a world", "a difference is one between two worlds, and the claim names one")
	case k.Against != "":
		known(".against", k.Against)
		if k.Against == k.World {
			c.bad(".against", "", "the world %q is compared with itself", k.World)
		}
	}
}

// formulas compiles what the claim says.
func (c *checker) formulas(k *Claim, key string, out *compiled) {
	scope := c.a.scope.of(k, out.kind)
	condition := func(key, src string, scope *expr.Scope) func([]float64) bool {
		x, err := expr.CompileCondition(src, scope)
		if err != nil {
			c.problems = append(c.problems, c.doc.Expression(c.at+"."+key, err))
			return nil
		}
		out.names = append(out.names, x.Names...)
		return x.Eval
	}
	number := func(key, src string) func([]float64) float64 {
		x, err := expr.CompileNumber(src, scope)
		if err != nil {
			c.problems = append(c.problems, c.doc.Expression(c.at+"."+key, err))
			return nil
		}
		out.names = append(out.names, x.Names...)
		return x.Eval
	}
	switch out.kind {
	case Probability:
		out.event = condition("event", k.Event, scope)
		if k.Given != "" {
			out.kind = Conditional
		}
	case Difference:
		out.sign = 1
		if key == "falls" {
			out.sign = -1
		}
		src := k.Rises + k.Falls
		if x, err := expr.CompileCondition(src, scope); err == nil {
			out.event, out.names, out.unit = x.Eval, append(out.names, x.Names...), "probability"
			if !out.mean {
				c.bad(".word", "leave the word out: the claim is then about how much more probable it is", "whether an event becomes more probable is one number for all replicates, and has no share of them in which it holds")
			}
			break
		}
		out.left = number(key, src)
		out.unit = c.a.scope.unit(out.names)
	case Order:
		out.left, out.right = number("first", k.First), number("then", k.Then)
		out.unit = c.a.scope.unit(out.names)
	case Groups:
		out.sign = 1
		out.left, out.right = number("more", k.More), number("than", k.Than)
		out.unit = c.a.scope.unit(out.names)
	}
	out.said = slices.Clone(out.names)
	if k.Given != "" {
		out.given = condition("given", k.Given, c.a.scope.of(k, Conditional)) // that of a difference too speaks of both worlds
	}
	if k.Against != "" && out.kind != Difference && !slices.ContainsFunc(out.names, func(n string) bool { return strings.HasPrefix(n, against) }) {
		c.bad(".against", "leave it out, or write against.NAME in a formula", "no formula speaks of the world %q", k.Against)
	}
}
