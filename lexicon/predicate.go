package lexicon

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"casus/ontology"
	"casus/span"
)

// Predicate is one entry of the predicate lexicon: a word that carries an
// event, its type, and who takes which part.
type Predicate struct {
	ID    string // "attack/v", with "#2" for the second entry of the lemma
	Lemma string // first word of the entry; "pull" of "pull out/v"
	Rest  string // the words after it: a particle, a preposition or the rest of a compound; else empty
	POS   byte   // 'v', 'n' or 'a'
	Type  ontology.Type
	Mode  string
	CAMEO string

	Conditions []Condition
	Actor      []string // slots, the first that is filled counts
	Recipient  []string // nil means that the event has no recipient
	Mutual     []string
	Status     ontology.Status // empty unless the entry sets it
	Embeds     bool            // clauses below are its content, not events

	Examples []Example
	Line     string // "en/predicates/assault.txt:12"

	tail     []string // the words of Rest
	specific int
	dropped  bool // by an overlay: not an entry but the end of one
}

// Tail is the words of Rest. The slice is shared.
func (p *Predicate) Tail() []string { return p.tail }

// Specificity ranks entries that hold in the same place: further words of the
// entry count most, then conditions that ask for something, then those that
// exclude something.
func (p *Predicate) Specificity() int { return p.specific }

// Condition is one thing that must hold of a slot, or must not.
type Condition struct {
	Not   bool
	Slot  string
	Words WordSet     // lemmas, classes spelled out
	Kinds FillerKinds // asked of the filler's mention

	bit   uint64 // SlotBit(Slot)
	unmet string
}

// SlotBit is a bit for the name of a slot, which few others have: what a set of
// slots cannot hold is seen without comparing names.
func SlotBit(name string) uint64 {
	n := len(name)
	if n == 0 {
		return 0
	}
	return 1 << ((uint(name[0])*7 ^ uint(name[n-1])*3 ^ uint(n)) % 64)
}

// SlotBit is the bit of the condition's slot.
func (c *Condition) SlotBit() uint64 { return c.bit }

// Unmet says in words why an entry fails on the condition.
func (c *Condition) Unmet() string { return c.unmet }

// Any reports whether every filler will do.
func (c *Condition) Any() bool { return len(c.Words.ids) == 0 && c.Kinds == 0 }

// Example is a sentence that an entry must code, or must not.
type Example struct {
	Want       bool
	Sentence   string
	Checked    bool     // Actors and Recipients are given
	Actors     []string // ISO codes or words
	Recipients []string
	Line       string
}

// predicateTable is the entries of all files.
type predicateTable struct {
	list    []*Predicate
	words   map[string]WordID // of all conditions
	classes map[string]map[string]bool
	idle    []Fault // entries of an overlay that changed nothing
}

// Predicates is every entry, file by file, in the order of the files.
func (l *Lexicon) Predicates() []*Predicate { return l.predicates.list }

// Class is the lemmas of a class of data/en/classes.txt, nil if there is none. It
// must not be changed.
func (l *Lexicon) Class(name string) map[string]bool { return l.predicates.classes[name] }

var (
	verbActor     = []string{"subj"}
	verbRecipient = []string{"obj"}
	nounActor     = []string{"by", "poss", "mod", "of"}
	nounRecipient = []string{"on", "against", "with", "to"}
)

// slotNames are the slots that are no prepositions.
var slotNames = map[string]bool{
	"subj": true, "obj": true, "iobj": true, "xcomp": true, "ccomp": true, "advcl": true, "poss": true, "mod": true, "neg": true, "prt": true,
}

// prepositions that a slot may name.
var prepositions = wordSet(`about above across after against ahead along amid among around as at back because before behind between beyond by
despite down due during for from in inside into like near of off on onto out outside over past per regarding since through throughout to toward
towards under until up upon via with within without alongside following including that beside besides if ahead`)

// FillerKinds is a set of the classes of filler that are asked of a mention, not of a
// lemma.
type FillerKinds uint8

