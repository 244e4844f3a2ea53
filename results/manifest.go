package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"casus/files"
)

const (
	manifestName = "manifest.json"

	// FormatVersion is the version of the folder's layout. The first had one file
	// for each of six tables, the second no hashes of its files.
	FormatVersion = 3

	// A batch, the consecutive replicates that are kept together, has so many that
	// writing them costs little, and so few that a kill costs seconds: fineBatchSize
	// below fineScale people per citizen, where a replicate takes seconds itself. In
	// a long run batches grow to maxBatchSize, so that folders do not fill with files.
	batchSize     = 50
	fineBatchSize = 25
	fineScale     = 100
	maxBatchSize  = 100
	usualBatches  = 1000

	// MaxReplicates bounds how many replicates a run may have, and so what it costs
	// to read one column of it: a garbled number is refused instead of exhausting
	// memory. The numbers of replicates are smaller too.
	MaxReplicates = 1_000_000

	// maxManifest bounds the manifest, in bytes: a long run names all its parts.
	maxManifest = 64 << 20
)

// A Manifest says what was run and how far it got. The caller of [Create] and
// [Resume] sets the fields up to Settings, and may set BatchSize; the store sets
// the others.
type Manifest struct {
	Format       int               `json:"format"`               // version of the layout
	Casus        string            `json:"casus"`                // version of casus; no part of the question
	Engine       int               `json:"engine"`               // version of what the results depend on, > 0
	Experiment   string            `json:"experiment,omitempty"` // hash of the document that asked for the run
	Scenario     string            `json:"scenario"`             // its id
	ScenarioHash string            `json:"scenario_hash"`        // of all its files
	Seed         uint64            `json:"seed"`
	Scale        float64           `json:"scale"`              // people per simulated citizen, > 0
	Mode         string            `json:"mode"`               // "free" or "recorded"
	First        int               `json:"first"`              // number of the first replicate
	Replicates   int               `json:"replicates"`         // how many
	Settings     map[string]string `json:"settings,omitempty"` // interventions and parameter overrides

	BatchSize   int       `json:"batch_size"`
	Done        int       `json:"done"` // replicates kept in whole batches
	Machine     Machine   `json:"machine"`
	Started     time.Time `json:"started"`
	Finished    time.Time `json:"finished,omitzero"`
	ContentHash string    `json:"content_hash,omitempty"` // SHA-256 in hexadecimal, when finished
	Tables      []Schema  `json:"tables"`                 // those that are kept, by name, runs last
	Files       []File    `json:"files,omitempty"`        // documents, and the parts of whole batches
}

// A Machine is where a run was started.
type Machine struct {
	OS    string `json:"os"`
	Arch  string `json:"arch"`
	Cores int    `json:"cores"`
}

// IsFinished reports whether all replicates are kept.
func (m Manifest) IsFinished() bool { return !m.Finished.IsZero() }

// String names the run in one line, for messages.
func (m Manifest) String() string {
	state := fmt.Sprintf("%d of %d replicates kept", m.Done, m.Replicates)
	if m.IsFinished() {
		state = fmt.Sprintf("%d replicates, finished %s", m.Replicates, m.Finished.Format(time.RFC3339))
	}
	return fmt.Sprintf("%s (seed %d, scale %g, mode %s; %s; started %s)",
		m.Scenario, m.Seed, m.Scale, m.Mode, state, m.Started.Format(time.RFC3339))
}

// begun fills in what the store knows about a new run.
func (m Manifest) begun(schemas []Schema) Manifest {
	m.Format = FormatVersion
	m = m.batched()
	m.Done = 0
	m.Machine = Machine{OS: runtime.GOOS, Arch: runtime.GOARCH, Cores: runtime.NumCPU()}
	if m.Started.IsZero() {
		m.Started = time.Now()
	}
	m.Started = m.Started.UTC().Truncate(time.Second)
	m.Finished, m.ContentHash = time.Time{}, ""
	m.Tables, m.Files = schemas, nil
	return m
}

// batched has the usual size of batches, unless it has another.
func (m Manifest) batched() Manifest {
	if m.BatchSize == 0 {
		least := batchSize
		if m.Scale < fineScale {
			least = fineBatchSize
		}
		m.BatchSize = min(max(m.Replicates/usualBatches, least), maxBatchSize)
	}
	return m
}

