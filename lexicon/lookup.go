package lexicon

import (
	"iter"
	"slices"
	"strings"
)

// Version is the SHA-256, hexadecimal, over all files of the lexicon.
func (l *Lexicon) Version() string { return l.version }

// Actor is the actor with the id, nil if there is none. States are actors
// whose id is their code.
func (l *Lexicon) Actor(id string) *Actor { return l.actors[id] }

// Actors yields every actor in the order of the ids.
func (l *Lexicon) Actors() iter.Seq[*Actor] {
	return func(yield func(*Actor) bool) {
		for _, a := range l.sorted {
			if !yield(a) {
				return
			}
		}
	}
}

// Aliases yields every alias, plurals made at loading among them, in the order
// of loading.
func (l *Lexicon) Aliases() iter.Seq[*Alias] {
	return func(yield func(*Alias) bool) {
		for i := range l.matcher.forms {
			if !yield(l.matcher.forms[i].alias) {
				return
			}
		}
	}
}

// State is the state or territory with the ISO 3166-1 alpha-3 code, nil if
// there is none.
func (l *Lexicon) State(code string) *Country { return l.states[code] }

// StateName is the name to print for a country code; the code itself when it
// is not in states.tsv.
func (l *Lexicon) StateName(code string) string {
	if c := l.states[code]; c != nil {
		return c.Name
	}
	return code
}

// Adjective is the adjective of a state, "Iranian"; empty if none is known.
func (l *Lexicon) Adjective(code string) string {
	if c := l.states[code]; c != nil {
		return c.Adjective
	}
	return ""
}

// OfficeSector is the sector of an office by its key, empty where it depends
// on the holder; ok is false when there is no such key.
func (l *Lexicon) OfficeSector(key string) (sector string, ok bool) {
	sector, ok = l.offices[key]
	return sector, ok
}

// OrganSector is the sector of a kind of organ by its key; ok is false when
// there is no such key.
func (l *Lexicon) OrganSector(key string) (sector string, ok bool) {
	sector, ok = l.organs[key]
	return sector, ok
}

func (l *Lexicon) sortActors() {
	l.sorted = make([]*Actor, 0, len(l.actors))
	for _, a := range l.actors {
		l.sorted = append(l.sorted, a)
	}
	slices.SortFunc(l.sorted, func(a, b *Actor) int { return strings.Compare(a.ID, b.ID) })
}
