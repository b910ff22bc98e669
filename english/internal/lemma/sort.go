package lemma

import (
	"slices"

	"casus/english/internal/pack"
)

// sortedKeys writes the keys of a map in order and returns them so.
func sortedKeys[V any](w *pack.Writer, m map[uint32]V) []uint32 {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	w.Keys(keys)
	return keys
}

func sortStrings(list []string) { slices.Sort(list) }