// check returns an error when a manifest contradicts itself.
func (m Manifest) check() error {
	switch {
	case m.Format != FormatVersion:
		return fmt.Errorf("format %d is not one that this version of casus reads (%d)", m.Format, FormatVersion)
	case m.Scenario == "" || m.ScenarioHash == "" || m.Mode == "" || m.Casus == "":
		return errors.New("casus, scenario, scenario_hash and mode may not be empty")
	case !(m.Scale > 0) || math.IsInf(m.Scale, 0):
		return fmt.Errorf("scale %v is not a positive number", m.Scale)
	case m.Engine < 1:
		return fmt.Errorf("engine is %d, not 1 or more", m.Engine)
	case m.First < 0 || m.First > MaxReplicates:
		return fmt.Errorf("first is %d, not from 0 to %d", m.First, MaxReplicates)
	case m.Replicates < 1 || m.Replicates > MaxReplicates:
		return fmt.Errorf("replicates is %d, not from 1 to %d", m.Replicates, MaxReplicates)
	case m.BatchSize < 1 || m.BatchSize > MaxReplicates:
		return fmt.Errorf("batch_size is %d, not from 1 to %d", m.BatchSize, MaxReplicates)
	case m.Done < 0 || m.Done > m.Replicates:
		return fmt.Errorf("done is %d, not from 0 to %d", m.Done, m.Replicates)
	case m.IsFinished() != (m.ContentHash != ""):
		return errors.New("finished and content_hash go together")
	case m.IsFinished() && m.Done != m.Replicates:
		return fmt.Errorf("finished with %d of %d replicates", m.Done, m.Replicates)
	}
	ordered, err := arrange(m.Tables)
	if err != nil {
		return err
	}
	for i := range ordered {
		if ordered[i].Table != m.Tables[i].Table {
			return fmt.Errorf("table %s is out of order", m.Tables[i].Table)
		}
	}
	return m.checkFiles()
}

// checkFiles returns an error unless the files are documents and whole batches, as
// many as are done.
func (m Manifest) checkFiles() error {
	seen := map[string]bool{}
	parts := map[int]int{} // by batch
	first, end := m.batches()
	for _, f := range m.Files {
		if err := f.check(); err != nil {
			return err
		}
		if seen[f.Name] {
			return fmt.Errorf("the file %q is there twice", f.Name)
		}
		seen[f.Name] = true
		table, b, isPart := partOf(f.Name)
		switch {
		case isPart && indexOfTable(m.Tables, table) >= 0 && first <= b && b < end:
			parts[b]++
		case isPart || strings.ContainsAny(f.Name, `/\`) || !filepath.IsLocal(f.Name) || f.Name == manifestName:
			return fmt.Errorf("the file %q is none of this run", f.Name)
		}
	}
	done := 0
	for b, n := range parts {
		if n != len(m.Tables) {
			return fmt.Errorf("batch %d has %d parts, not one in each of %d tables", b, n, len(m.Tables))
		}
		done += m.batchLength(b)
	}
	if done != m.Done {
		return fmt.Errorf("done is %d, and the files have %d replicates", m.Done, done)
	}
	return nil
}

// decodeManifest reads a manifest strictly: a change to what casus wrote, an unknown
// key, trailing text or a contradiction is an error.
func decodeManifest(text []byte) (Manifest, error) {
	text, sealed, err := unseal(text)
	if err != nil {
		return Manifest{}, err
	}
	// The format comes first: a later layout may have other keys, and "unknown
	// key" would be the wrong thing to say about it.
	var head struct {
		Format *int   `json:"format"`
		Casus  string `json:"casus"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return Manifest{}, err
	}
	if head.Format == nil {
		return Manifest{}, errors.New("it has no format number")
	}
	if kept, old := oldFormats[*head.Format]; old && !sealed {
		return Manifest{}, fmt.Errorf("%w (%s): %s; "+
			"run it again into another folder, or export it with that version (casus export OUT --csv)", ErrOld, head.Casus, kept)
	}
	if *head.Format != FormatVersion {
		return Manifest{}, Manifest{Format: *head.Format}.check()
	}
	if !sealed {
		return Manifest{}, errors.New("its last line, " + sealKey + ", is missing")
	}
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Manifest{}, err
	}
	return m, m.check()
}

// oldFormats says what this version misses in older layouts.
var oldFormats = map[int]string{
	1: "six files such as runs.parquet, where this version has folders of parts",
	2: "no hashes of its files, by which this version knows that nothing has changed",
}

func encodeManifest(m Manifest) ([]byte, error) {
	text, err := json.MarshalIndent(m, "", "  ")
	return seal(append(text, '\n')), err
}

// readManifest reads the manifest of a run's folder. A folder without one is
// [ErrNoRun]; a manifest that cannot be understood is [ErrDamaged].
func readManifest(dir string) (Manifest, error) {
	path := filepath.Join(dir, manifestName)
	text, err := files.ReadNamed(path, maxManifest)
	switch {
	case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return Manifest{}, fmt.Errorf("results: %s: %w (%s)", dir, ErrNoRun, lacking(dir))
	case err != nil:
		return Manifest{}, fmt.Errorf("results: reading %s: %w", path, err)
	}
	m, err := decodeManifest(text)
	if errors.Is(err, ErrOld) {
		return Manifest{}, fmt.Errorf("results: %s: %w", dir, err)
	}
	if err != nil {
		return Manifest{}, remedied(damaged(path, err), fromCopy)
	}
	return m, nil
}

// lacking says in what a folder differs from one with a run.
func lacking(dir string) string {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, os.ErrNotExist):
		return "there is no such folder"
	case err == nil && !info.IsDir():
		return "it is a file, and no folder"
	}
	if runs, err := Folders(dir); err == nil && !slices.Contains(runs, dir) {
		return fmt.Sprintf("its folders have runs: name one of them, such as %s", runs[0])
	}
	return "it has no " + manifestName
}
