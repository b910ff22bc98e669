package lexicon

import (
	"strings"

	"casus/ontology"
	"casus/span"
)

// Side says what the subject of a light verb is to the event noun beside it.
type Side uint8

// The sides of a light verb.
const (
	NoSide        Side = iota
	ActorSide          // carries out, launches: the subject acts
	RecipientSide      // suffers, comes under: the subject undergoes
	HappenSide         // takes place, erupts, kills: the event noun is the subject
)

// Operator is what a verb above an event does to its status.
type Operator uint8

// The operators of data/en/operators.txt, which explains each.
const (
	NoOperator Operator = iota
	PlanOperator
	AttemptOperator
	WishOperator
	FailOperator
	DenyOperator
	ContinueOperator
	WeighOperator
	PossibleOperator
	StopOperator
	FactOperator
)

// ModeWords is one line of data/en/modes.txt: a mode that words of the clause
// give to a report whose entry does not fix one.
type ModeWords struct {
	Mode  string
	Words map[string]bool
}

// constructions is what the coder knows of light verbs, operators, modes,
// contexts and nouns that measure.
type constructions struct {
	light       map[string]Side // "carry out", "launch"
	operators   map[string]Operator
	modes       map[ontology.Type][]ModeWords
	contexts    map[string][]ContextCue // by the first lemma
	transparent map[string]bool
}

// Light is the side of a verb with its particle ("carry", "out"), NoSide if it
// is no light verb.
func (l *Lexicon) Light(lemma, particle string) Side {
	if particle != "" {
		if s := l.constructions.light[lemma+" "+particle]; s != NoSide {
			return s
		}
	}
	return l.constructions.light[lemma]
}

// Operator is what the lemma does to an event below it.
func (l *Lexicon) Operator(lemma string) Operator { return l.constructions.operators[lemma] }

// Modes is the word lists of a type, the most specific first. Shared.
func (l *Lexicon) Modes(t ontology.Type) []ModeWords { return l.constructions.modes[t] }

// ContextCue is lemmas in a row that name a field of life.
type ContextCue struct {
	Context string
	Lemmas  []string
}

var sides = map[string]Side{"actor": ActorSide, "recipient": RecipientSide, "happen": HappenSide}

var operatorNames = map[string]Operator{
	"plan": PlanOperator, "attempt": AttemptOperator, "wish": WishOperator, "fail": FailOperator,
	"deny": DenyOperator, "continue": ContinueOperator, "weigh": WeighOperator, "possible": PossibleOperator, "stop": StopOperator, "fact": FactOperator,
}

func loadConstructions(layers []*layer, errs *span.Errors) *constructions {
	c := &constructions{
		light: map[string]Side{}, operators: map[string]Operator{}, modes: map[ontology.Type][]ModeWords{},
		contexts: map[string][]ContextCue{}, transparent: map[string]bool{},
	}
	for _, l := range layers {
		c.read(l, errs)
	}
	return c
}

func (c *constructions) read(l *layer, errs *span.Errors) {
	l.eachLine("en/light.txt", func(file string, n int, line string) {
		fields := strings.Fields(line)
		side := sides[fields[len(fields)-1]]
		if side == NoSide || len(fields) < 2 {
			errs.Add(file, n, 1, "found %q, want \"VERB [PARTICLE] side\" with side actor, recipient or happen", line)
			return
		}
		c.light[strings.Join(fields[:len(fields)-1], " ")] = side
	})
	l.eachLine("en/operators.txt", func(file string, n int, line string) {
		name, lemmas, ok := strings.Cut(line, ":")
		op := operatorNames[name]
		if !ok || op == NoOperator {
			errs.Add(file, n, 1, "found %q, want \"kind: lemma lemma …\"", line)
			return
		}
		for _, lemma := range strings.Fields(lemmas) {
			c.operators[lemma] = op
		}
	})
	l.eachLine("en/transparent.txt", func(_ string, _ int, line string) {
		for _, lemma := range strings.Fields(line) {
			c.transparent[lemma] = true
		}
	})
	l.eachLine("en/modes.txt", func(file string, n int, line string) { c.mode(file, n, line, errs) })
	l.eachLine("en/contexts.tsv", func(file string, n int, line string) {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || !ontology.ValidContext(fields[0]) || strings.TrimSpace(fields[1]) == "" {
			errs.Add(file, n, 1, "found %q, want \"context TAB words TAB source\"", line)
			return
		}
		lemmas := strings.Fields(fields[1])
		c.contexts[lemmas[0]] = append(c.contexts[lemmas[0]], ContextCue{fields[0], lemmas})
	})
}

// mode reads "TYPE mode: lemma lemma …".
func (c *constructions) mode(file string, n int, line string, errs *span.Errors) {
	head, lemmas, ok := strings.Cut(line, ":")
	name, mode, _ := strings.Cut(strings.TrimSpace(head), " ")
	t, known := ontology.ParseType(name)
	if !ok || !known || mode == "" || !t.HasMode(mode) {
		errs.Add(file, n, 1, "found %q, want \"TYPE mode: lemma lemma …\"", line)
		return
	}
	c.modes[t] = append(c.modes[t], ModeWords{mode, wordSet(lemmas)})
}
