package results

import (
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrNoFolder: the folder cannot be made.
	ErrNoFolder = errors.New("the folder for the results cannot be made")
	// ErrOccupied: the folder already holds a run.
	ErrOccupied = errors.New("the folder already holds a run")
	// ErrForeign: the folder holds files that are not a run of casus.
	ErrForeign = errors.New("the folder holds something else")
	// ErrNoRun: the folder holds no run to read or to resume.
	ErrNoRun = errors.New("no run here")
	// ErrOld: the folder holds a run of an older layout.
	ErrOld = errors.New("the run was kept by an older casus")
	// ErrBusy: another process is writing to the folder.
	ErrBusy = errors.New("another process is writing to the folder")
	// ErrMismatch: the run to resume is not the run in the folder.
	// The error is a [*MismatchError].
	ErrMismatch = errors.New("the run in the folder is another one")
	// ErrDamaged: a file is not what casus wrote. The error is a [*Damage].
	ErrDamaged = errors.New("damaged file")
	// ErrExists: an export would overwrite a file.
	ErrExists = errors.New("file exists")
	// ErrUnknown: no such table or column.
	ErrUnknown = errors.New("no such table or column")
	// ErrNotKept: the run does not have the table; it may have been left out.
	ErrNotKept = errors.New("the run does not keep the table")
	// ErrBucket: an object store does not do what it is asked.
	ErrBucket = errors.New("the object store fails")
	// ErrIncomplete: the run has replicates that were not added yet.
	ErrIncomplete = errors.New("the run is not complete")
	// ErrValue: a row or a schema breaks the rules; a fault of the program.
	ErrValue = errors.New("bad value")
)

// IsInput reports whether err is about what the caller pointed casus at, a
// folder or a file, rather than a failure while writing. A command exits 2 then.
func IsInput(err error) bool {
	for _, target := range []error{
		ErrNoFolder, ErrOccupied, ErrForeign, ErrNoRun, ErrOld, ErrBusy, ErrMismatch, ErrDamaged, ErrExists, ErrUnknown, ErrNotKept,
	} {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// A Difference is one respect in which a run to resume differs from the run
// found in the folder.
type Difference struct {
	What            string // e.g. "seed", "setting legitimacy", "table daily, column price"
	Found, Expected string // Found is in the folder, Expected was asked for
}

// A MismatchError lists every difference between the run in a folder and the
// run that was to be resumed there. It matches [ErrMismatch].
type MismatchError struct {
	Dir         string
	Differences []Difference
	Into        string // it was to be put together with the run here, and not resumed
}

// Error names each difference on a line of its own, and says what to do.
func (e *MismatchError) Error() string {
	var b strings.Builder
	if e.Into != "" {
		fmt.Fprintf(&b, "results: %s does not belong to %s", e.Dir, e.Into)
	} else {
		fmt.Fprintf(&b, "results: cannot resume %s: %v", e.Dir, ErrMismatch)
	}
	for _, d := range e.Differences {
		fmt.Fprintf(&b, "\n  %s: found %s, expected %s", d.What, d.Found, d.Expected)
	}
	if e.Into != "" {
		return b.String()
	}
	b.WriteString("\n  give the options with which that run began, or another folder (--out)")
	return b.String()
}

// Is makes errors.Is(err, ErrMismatch) true.
func (e *MismatchError) Is(target error) bool { return target == ErrMismatch }

// A Damage is a file that cannot be what casus wrote. It matches [ErrDamaged].
type Damage struct {
	File   string // path
	Cause  error
	Remedy string // may be empty
}

// Error names the file, the cause and the remedy on one line.
func (d *Damage) Error() string {
	text := fmt.Sprintf("results: reading %s: %v: %v", d.File, ErrDamaged, d.Cause)
	if d.Remedy != "" {
		text += "; " + d.Remedy
	}
	return text
}

// Unwrap makes errors.Is find [ErrDamaged] and the cause.
func (d *Damage) Unwrap() []error { return []error{ErrDamaged, d.Cause} }

func damaged(path string, cause error) error { return &Damage{File: path, Cause: cause} }

// remedied adds to a damage what is to be done about it.
func remedied(err error, remedy string) error {
	if d := new(Damage); errors.As(err, &d) {
		d.Remedy = remedy
	}
	return err
}
