package export_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"casus/docs"
	"casus/export"
	"casus/pipeline"
	"casus/record"
	"casus/source"
	"casus/store"
)

// loaded is the pipeline, loaded once.
var loaded = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(pipeline.Options{}) })

// code codes stories given as JSON Lines.
func code(t testing.TB, stories string) []*store.Article {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := source.Parse("feed.jsonl", []byte(stories), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var list []*store.Article
	for _, d := range parsed {
		p.Process(d)
		list = append(list, &store.Article{Document: d, Story: p.Record(d)})
	}
	return list
}

// fill makes a store of articles, each run with a few of them.
func fill(t testing.TB, articles []*store.Article, each int) *store.Store {
	t.Helper()
	dir := t.TempDir()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for len(articles) > 0 {
		n := min(each, len(articles))
		run, err := w.Begin(t.Context(), store.RunOptions{Versions: articles[0].Story.Versions})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range articles[:n] {
			if _, err := run.Add(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		if err := run.End(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		articles = articles[n:]
	}
	if _, err := w.Merge(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// news is invented stories: texts with quotation marks, line ends, Arabic and
// characters of four bytes, one in another language, one without a date.
func news(n int) string {
	pairs := [][2]string{{"Russia", "Ukraine"}, {"Israel", "Iran"}, {"Namibia", "Angola"}, {"India", "Pakistan"}}
	verbs := []string{"attacked", "condemned", "imposed sanctions on", "signed an agreement with"}
	var b strings.Builder
	for i := range n {
		p, day := pairs[i%4], fmt.Sprintf("2026-03-%02d", i*5%28+1)
		text := fmt.Sprintf("“📣 أحمد — no. 010, NA”, said an aide.\r\n\r\n%s %s %s in Windhoek on Monday, the foreign ministry said.\n\n"+
			"The talks, \"number %d\", were held in Geneva.\tTurkish Foreign Minister Ali Çelik will meet the president of %s in Ankara next week.", p[0], verbs[i/4%4], p[1], i, p[1])
		fmt.Fprintf(&b, `{"id":"n%d","url":"https://%s.example/%d","publisher":"Outlet %d","title":"%s, \"%s\": 010","published":%q,"language":"en","text":%q}`+"\n",
			i, []string{"one", "two", "www.three"}[i%3], i, i%3, p[0], p[1], day, text)
	}
	b.WriteString(`{"id":"ru","url":"https://one.example/ru","publisher":"Outlet 0","published":"2026-03-04","text":"Министры встретились в Женеве в понедельник и обсудили поставки зерна, сообщил представитель министерства."}` + "\n")
	b.WriteString(`{"id":"undated","text":"Kenya condemned Ethiopia, the president said."}` + "\n")
	return b.String()
}

// write exports into a new folder and returns it.
func write(t testing.TB, s *store.Store, o export.Options) (string, *export.Summary) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "release")
	o.Program, o.Codebook = "0.0.0", docs.Codebook
	done, err := export.Write(t.Context(), s, dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, done
}

// table reads a CSV file as maps from column to cell.
func table(t testing.TB, dir, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := []map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		list = append(list, row)
	}
	return list
}

// content is the files of a folder.
func content(t testing.TB, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}

// reportsOf is the reports that a store holds, by id.
func reportsOf(t testing.TB, s *store.Store) map[string]*record.Report {
	t.Helper()
	all := map[string]*record.Report{}
	err := s.Stories(t.Context(), func(st *record.Story) error {
		for i := range st.Reports {
			all[st.Reports[i].ID] = &st.Reports[i]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
