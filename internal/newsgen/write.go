package newsgen

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// FileName is where the page of an article goes inside of a folder: a folder
// for each month, one below it for each day.
func (a *Article) FileName() string {
	return filepath.FromSlash(fmt.Sprintf("%s/%s-%d.html", a.Published.Format("2006-01/02"), a.hostSlug(), a.Number))
}

func (a *Article) hostSlug() string { return slug(a.Publisher) }

// WritePages writes the first n articles as web pages into a folder, a file
// each.
func (p *Press) WritePages(dir string, n int) error {
	const writers = 4
	work, errs := make(chan *Article, writers), make([]error, writers)
	var wait sync.WaitGroup
	for i := range writers {
		wait.Go(func() {
			for a := range work {
				if errs[i] == nil {
					errs[i] = writePage(filepath.Join(dir, a.FileName()), a)
				}
			}
		})
	}
	p.each(n, func(a *Article) error { work <- a; return nil })
	close(work)
	wait.Wait()
	return errors.Join(errs...)
}

func writePage(name string, a *Article) error {
	err := os.WriteFile(name, a.HTML(), 0o644)
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, a.HTML(), 0o644)
}

// WriteLines writes the first n articles as JSON Lines into one file.
func (p *Press) WriteLines(name string, n int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	err = p.each(n, func(a *Article) error {
		line, err := a.Line()
		if err == nil {
			_, err = out.Write(line)
		}
		return err
	})
	return errors.Join(err, out.Flush(), f.Close())
}

// each calls do with the first n articles.
func (p *Press) each(n int, do func(*Article) error) error {
	if n <= 0 {
		return nil
	}
	for a := range p.All() {
		if err := do(a); err != nil {
			return err
		}
		if a.Number == n-1 {
			break
		}
	}
	return nil
}
