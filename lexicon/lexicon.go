// Package lexicon has what casus knows before it reads: states and their
// names, organs and offices, people and groups with the days on which they
// held a role, generic actors, and the predicates that carry events. It loads
// text files, checks them, and answers look-ups; it decides nothing about an
// article.
//
// The files lie under data/, one fact a line with its source; docs/lexicon.md
// says their columns. What is language lies under data/en. A loader collects
// all faults of all files, each with its line, and then fails. A loaded
// Lexicon is read-only and safe for concurrent use.
package lexicon

import "casus/doc"

// ActorKind is what sort of actor a lexicon entry is.
type ActorKind uint8

// The sorts of actor.
const (
	State  ActorKind = iota // a country or territory
	Organ                   // a ministry, army, court, agency or seat of one state, by its own name
	Person                  // somebody with dated roles
	Group                   // an armed group, a party, a movement
	Body                    // an international organisation, an NGO
	Outlet                  // a news agency, a newspaper, a broadcaster
	Firm                    // a company
)

// Actor is somebody that the lexicon knows by name.
type Actor struct {
	ID    string // "RUS", "RUS-kremlin", "vladimir-putin", "hezbollah"
	Kind  ActorKind
	Name  string // the name to print
	Roles []Role // in the order of the file; never empty
}

// Role is one line about an actor: what it was, from From up to but not
// including To. A zero date is an unknown or open bound.
type Role struct {
	Office   string // key of data/en/offices.tsv or empty
	Country  string // ISO 3166-1 alpha-3 or a non-state code; empty if none
	Sector   string
	From, To doc.Date
	Source   string
	Line     string // "actors/persons.tsv:12"
}

// Covers reports whether the role was held on the day. A day before From or
// from To on is outside; the zero date is covered only by an open To.
func (r Role) Covers(day doc.Date) bool {
	if day.IsZero() {
		return r.To.IsZero()
	}
	return (r.From.IsZero() || !day.Before(r.From)) && (r.To.IsZero() || day.Before(r.To))
}

// On is the role that a held on the day: the last line that covers it. ok is
// false when none does; the last line is returned then, for its country.
func (a *Actor) On(day doc.Date) (role Role, ok bool) {
	for i := len(a.Roles) - 1; i >= 0; i-- {
		if a.Roles[i].Covers(day) {
			return a.Roles[i], true
		}
	}
	return a.Roles[len(a.Roles)-1], false
}

// AliasKind says what the words of an alias stand for.
type AliasKind uint8

// The kinds of alias.
const (
	ActorName    AliasKind = iota // a name of Actor
	StateName                     // "Iran", "the United Arab Emirates", "UAE"
	StateAdj                      // "Iranian": an adjective; also a demonym in the plural sense "the Iranians" through StateDemonym
	StateDemonym                  // "Iranian", "Iranians", "Briton": a person or people of the country
	Capital                       // "Tehran": a place that also stands for the government
	Seat                          // "the Kremlin", "Whitehall": stands for the government or an organ
	OrganWords                    // "foreign ministry": needs a country from the words around it
	OfficeWords                   // "prime minister", "top spokesman"
	AgentWords                    // "police", "protesters"
	Region                        // "the West", "Europe", "Gulf states": a group of states without a single code
	Part                          // "Texas", "Chechnya", "Scottish": a part of a state, which gives the state's code
	NoActor                       // "South China Sea", "Paris Agreement": holds a name and stands for nobody
)

// Alias is one string that the text may contain, with what it stands for.
type Alias struct {
	Kind    AliasKind
	Words   string // as written in the file
	Actor   *Actor // for ActorName, and for the state of the State… kinds; else nil
	Key     string // key of organ or office; empty else
	Country string // country that the words carry by themselves; empty else
	Sector  string
	Plural  bool   // the words are in the plural: "Iranians", "protesters", "foreign ministers"
	Exact   bool   // capitals must match exactly ("US", "IS")
	The     bool   // stands only after the article: "the West"
	Weak    bool   // may well stand for something else; needs a full name or a title near it
	Line    string // "en/agents.tsv:30"

	made bool // comes from another line: the name of an actor, a plural
}

// Lexicon is everything that was loaded. Read-only, safe for concurrent use.
type Lexicon struct {
	version    string
	states     map[string]*Country
	actors     map[string]*Actor
	sorted     []*Actor          // by id
	organs     map[string]string // key → sector
	offices    map[string]string // key → sector
	matcher    *matcher
	predicates *predicateTable
	cues       map[string]CueKind

	constructions *constructions
	lexemes       map[string]*Lexeme

	excuses []excuse
	idle    []Fault // lines of an overlay that changed nothing
}
