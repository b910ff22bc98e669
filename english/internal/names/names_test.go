package names

import (
	"testing"

	"casus/doc"
	"casus/english/internal/words"
	"casus/ud"
)

func TestLabels(t *testing.T) {
	for _, k := range []doc.NameKind{doc.Person, doc.Organisation, doc.Location} {
		if Begin(k).Kind() != k || Inside(k).Kind() != k {
			t.Errorf("%v: labels %d and %d are of kinds %v and %v", k, Begin(k), Inside(k), Begin(k).Kind(), Inside(k).Kind())
		}
		if !Begin(k).Begins(Inside(k)) || Inside(k).Begins(Begin(k)) || !Inside(k).Begins(Outside) {
			t.Errorf("%v: a name begins in the wrong place", k)
		}
	}
	if Outside.Kind() != doc.NoName || Outside.Begins(Begin(doc.Person)) {
		t.Error("Outside is no name and begins none")
	}
}

// TestBestNeverGoesOnWithAnotherKind gives the inside of an organisation the
// highest score.
func TestBestNeverGoesOnWithAnotherKind(t *testing.T) {
	var s [Outputs]int16
	s[Inside(doc.Organisation)], s[Begin(doc.Location)] = 9, 5
	if got := Best(&s, Begin(doc.Person)); got != Begin(doc.Location) {
		t.Errorf("after a person: label %d, want %d", got, Begin(doc.Location))
	}
	if got := Best(&s, Begin(doc.Organisation)); got != Inside(doc.Organisation) {
		t.Errorf("after an organisation: label %d, want %d", got, Inside(doc.Organisation))
	}
}

func TestPossible(t *testing.T) {
	lower, upper := words.Word{Flags: words.Lower}, words.Word{Flags: words.Initial | words.Lower}
	if Possible(&lower, ud.NOUN, Outside) {
		t.Error("a common noun in lower case is no name")
	}
	if !Possible(&upper, ud.NOUN, Outside) || !Possible(&lower, ud.PROPN, Outside) || !Possible(&lower, ud.ADP, Begin(doc.Organisation)) {
		t.Error("a word that can be in a name is passed over")
	}
}
