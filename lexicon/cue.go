package lexicon

import "strings"

// CueKind is a set of frames in which the content of a verb of saying stands;
// a verb may have several. data/en/cues.txt explains each.
type CueKind uint8

// The frames of verbs of saying.
const (
	SayCue CueKind = 1 << iota
	TellCue
	HoldCue
	ShowCue
	AnnounceCue
	CallCue
	AccuseCue
	ExpressCue
)

var cueKinds = map[string]CueKind{
	"say": SayCue, "tell": TellCue, "hold": HoldCue, "show": ShowCue,
	"announce": AnnounceCue, "call": CallCue, "accuse": AccuseCue, "express": ExpressCue,
}

// Cue is the frames of a verb of saying, 0 for any other verb.
func (l *Lexicon) Cue(lemma string) CueKind { return l.cues[lemma] }

// readCues reads en/cues.txt.
func (ld *loader) readCues() {
	ld.layer.eachLine("en/cues.txt", func(file string, n int, line string) {
		name, lemmas, ok := strings.Cut(line, ":")
		kind := cueKinds[name]
		if !ok || kind == 0 {
			ld.errs.Add(file, n, 1, "found %q, want \"kind: lemma lemma …\" with kind say, tell, hold, show, announce, call, accuse or express", line)
			return
		}
		for _, lemma := range strings.Fields(lemmas) {
			ld.lex.cues[lemma] |= kind
		}
	})
}
