package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sumsName is the file with the checksums of all others.
const sumsName = "SHA256SUMS"

// OccupiedError says that a folder has files that no release left there.
type OccupiedError struct {
	Dir  string
	File string // one of them
}

// Error names the folder and the file.
func (e *OccupiedError) Error() string {
	return fmt.Sprintf("%s: %s is not of a release; give an empty or another folder", e.Dir, e.File)
}

// folder is a release on the way: files are written into a folder beside the
// target, which takes its place when all are there.
type folder struct {
	target, stage, old string
	files              []File
}

// openFolder begins a release. What an interrupted one left is cleared away.
func openFolder(dir string) (*folder, error) {
	target, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	beside := func(what string) string {
		return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".casus-"+what)
	}
	f := &folder{target: target, stage: beside("part"), old: beside("old")}
	if err := f.recover(); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	if err := f.free(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.stage, 0o755); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return f, nil
}

// recover puts back an earlier release that an interruption left aside.
func (f *folder) recover() error {
	_, target := os.Lstat(f.target)
	_, old := os.Lstat(f.old)
	if errors.Is(target, fs.ErrNotExist) && old == nil {
		if err := os.Rename(f.old, f.target); err != nil {
			return err
		}
	}
	return errors.Join(os.RemoveAll(f.old), os.RemoveAll(f.stage))
}

// free reports whether the target may be replaced: it is not there, or empty,
// or every file in it is named in its checksums.
func (f *folder) free(dir string) error {
	entries, err := os.ReadDir(f.target)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	sums, err := os.ReadFile(filepath.Join(f.target, sumsName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("export: %w", err)
	}
	known := map[string]bool{sumsName: true}
	for line := range strings.Lines(string(sums)) {
		if _, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok {
			known[name] = true
		}
	}
	for _, e := range entries {
		if !known[e.Name()] || e.IsDir() {
			return &OccupiedError{Dir: dir, File: e.Name()}
		}
	}
	return nil
}

// discard clears away what was not published.
func (f *folder) discard() { os.RemoveAll(f.stage) }

// publish writes the checksums and puts the release in its place.
func (f *folder) publish() error {
	sums := ""
	for _, x := range f.list() {
		sums += x.SHA256 + "  " + x.Name + "\n"
	}
	if err := f.write(sumsName, []byte(sums)); err != nil {
		return err
	}
	err := os.Rename(f.target, f.old)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(f.stage, f.target)
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return os.RemoveAll(f.old)
}

// list is the files written, by name.
func (f *folder) list() []File {
	list := slices.Clone(f.files)
	slices.SortFunc(list, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// write writes a whole file that is no table.
func (f *folder) write(name string, content []byte) error {
	w, err := f.create(name)
	if err != nil {
		return err
	}
	if _, err := w.Write(content); err != nil {
		return err
	}
	return w.close(-1)
}

// file is one file of a release while it is written.
type file struct {
	folder *folder
	name   string
	on     *os.File
	buffer *bufio.Writer
	sum    hash.Hash
	size   int64
}

func (f *folder) create(name string) (*file, error) {
	on, err := os.Create(filepath.Join(f.stage, name))
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	w := &file{folder: f, name: name, on: on, sum: sha256.New()}
	w.buffer = bufio.NewWriterSize(io.MultiWriter(on, w.sum), 1<<16)
	return w, nil
}

// Write is io.Writer.
func (w *file) Write(b []byte) (int, error) {
	n, err := w.buffer.Write(b)
	w.size += int64(n)
	if err != nil {
		return n, fmt.Errorf("export: %w", err)
	}
	return n, nil
}

// close ends a file of so many rows; it is on the disk then.
func (w *file) close(rows int) error {
	if err := errors.Join(w.buffer.Flush(), w.on.Sync(), w.on.Close()); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	w.folder.files = append(w.folder.files, File{Name: w.name, Rows: rows, Bytes: w.size, SHA256: hex.EncodeToString(w.sum.Sum(nil))})
	return nil
}