// The kinds of filler.
const (
	ActorFiller    FillerKinds = 1 << iota // a country or sector is known
	PersonFiller                           // somebody, by name or not
	StateFiller                            // a state
	ArmedFiller                            // armed forces, police, services, armed groups
	RebelFiller                            // an armed group or unidentified gunmen
	OfficialFiller                         // a government or a body of states
	PlaceFiller                            // a state or another place
	NumberFiller                           // a number, or something counted
)

var kinds = map[string]FillerKinds{
	"actor": ActorFiller, "person": PersonFiller, "state": StateFiller, "armed": ArmedFiller, "rebel": RebelFiller, "official": OfficialFiller,
	"place": PlaceFiller, "number": NumberFiller,
}

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// loadPredicates reads en/classes.txt and every file of en/predicates of each
// layer, in the order of their names.
func loadPredicates(layers []*layer, errs *span.Errors) *predicateTable {
	t := &predicateTable{words: map[string]WordID{}, classes: map[string]map[string]bool{}}
	for _, l := range layers {
		l.eachLine("en/classes.txt", func(file string, n int, line string) { t.readClass(file, n, line, errs) })
		from := len(t.list)
		for _, name := range l.match("en/predicates/*.txt") {
			r := predicateReader{table: t, file: l.where(name), label: l.label(name), errs: errs, drops: l.overlay}
			r.read(l.text[name])
		}
		if l.overlay {
			t.replace(from)
		}
	}
	t.number()
	t.pack()
	return t
}

// number gives entries that share a head ids of their own, those of an overlay
// after the others.
func (t *predicateTable) number() {
	seen := map[string]int{}
	for _, p := range t.list {
		key := p.ID
		if seen[key]++; seen[key] > 1 {
			p.ID = fmt.Sprintf("%s#%d", key, seen[key])
		}
	}
}

// pack lays the entries of one word side by side in memory, and their conditions,
// for they are read together.
func (t *predicateTable) pack() {
	order := make([]int, len(t.list))
	total := 0
	for i, p := range t.list {
		order[i] = i
		total += len(p.Conditions)
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(t.list[a].Lemma, t.list[b].Lemma) })
	entries, conditions := make([]Predicate, len(t.list)), make([]Condition, 0, total)
	for k, i := range order {
		entries[k] = *t.list[i]
		from := len(conditions)
		conditions = append(conditions, entries[k].Conditions...)
		entries[k].Conditions = conditions[from:len(conditions):len(conditions)]
		t.list[i] = &entries[k]
	}
}

// ranked is the entries with an overlay's first, because of two that hold under
// as many conditions the earlier one codes.
func (t *predicateTable) ranked() []*Predicate {
	list := slices.Clone(t.list)
	slices.SortStableFunc(list, func(a, b *Predicate) int {
		switch mine, yours := strings.HasPrefix(a.Line, OverlayLine), strings.HasPrefix(b.Line, OverlayLine); {
		case mine == yours:
			return 0
		case mine:
			return -1
		}
		return 1
	})
	return list
}

// replace takes the overlay's entries, list[from:], as the new ones where an
// entry of the same head holds under the same conditions, and drops those that
// the overlay says to drop.
func (t *predicateTable) replace(from int) {
	own := map[string]bool{} // the keys of the overlay; true once met in the base
	for _, p := range t.list[from:] {
		own[p.key()] = false
	}
	kept := t.list[:0]
	for i, p := range t.list {
		key := p.key()
		switch met, mine := own[key]; {
		case i < from && mine:
			own[key] = true
		case p.dropped && !met:
			t.idle = append(t.idle, Fault{IdleFault, p.ID + " -: no such entry in the lexicon", []string{p.Line}})
		case p.dropped:
		default:
			kept = append(kept, p)
		}
	}
	t.list = kept
}

// key is the head of an entry with its conditions: two entries with the same
// key hold in the same sentences.
func (p *Predicate) key() string {
	conditions := make([]string, 0, len(p.Conditions))
	for _, c := range p.Conditions {
		conditions = append(conditions, fmt.Sprint(c.Not, c.Slot, c.Words.ids, c.Kinds))
	}
	slices.Sort(conditions)
	return fmt.Sprintf("%s %s/%c %s", p.Lemma, p.Rest, p.POS, strings.Join(conditions, " "))
}

