package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casus/doc"
	"casus/ud"
)

// TestAgree gives names with their kinds, a small letter for a word inside one,
// and wants those of the document as a whole.
func TestAgree(t *testing.T) {
	for _, c := range []struct{ name, given, want string }{
		{"majority", "Kyiv/L said Kyiv/O Kyiv/L", "Kyiv/L said Kyiv/L Kyiv/L"},
		{"draw", "Kyiv/L said Kyiv/O", "Kyiv/L said Kyiv/O"},
		{"missed", "Enron/O Enron/O said Enron/O Enron", "Enron/O Enron/O said Enron/O Enron/O"},
		{"missed but rare", "Enron/O said Enron", "Enron/O said Enron"},
		{"surname", "Burak/P Aydin/p Aydin/L said in Aydin/L", "Burak/P Aydin Aydin/P said in Aydin/L"},
		{"other case", "Enron/O Enron/O Enron/O enron", "Enron/O Enron/O Enron/O enron"},
	} {
		d := &doc.Document{}
		kinds := map[string]doc.NameKind{"L": doc.Location, "O": doc.Organisation, "P": doc.Person}
		for i, f := range strings.Fields(c.given) {
			form, kind, named := strings.Cut(f, "/")
			tok := doc.Token{Form: form, UPOS: ud.PROPN}
			switch form {
			case "said":
				tok.UPOS = ud.VERB
			case "in":
				tok.UPOS = ud.ADP
			}
			d.Tokens = append(d.Tokens, tok)
			if kind == "p" {
				d.Names[len(d.Names)-1].End++
			} else if named {
				d.Names = append(d.Names, doc.Name{First: int32(i), End: int32(i + 1), Kind: kinds[kind]})
			}
		}
		new(Agreement).Agree(d)
		got := strings.Fields(c.given)
		for i := range got {
			got[i] = d.Tokens[i].Form
		}
		for _, n := range d.Names {
			got[n.First] += "/" + n.Kind.String()[:1]
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
