package source

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// BenchmarkStories reads JSON Lines, each story different.
func BenchmarkStories(b *testing.B) {
	var in strings.Builder
	for i := range 200 {
		fmt.Fprintf(&in, `{"id":"%d","title":"Talks %d resume","published":"2026-03-03T10:00:00Z","language":"en","text":"`, i, i)
		for j := range 30 {
			fmt.Fprintf(&in, `The delegation of village %d said on Tuesday that %d of its people had returned to the table.\n\n`, j*i, i+j)
		}
		in.WriteString("\"}\n")
	}
	bench(b, []byte(in.String()), 200)
}

func BenchmarkMarkdown(b *testing.B) { benchFile(b, "converted") }

func BenchmarkHTML(b *testing.B) { benchFile(b, "page") }

func benchFile(b *testing.B, name string) {
	data, err := os.ReadFile("testdata/read/" + name + ".txtar")
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "-- input --\n")
	input, _, _ := strings.Cut(rest, "-- want --\n")
	bench(b, []byte(input), 1)
}

func bench(b *testing.B, in []byte, want int) {
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if docs, err := Parse("input", in, Options{}); err != nil || len(docs) != want {
			b.Fatalf("%d documents, error %v", len(docs), err)
		}
	}
}
