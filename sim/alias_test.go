package sim

import (
	"fmt"
	"hash/maphash"
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"unsafe"

	"casus/scenario"
)

// immutable are the parts of a run that a fork shares with it, because nothing
// writes to them once they are made.
var immutable = regexp.MustCompile(`^(s|crisis\.s|d\.scenario|crisis\.d\.scenario|recorded|settings\.\w+|cohortShare|options|members` +
	`|trace\.\w+(\.\w+|\[\])*` + // what has been seen; each side appends to its own
	`|relations\.c\..*|(crisis\.)?t|crisis\.t|crisis\.challengers|crisis\.characters(\[\])?|crisis\.lieu\[\]\.places|crisis\.out\..*|staying\[\]\.out\..*|mood.*` +
	`|crisis\.gov\.grievances|crisis\.request|crisis\.decision|(crisis\.|staying\[\]\.)mission\.(ch|ready|bad).*` +
	`|crisis\.society\.(first|nation\..*|pace\..*|root|pulls?|share|members(\[\])?|people\.(settlement\.(first|region|older)|first|region|older|room|places))` +
	`|crisis\.forces\.(ground\.Region|members(\[\])?))$`)

// walk calls each with the path and value of every pointer, slice and map that a
// value holds, and goes on behind it where each says so.
func walk(path string, v reflect.Value, each func(path string, v reflect.Value) bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		if v.IsNil() || v.Kind() != reflect.Pointer && v.Len() == 0 && v.Kind() == reflect.Map || !each(path, v) {
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walk(path, v.Elem(), each)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if path != "" {
				name = path + "." + name
			}
			walk(name, v.Field(i), each)
		}
	case reflect.Slice, reflect.Array:
		switch v.Type().Elem().Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
			for i := range v.Len() {
				walk(path+"[]", v.Index(i), each)
			}
		}
	}
}

// leaf says whether the walk ends at a path: at what is immutable, and at the way
// back from a crisis to its run.
func leaf(path string) bool {
	return immutable.MatchString(path) || path == "crisis.run" || path == "crisis.d" || path == "crisis.out"
}

// region is a piece of memory.
type region struct{ from, to uintptr }

func memory(v reflect.Value) region {
	from := v.Pointer()
	switch v.Kind() {
	case reflect.Slice:
		return region{from, from + uintptr(v.Cap())*v.Type().Elem().Size()}
	case reflect.Pointer:
		return region{from, from + v.Type().Elem().Size()}
	}
	return region{from, from + 1}
}

// shared lists, by their paths, what two runs both reach.
func shared(a, b *Run) map[string]reflect.Value {
	type piece struct {
		region
		path string
	}
	var pieces []piece
	walk("", reflect.ValueOf(a).Elem(), func(path string, v reflect.Value) bool {
		pieces = append(pieces, piece{memory(v), path})
		return !leaf(path)
	})
	slices.SortFunc(pieces, func(p, q piece) int { return int(int64(p.from) - int64(q.from)) })
	list := map[string]reflect.Value{}
	walk("", reflect.ValueOf(b).Elem(), func(path string, v reflect.Value) bool {
		m := memory(v)
		i, _ := slices.BinarySearchFunc(pieces, m.from, func(p piece, at uintptr) int { return int(int64(p.from) - int64(at)) })
		for i = max(0, i-1); i < len(pieces) && pieces[i].from < m.to; i++ {
			if pieces[i].to > m.from && m.to > m.from {
				list[path] = behind(v)
			}
		}
		return !leaf(path)
	})
	return list
}

// behind gives the memory that a pointer or slice leads to, wherever that leads
// later.
func behind(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Slice:
		return v.Slice(0, v.Len())
	case reflect.Pointer:
		return v.Elem()
	}
	return v
}

// content hashes all that a value holds; what functions keep is not seen.
func content(v reflect.Value) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	seen := map[unsafe.Pointer]bool{}
	var add func(v reflect.Value)
	add = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.UnsafePointer()] {
				seen[v.UnsafePointer()] = true
				add(v.Elem())
			}
		case reflect.Interface:
			if !v.IsNil() {
				add(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				add(v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				add(v.Index(i))
			}
		case reflect.Float64, reflect.Float32:
			maphash.WriteComparable(&h, math.Float64bits(v.Float()))
		case reflect.Func:
		default:
			fmt.Fprint(&h, v, " ")
		}
	}
	add(v)
	return h.Sum64()
}

var seed = maphash.MakeSeed()

// A fork and its origin share only what neither of them writes to.
func TestAForkSharesNothingThatChanges(t *testing.T) {
	for _, id := range []string{"small-state", "small-kingdom", "gambia-2017", "bahrain-2011"} {
		s, err := scenario.Load(os.DirFS("../library/" + id))
		if err != nil {
			t.Fatal(err)
		}
		for _, plain := range []bool{false, true} {
			r, err := Start(s, 1, Settings{Seed: 1, Scale: 300, Mode: Free, Plain: plain, Crowds: true, Places: true})
			if err != nil {
				t.Fatal(err)
			}
			for step := 0; !r.Done(); step++ {
				if step%211 == 20 || r.crisis == nil && step%9 == 0 {
					f := r.Fork()
					before := map[string]uint64{}
					list := shared(r, f)
					for path, v := range list {
						if !immutable.MatchString(path) {
							t.Errorf("%s, step %d: a fork shares %s", id, step, path)
						} else if v.Type() != reflect.TypeFor[scenario.Scenario]() {
							before[path] = content(v)
						}
					}
					for range 30 {
						if err := f.Step(); err != nil {
							t.Fatal(err)
						}
					}
					for path, v := range list {
						if was, ok := before[path]; ok && was != content(v) {
							t.Errorf("%s, step %d: a fork that goes on changes %s", id, step, path)
						}
					}
				}
				if err := r.Step(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
