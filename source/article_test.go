package source

import (
	"strings"
	"testing"

	"casus/doc"
)

// TestParts puts one block between a headline and two paragraphs, and another
// between the two, and says what part each plays: "-" is none.
func TestParts(t *testing.T) {
	tests := []struct {
		block  string
		before string // kinds and words when it stands before the body
		after  string // when it stands inside it
	}{
		{"By JANE DOE", "-", "heading:By JANE DOE"},
		{"By 2030 the dam will be full, the ministry said.", "paragraph:By 2030 the dam will be full, the ministry said.", "paragraph:By 2030 the dam will be full, the ministry said."},
		{"March 02, 2026", "-", "heading:March 02, 2026"},
		{"Updated: 3 March 2026, 10:15 GMT", "-", "-"},
		{"By Jo Hart | 3 March 2026", "-", ""},
		{"Photo: Ana Reyes / Tarn News", "credit:Photo: Ana Reyes / Tarn News", "credit:Photo: Ana Reyes / Tarn News"},
		{"Photo by Ana Reyes", "credit:Photo by Ana Reyes", "credit:Photo by Ana Reyes"},
		{"A soldier stands guard in Brask. (AP Photo/Ana Reyes)", "caption:A soldier stands guard in Brask. credit:AP Photo/Ana Reyes", ""},
		{"FILE - A soldier stands guard in Brask. REUTERS/Ana Reyes", "caption:A soldier stands guard in Brask. credit:REUTERS/Ana Reyes", "caption:A soldier stands guard in Brask. credit:REUTERS/Ana Reyes"},
		{"A soldier stands guard. **Ana Reyes**", "caption:A soldier stands guard. credit:Ana Reyes", ""},
		{"The army left Brask on Monday. (Reuters)", "paragraph:The army left Brask on Monday. (Reuters)", "paragraph:The army left Brask on Monday. (Reuters)"},
		{"The army left **Brask**", "paragraph:The army left Brask", "heading:The army left Brask"},
		{"Read more: Who rules Brask?", "related-link:Who rules Brask?", "related-link:Who rules Brask?"},
		{"**Related:** [Who rules Brask?](/brask)", "related-link:Who rules Brask?", "related-link:Who rules Brask?"},
		{"[Who rules Brask today?](/brask)", "", "related-link:Who rules Brask today?"},
		{"Watch: the minister says that nothing has been decided and that the talks go on.", "", "paragraph:Watch: the minister says that nothing has been decided and that the talks go on."},
		{"More than forty people were hurt.", "paragraph:More than forty people were hurt.", "paragraph:More than forty people were hurt."},
		{"Related parties were not named.", "paragraph:Related parties were not named.", "paragraph:Related parties were not named."},
		{"Copyright law is to change, the minister said.", "paragraph:Copyright law is to change, the minister said.", "paragraph:Copyright law is to change, the minister said."},
		{"Copyright 2026 Tarn News", "-", "-"},
		{"Share this article", "-", "-"},
		{"ADVERTISEMENT", "-", "-"},
		{"Sign up for our newsletter", "-", "-"},
		{"https://tarn.example/1", "-", "related-link:https://tarn.example/1"},
		{"Source: https://tarn.example/1", "-", "-"},
		{"> We will not go.", "quotation:We will not go.", "quotation:We will not go."},
		{"- First point", "list-item:First point", "list-item:First point"},
		{"1984. That year the army came.", "paragraph:1984. That year the army came.", "paragraph:1984. That year the army came."},
		{"What comes next", "", "heading:What comes next"},
		{"and went on", "paragraph:and went on", "paragraph:and went on"},
	}
	const first, second = "The army of Velmar withdrew from the town, officials said.", "It left two posts behind."
	for _, test := range tests {
		got := func(blocks ...string) string {
			docs, err := Parse("x", []byte("# Army leaves Brask\n\n"+strings.Join(blocks, "\n\n")+"\n"), Options{})
			if err != nil {
				t.Fatalf("%q: %v", test.block, err)
			}
			checkDocument(t, docs[0])
			var parts []string
			for _, b := range docs[0].Blocks {
				if words := b.Span.Of(docs[0].Text); b.Kind != doc.Title && words != first && words != second {
					parts = append(parts, b.Kind.String()+":"+words)
				}
			}
			if len(parts) == 0 {
				return "-"
			}
			return strings.Join(parts, " ")
		}
		if before := got(test.block, first, second); test.before != "" && before != test.before {
			t.Errorf("%q before the body: %q, want %q", test.block, before, test.before)
		}
		if after := got(first, test.block, second); test.after != "" && after != test.after {
			t.Errorf("%q in the body: %q, want %q", test.block, after, test.after)
		}
	}
}

// TestPageBreaks joins paragraphs that a page break cut, also around a caption
// or a link that fell between the halves.
func TestPageBreaks(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "The envoy of Velmar\n\nleft on Monday.", "The envoy of Velmar left on Monday."},
		{"around a credit", "The envoy of Velmar\n\nPhoto: Ana Reyes\n\nleft on Monday.", "The envoy of Velmar left on Monday."},
		{"around a link", "The envoy of Velmar\n\nRead more: Who is the envoy?\n\nleft on Monday.", "The envoy of Velmar left on Monday."},
		{"twice", "The envoy of\n\nthe state of Velmar,\n\nleft on Monday.", "The envoy of the state of Velmar, left on Monday."},
		{"closed", "The envoy left.\n\nleft on Monday.", "The envoy left.\n\nleft on Monday."},
		{"capital", "The envoy of\n\nVelmar left on Monday.", "The envoy of\n\nVelmar left on Monday."},
	}
	for _, test := range tests {
		docs, err := Parse("x", []byte("# Envoy leaves\n\n"+test.in+"\n"), Options{})
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if got := docs[0].Region(doc.FieldText); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
