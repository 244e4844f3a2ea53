package waves

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"casus/results"
	"casus/sim"
)

// Version of the document.
const Version = 1

// Asked is what is played: a document that, with the library, determines every
// forecast. It can be sent, and played in shares on many machines.
type Asked struct {
	Version int    `json:"waves" doc:"version of the document, 1"`
	Engine  int    `json:"engine" doc:"version of the model"`
	Known   string `json:"known" doc:"SHA-256 of what is known of the waves"`
	Sample  int    `json:"sample" doc:"so many of the waves, evenly by their beginnings; 0: all"`
	Runs    int    `json:"runs" doc:"runs in which a wave comes of the first protest, for each wave"`
	Starts  int    `json:"starts" doc:"runs begun for a wave, at most"`
	Seed    uint64 `json:"seed"`
}

// Usual numbers.
const (
	UsualRuns = 60
	mostTries = 10 // runs that are begun, for each that is wanted
	UsualSeed = 1
)

// Ask makes the document for a sample of waves; 0 for all.
func Ask(list []Known, sample, runs int, seed uint64) Asked {
	return Asked{Version, sim.EngineVersion, digest(list), sample, runs, mostTries * runs, seed}
}

// Check reports why a document cannot be played by this program.
func (a *Asked) Check(list []Known) error {
	switch {
	case a.Version != Version:
		return fmt.Errorf("waves: %d: this program plays version %d of the document", a.Version, Version)
	case a.Engine != sim.EngineVersion:
		return fmt.Errorf("engine: %d: the model here is of version %d", a.Engine, sim.EngineVersion)
	case a.Known != digest(list):
		return errors.New("known: the waves of the library here are others")
	case a.Runs < 1 || a.Starts < a.Runs || a.Sample < 0 || a.Sample > len(list):
		return fmt.Errorf("runs %d, starts %d, sample %d: runs from 1, at least as many starts, a sample of at most %d waves", a.Runs, a.Starts, a.Sample, len(list))
	}
	return nil
}

// Print is the document as it is shown and kept.
func (a *Asked) Print() []byte {
	text, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		panic(err) // it has numbers and a text
	}
	return append(text, '\n')
}

// ReadAsked reads a document strictly.
func ReadAsked(text []byte) (a Asked, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err = d.Decode(&a); err != nil {
		return a, fmt.Errorf("reading what is asked of waves: %w", err)
	}
	return a, nil
}

// Hash identifies what is asked.
func (a *Asked) Hash() string {
	h := sha256.Sum256(append([]byte("casus waves 1\n"), a.Print()...))
	return hex.EncodeToString(h[:])
}

// Pick is the waves that are asked about, by their places in the list.
func (a *Asked) Pick(n int) []int {
	count := n
	if a.Sample > 0 {
		count = a.Sample
	}
	list := make([]int, count)
	for i := range list {
		list[i] = i * n / count
	}
	return list
}

// A Place is where forecasts are kept: files below a key, each written once.
type Place struct {
	Bucket results.Bucket
	Key    string
}

// AskedFile is the name of the document beside what came of it.
const AskedFile = "waves.json"

// batch is how many waves a file has; tests have smaller ones.
var batch = 10

func part(n int) string { return fmt.Sprintf("forecasts-%03d.csv", n) }

// Begin notes in a place what is asked. If something else is asked there, that is an error.
func (p Place) Begin(ctx context.Context, a *Asked) error {
	err := p.Bucket.Put(ctx, path.Join(p.Key, AskedFile), a.Print())
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := p.asked(ctx)
	if err == nil && there != *a {
		err = &OtherError{}
	}
	return err
}

// OtherError is a place where other waves were asked about.
type OtherError struct{}

func (*OtherError) Error() string {
	return "something else was asked there: other waves, runs, seed or version of the model"
}

func (p Place) asked(ctx context.Context) (a Asked, err error) {
	text, _, err := p.Bucket.Get(ctx, path.Join(p.Key, AskedFile))
	if err != nil {
		return a, err
	}
	return ReadAsked(text)
}

