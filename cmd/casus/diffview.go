package main

import (
	"fmt"
	"strings"

	"casus/diff"
	"casus/record"
)

// marks are the signs of the changes.
var marks = map[diff.Kind]string{diff.Added: "+", diff.Withdrawn: "-", diff.Changed: "~"}

// change prints one difference with its sentence.
func (v *view) change(b *strings.Builder, s *record.Story, x *diff.Change) {
	mark := marks[x.Kind] + " " + string(x.Kind)
	if x.Statement != nil {
		fmt.Fprintf(b, "%s: statement of %s\n", mark, orElse(diff.SourceText(x.Statement.Speaker), "somebody"))
		v.fields(b, x.Fields)
		b.WriteString(v.wrap("“"+squeeze(x.Statement.Evidence.Quote)+"”", 4))
		return
	}
	b.WriteString(mark + ": ")
	if x.Kind != diff.Changed {
		v.report(b, s, x.Report)
		return
	}
	fmt.Fprintf(b, "%s  %s\n", diff.TypeText(x.Report), v.dim(x.Report.ID))
	v.fields(b, x.Fields)
	if len(x.Report.Evidence) > 0 {
		b.WriteString(v.wrap("“"+squeeze(x.Report.Evidence[0].Quote)+"”", 4))
	}
}

func (v *view) fields(b *strings.Builder, list []diff.Field) {
	for _, f := range list {
		b.WriteString(v.wrap(v.bold(f.Name)+": "+orElse(f.Before, "-")+" → "+orElse(f.After, "-"), 4))
	}
}
