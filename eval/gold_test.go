package eval_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"casus/eval"
	"casus/pipeline"
	"casus/record"
	"casus/source"
)

// floors are what the coding must reach on the gold stories written for casus:
// F1 of reports, dyads and statements with the right speaker, and how often
// status and source are right where the dyad is. They lie a little below what
// was measured when they were set; who makes the coding better raises them.
// No rule was written on status-b.jsonl. One half of status-c.jsonl (rare
// constructions) and status-d.jsonl (everyday prose) was read by those who write
// rules, after both had been coded once: the stories whose id has an even SHA-1.
// Nobody reads the other half.
var floors = map[string]struct{ report, dyad, spoken, status, attribution float64 }{
	"demo.jsonl":     {0.82, 0.56, 0.84, 0.97, 0.92},
	"status-a.jsonl": {0.80, 0.68, 0.77, 0.95, 0.85},
	"status-b.jsonl": {0.76, 0.59, 0.75, 0.86, 0.82},
	"status-c.jsonl": {0.67, 0.52, 0.70, 0.79, 0.79},
	"status-d.jsonl": {0.82, 0.66, 0.85, 0.92, 0.88},
}

// TestGold codes the gold stories and holds the result against the floors.
func TestGold(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, floor := range floors {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", "gold", name)
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			gold, err := eval.Read(path, bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			docs, err := source.Parse(path, file, source.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var coded bytes.Buffer
			for _, d := range docs {
				p.Process(d)
				line, err := record.Line(record.From(d, record.Versions{}))
				if err != nil {
					t.Fatal(err)
				}
				coded.Write(line)
				coded.WriteByte('\n')
			}
			pred, err := eval.Read("coded", &coded)
			if err != nil {
				t.Fatal(err)
			}
			got := eval.Score(pred, gold)
			fields := map[string]float64{}
			for _, f := range got.Fields {
				fields[f.Name] = float64(f.Right) / float64(f.Of)
			}
			for _, x := range []struct {
				what        string
				value, want float64
			}{
				{"report F1", got.Report.F1, floor.report},
				{"dyad F1", got.Dyad.F1, floor.dyad},
				{"statements with the right speaker F1", got.Spoken.F1, floor.spoken},
				{"status", fields["status"], floor.status},
				{"attribution", fields["attribution"], floor.attribution},
			} {
				if x.value < x.want {
					t.Errorf("%s %.3f, want at least %.3f", x.what, x.value, x.want)
				}
			}
		})
	}
}