// readClass reads a line "name: lemma lemma …"; a line may repeat a name.
func (t *predicateTable) readClass(file string, n int, line string, errs *span.Errors) {
	name, words, ok := strings.Cut(line, ":")
	if !ok || strings.ContainsAny(name, " \t") {
		errs.Add(file, n, 1, "found %q, want \"name: lemma lemma …\"", line)
		return
	}
	if kinds[name] != 0 {
		errs.Add(file, n, 1, "class %q: the name is taken by a kind of mention", name)
		return
	}
	if t.classes[name] == nil {
		t.classes[name] = map[string]bool{}
	}
	for _, w := range strings.Fields(words) {
		t.classes[name][w] = true
	}
}

// predicateReader reads one file of entries.
type predicateReader struct {
	table *predicateTable
	file  string // as errors name it
	label string // as traces name it
	drops bool   // an entry may have the type "-"
	errs  *span.Errors
	line  int
	entry *Predicate
	bare  map[string]bool // which lines the entry has had
}

func (r *predicateReader) fail(format string, args ...any) {
	r.errs.Add(r.file, r.line, 1, format, args...)
}

func (r *predicateReader) at() string { return fmt.Sprintf("%s:%d", r.label, r.line) }

func (r *predicateReader) read(text string) {
	for i, line := range strings.Split(text, "\n") {
		r.line = i + 1
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		if word == "=" {
			r.finish()
			r.open(rest)
			continue
		}
		if r.entry == nil {
			r.fail("%q stands before any entry", line)
			continue
		}
		r.clause(word, rest)
	}
	r.finish()
}

// open reads the head of an entry: LEMMA/POS TYPE[/mode] [CAMEO].
func (r *predicateReader) open(head string) {
	r.entry = nil
	fields := strings.Fields(head)
	n := 0
	for n < len(fields) && !strings.Contains(fields[n], "/") {
		n++
	}
	if n == len(fields) || len(fields) < n+2 || len(fields) > n+3 {
		r.fail("entry %q: want LEMMA/POS TYPE[/mode] [CAMEO]", head)
		return
	}
	words := strings.Join(fields[:n+1], " ")
	lemma, pos, _ := strings.Cut(words, "/")
	p := &Predicate{ID: words, Line: r.at()}
	p.Lemma, p.Rest, _ = strings.Cut(lemma, " ")
	switch pos {
	case "v":
		p.Actor, p.Recipient = verbActor, verbRecipient
	case "n":
		p.Actor, p.Recipient = nounActor, nounRecipient
	case "a":
		p.Actor, p.Recipient = verbActor, nounRecipient
	default:
		r.fail("entry %q: part of speech %q, want v, n or a", words, pos)
		return
	}
	p.POS = pos[0]
	r.entry, r.bare = p, map[string]bool{}
	if p.dropped = r.drops && fields[n+1] == "-"; p.dropped {
		return
	}
	r.entry = nil
	name, mode, _ := strings.Cut(fields[n+1], "/")
	t, ok := ontology.ParseType(name)
	if !ok {
		r.fail("entry %q: type %q is not one of PLOVER's sixteen", words, name)
		return
	}
	if !t.HasMode(mode) {
		r.fail("entry %q: %s has no mode %q", words, name, mode)
		return
	}
	p.Type, p.Mode = t, mode
	if len(fields) == n+3 {
		p.CAMEO = fields[n+2]
		if _, ok := ontology.Goldstein(p.CAMEO); !ok {
			r.fail("entry %q: %q is no CAMEO code", words, p.CAMEO)
		}
	}
	r.entry = p
}

