package record

import "slices"

// Value is what a field holds that may be null, the empty string for null.
func Value(field *string) string {
	if field == nil {
		return ""
	}
	return *field
}

// Countries is the codes of the countries of entities, sorted, each once.
func Countries(list []Entity) []string {
	var codes []string
	for i := range list {
		if c := Value(list[i].Country); c != "" {
			codes = append(codes, c)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Dyads is the pairs of actor and recipient country, each once, sorted. Actors
// without a recipient act on one another, as in talks: they are pairs in both
// orders.
func (r *Report) Dyads() [][2]string {
	var list [][2]string
	actors, recipients := Countries(r.Actors), Countries(r.Recipients)
	mutual := len(r.Recipients) == 0
	if mutual {
		recipients = actors
	}
	for _, a := range actors {
		for _, b := range recipients {
			if !mutual || a != b {
				list = append(list, [2]string{a, b})
			}
		}
	}
	return list
}
