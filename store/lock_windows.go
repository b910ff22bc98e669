package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockOffset lies beyond the number of the process, so that others can read
// it: locks bind readers here.
const lockOffset = 1 << 20

// tryLock takes the lock of a file at once or returns errHeld.
func tryLock(f *os.File) error {
	at := &windows.Overlapped{Offset: lockOffset}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}