// Play plays a share of what is asked into a place where it has begun: what is there is
// not played again, and a batch is there whole or not at all. Count is told of how many waves come; what it gives is
// called after each, from several goroutines, and end at the end.
func (p Place) Play(ctx context.Context, a *Asked, list []Known, share results.Shard, workers int, count func(waves int) (done, end func())) error {
	there, err := p.Bucket.List(ctx, p.Key)
	if err != nil {
		return err
	}
	picked := a.Pick(len(list))
	batches := slices.Collect(slices.Chunk(picked, batch))
	var missing []int
	waves := 0
	for n := len(batches) * (share.Number - 1) / share.Of; n < len(batches)*share.Number/share.Of; n++ {
		if !slices.Contains(there, part(n)) {
			missing = append(missing, n)
			waves += len(batches[n])
		}
	}
	done, end := count(waves)
	defer end()
	g, ctx := errgroup.WithContext(ctx)
	slots := make(chan struct{}, workers)
	for _, n := range missing {
		rows := make([]Row, len(batches[n]))
		var left sync.WaitGroup
		for i, k := range batches[n] {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return cmp.Or(g.Wait(), ctx.Err())
			}
			left.Add(1)
			g.Go(func() error {
				defer func() { <-slots; left.Done() }()
				r, err := a.forecast(ctx, &list[k])
				if err != nil {
					return err
				}
				rows[i] = *r
				done()
				return nil
			})
		}
		g.Go(func() error {
			left.Wait()
			if ctx.Err() != nil {
				return ctx.Err()
			}
			text, err := WriteRows(rows)
			if err != nil {
				return err
			}
			err = p.Bucket.Put(ctx, path.Join(p.Key, part(n)), text)
			if errors.Is(err, fs.ErrExist) {
				err = nil // another has played it too, and it is the same
			}
			return err
		})
	}
	return g.Wait()
}

// forecast draws the scenario of a wave and plays it.
func (a *Asked) forecast(ctx context.Context, k *Known) (*Row, error) {
	sheet, err := Sheet(k)
	if err != nil {
		return nil, fmt.Errorf("wave %s: %w", k.ID(), err)
	}
	f, err := sheet.Scenario("wave")
	if err != nil {
		return nil, fmt.Errorf("wave %s: %w", k.ID(), err)
	}
	r := &Row{Features: covariates(k, sheet, f)}
	s, err := ignite(k, sheet, f)
	if err != nil {
		return nil, fmt.Errorf("wave %s: %w", k.ID(), err)
	}
	raw, err := Play(ctx, s, k, a.Seed, a.Runs, a.Starts)
	if err != nil {
		return nil, err
	}
	r.Raw = *raw
	return r, nil
}

// DifferError says that two places have forecasts of the same waves which differ: those of
// one are not what the question and the engine give.
type DifferError struct {
	First, Second int    // places, by their order
	Part          string // the file
	Wave          string // the first that differs
}

func (e *DifferError) Error() string {
	return fmt.Sprintf("forecasts of the same waves differ in %s, first that of %s; one of them was changed, or played by another program: remove it, and play it again", e.Part, e.Wave)
}

// differ names the first wave of a part of which two places have unlike forecasts; "" where
// there is none.
func differ(name string, one, other []byte) (string, error) {
	if bytes.Equal(one, other) {
		return "", nil
	}
	a, err := ReadRows(name, one)
	if err != nil {
		return "", err
	}
	b, err := ReadRows(name, other)
	if err != nil {
		return "", err
	}
	for i := range a {
		if i >= len(b) || !reflect.DeepEqual(a[i], b[i]) {
			return a[i].ID, nil
		}
	}
	if len(b) > len(a) {
		return b[len(a)].ID, nil
	}
	return "", nil // written otherwise
}

// Gather reads what several places have of the same question. Missing is how many
// waves none of them has. Unlike forecasts of the same waves are a [DifferError].
func Gather(ctx context.Context, places []Place, list []Known) (a Asked, rows []Row, missing int, err error) {
	have, from := map[int][]byte{}, map[int]int{}
	for i, p := range places {
		own, err := p.asked(ctx)
		switch {
		case err != nil:
			return a, nil, 0, err
		case i > 0 && own != a:
			return a, nil, 0, &OtherError{}
		}
		a = own
		if err := a.Check(list); err != nil {
			return a, nil, 0, err
		}
		names, err := p.Bucket.List(ctx, p.Key)
		if err != nil {
			return a, nil, 0, err
		}
		for n := 0; n*batch < len(a.Pick(len(list))); n++ {
			if !slices.Contains(names, part(n)) {
				continue
			}
			text, _, err := p.Bucket.Get(ctx, path.Join(p.Key, part(n)))
			if err != nil {
				return a, nil, 0, err
			}
			if have[n] == nil {
				have[n], from[n] = text, i
				continue
			}
			wave, err := differ(part(n), have[n], text)
			if err != nil {
				return a, nil, 0, err
			}
			if wave != "" {
				return a, nil, 0, &DifferError{from[n], i, part(n), wave}
			}
		}
	}
	picked := a.Pick(len(list))
	for n := 0; n*batch < len(picked); n++ {
		want := picked[n*batch : min((n+1)*batch, len(picked))]
		text, ok := have[n]
		if !ok {
			missing += len(want)
			continue
		}
		own, err := ReadRows(part(n), text)
		if err != nil {
			return a, nil, 0, err
		}
		for i, r := range own {
			if i >= len(want) || r.ID != list[want[i]].ID() || len(own) != len(want) {
				return a, nil, 0, fmt.Errorf("%s: its waves are not those that are asked about", part(n))
			}
		}
		rows = append(rows, own...)
	}
	return a, rows, missing, nil
}
