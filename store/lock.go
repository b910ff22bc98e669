package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// writerLock is the file whose lock the writer holds. The system gives the lock
// back when its process ends, however it ends; the file stays.
const writerLock = "writer.lock"

// errHeld is returned by tryLock when somebody else has the lock.
var errHeld = errors.New("locked")

// lock takes the lock of a file for what the process is doing, and leaves its
// number there.
func lock(dir, name, doing string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrReadOnly, err)
	}
	if err := tryLock(f); err != nil {
		defer f.Close()
		if errors.Is(err, errHeld) {
			return nil, &LockedError{Dir: dir, PID: readPID(f), Doing: doing}
		}
		return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
	}
	pid := strconv.Itoa(os.Getpid()) + "\n"
	if err := errors.Join(f.Truncate(0), writeAt(f, pid)); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
	}
	return f, nil
}

func writeAt(f *os.File, s string) error {
	_, err := f.WriteAt([]byte(s), 0)
	return err
}

// readPID is the process named in the lock file, 0 for none.
func readPID(f *os.File) int {
	b, err := io.ReadAll(io.LimitReader(f, 32))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0
	}
	return pid
}
