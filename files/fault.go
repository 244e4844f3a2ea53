package files

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"
)

// IsFault tells whether an error is a fault of the machine, such as a full disk or a
// missing permission, and not about a name that was given badly: one that is not
// there, is taken, is something else or cannot be a name.
func IsFault(err error) bool {
	if errors.Is(err, fs.ErrPermission) {
		return true
	}
	var number syscall.Errno
	return errors.As(err, &number) && !slices.ContainsFunc(
		[]error{fs.ErrNotExist, fs.ErrExist, syscall.ENOTDIR, syscall.EISDIR, syscall.ENAMETOOLONG, syscall.EINVAL, syscall.ELOOP},
		func(bad error) bool { return errors.Is(number, bad) })
}
