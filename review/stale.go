package review

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"casus/record"
)

// mixShift is from when on the sources count as others: the share of the
// reports that would have to come from another source for the mix to be the
// same.
const mixShift = 0.10

// Stale says why a figure that was measured on one mix does not hold for
// another, a line a reason; none if it does. Articles of the same sources,
// coded by the same program, make a figure no worse. silent says that articles
// without reports count too: of a figure of recall.
func Stale(was, is Mix, silent bool) []string {
	var why []string
	for _, part := range []struct {
		name string
		of   func(record.Versions) string
	}{
		{"the program", func(v record.Versions) string { return v.Casus }},
		{"the model", func(v record.Versions) string { return v.Model }},
		{"the lexicon", func(v record.Versions) string { return v.Lexicon }},
		{"the gazetteer", func(v record.Versions) string { return v.Places }},
	} {
		a, b := versionsOf(was, part.of, silent), versionsOf(is, part.of, silent)
		if !slices.Equal(a, b) {
			why = append(why, fmt.Sprintf("%s is another: %s, was %s", part.name, named(b), named(a)))
		}
	}
	if shift := distance(was.Sources, is.Sources); shift >= mixShift {
		why = append(why, fmt.Sprintf("the sources are others: %.0f %% of the reports come from a source that had a smaller share", 100*shift))
	}
	return why
}

// named is versions as far as people need them.
func named(versions []string) string {
	var list []string
	for _, v := range versions {
		list = append(list, short(v))
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// versionsOf is one part of the versions of all programs, each once, sorted.
func versionsOf(m Mix, of func(record.Versions) string, silent bool) []string {
	var list []string
	for _, p := range m.Programs {
		if p.Reports > 0 || silent {
			list = append(list, of(p.Versions))
		}
	}
	sort.Strings(list)
	return slices.Compact(list)
}

// distance is the total variation distance of two mixes of sources, 0 to 1; 0
// where one has no reports.
func distance(a, b []Source) float64 {
	shares := map[string]float64{}
	for _, side := range []struct {
		list []Source
		sign float64
	}{{a, -1}, {b, 1}} {
		sum := 0
		for _, s := range side.list {
			sum += s.Reports
		}
		if sum == 0 {
			return 0
		}
		for _, s := range side.list {
			shares[s.Name] += side.sign * float64(s.Reports) / float64(sum)
		}
	}
	var gained float64
	for _, name := range slices.Sorted(maps.Keys(shares)) { // in order, so that sums are the same
		gained += max(0, shares[name])
	}
	return gained
}