// clause reads one line under an entry.
func (r *predicateReader) clause(word, rest string) {
	p := r.entry
	switch word {
	case "+", "-":
		r.example(word == "+", rest)
		return
	case "has", "not":
		r.condition(word == "not", rest)
		return
	}
	if r.bare[word] {
		r.fail("entry %q: a second %q line", p.ID, word)
	}
	r.bare[word] = true
	switch word {
	case "actor":
		p.Actor = r.slots(rest)
	case "recipient":
		p.Recipient = r.slots(rest)
	case "mutual":
		p.Mutual = r.slots(rest)
	case "status":
		p.Status = ontology.Status(rest)
		if !ontology.ValidStatus(p.Status) {
			r.fail("entry %q: status %q", p.ID, rest)
		}
	case "embeds":
		if rest != "content" {
			r.fail("entry %q: embeds %q, want content", p.ID, rest)
		}
		p.Embeds = true
	default:
		r.fail("entry %q: line %q, want actor, recipient, mutual, has, not, status, embeds, + or -", p.ID, word)
	}
}

// slots reads SLOT|SLOT…; "-" means none.
func (r *predicateReader) slots(list string) []string {
	if list == "-" {
		return nil
	}
	names := strings.Split(list, "|")
	for _, name := range names {
		r.checkSlot(name)
	}
	return names
}

func (r *predicateReader) checkSlot(name string) {
	if !slotNames[name] && !prepositions[name] {
		r.fail("entry %q: no slot %q", r.entry.ID, name)
	}
}

// condition reads SLOT[:WORD,…].
func (r *predicateReader) condition(not bool, rest string) {
	slot, list, listed := strings.Cut(rest, ":")
	r.checkSlot(slot)
	c := Condition{Not: not, Slot: slot, bit: SlotBit(slot), unmet: "its " + slot + " is not what the entry wants"}
	if not {
		c.unmet = "its " + slot + " is excluded"
	}
	if listed {
		words := map[string]bool{}
		for _, w := range strings.Split(list, ",") {
			w = strings.TrimSpace(w)
			class, isClass := strings.CutPrefix(w, "@")
			switch {
			case w == "":
				r.fail("entry %q: an empty word in %q", r.entry.ID, rest)
			case !isClass:
				words[w] = true
			case kinds[class] != 0:
				c.Kinds |= kinds[class]
			case r.table.classes[class] != nil:
				maps.Copy(words, r.table.classes[class])
			default:
				r.fail("entry %q: no class @%s in en/classes.txt", r.entry.ID, class)
			}
		}
		c.Words = r.table.wordSet(words)
	}
	r.entry.Conditions = append(r.entry.Conditions, c)
}

// example reads SENTENCE [| ACTORS > RECIPIENTS].
func (r *predicateReader) example(want bool, rest string) {
	e := Example{Want: want, Line: r.at()}
	sentence, check, checked := strings.Cut(rest, " | ")
	e.Sentence = strings.TrimSpace(sentence)
	if e.Sentence == "" {
		r.fail("entry %q: an example without a sentence", r.entry.ID)
		return
	}
	if checked {
		actors, recipients, ok := strings.Cut(check, ">")
		if !ok || !want {
			r.fail("entry %q: check %q, want ACTORS > RECIPIENTS after a + sentence", r.entry.ID, check)
			return
		}
		e.Checked = true
		e.Actors, e.Recipients = checkList(actors), checkList(recipients)
	}
	r.entry.Examples = append(r.entry.Examples, e)
}

func checkList(list string) []string {
	var words []string
	for _, w := range strings.Split(list, ",") {
		if w = strings.TrimSpace(w); w != "" && w != "-" {
			words = append(words, w)
		}
	}
	return words
}

// finish checks the entry that was being read and takes it into the table.
func (r *predicateReader) finish() {
	p := r.entry
	if p == nil {
		return
	}
	r.entry = nil
	good, bad := 0, 0
	for _, e := range p.Examples {
		if e.Want {
			good++
		} else {
			bad++
		}
	}
	if (good == 0 || bad == 0) && !p.dropped {
		r.errs.Add(r.file, 0, 0, "entry %q (%s): want at least one + and one - sentence", p.ID, path.Base(p.Line))
	}
	p.tail = strings.Fields(p.Rest)
	p.specific = 10 * len(p.tail)
	for i := range p.Conditions {
		if p.Conditions[i].Not {
			p.specific++
		} else {
			p.specific += 4
		}
	}
	r.table.list = append(r.table.list, p)
}
