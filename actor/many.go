package actor

import (
	"casus/doc"
)

// howMany is the number in "both countries", "the two leaders", "the trio"; 0
// if the words do not count.
func (w *work) howMany(u *unit) int {
	lemma := w.nounOf(u)
	switch lemma {
	case "trio":
		return 3
	case "duo", "pair", "both":
		return 2
	}
	if !u.plural && lemma != "side" {
		return 0
	}
	for i := u.left; i < u.head; i++ {
		switch w.token(int(i)).Lemma {
		case "both", "two":
			return 2
		case "three":
			return 3
		case "four":
			return 4
		}
	}
	return 0
}

// processMany reads a noun for the last n actors of its sort, with a mention
// of each.
func (w *work) processMany(k, n int) bool {
	u := &w.units[k]
	if !u.definite && !w.is(int(u.left), "both", "Both") && !w.is(int(u.first), "both", "Both") && !(u.left > 0 && w.is(int(u.left)-1, "the", "The")) {
		return false
	}
	var found [4]int32
	for _, kind := range [...]doc.EntityKind{doc.StateEntity, doc.PersonEntity, doc.GroupEntity} {
		m := w.lastOf(found[:0:n], u, kind)
		if len(m) < n {
			continue
		}
		first, end := w.print(k)
		for _, e := range m {
			u.entity = e
			w.mention(doc.NominalMention, u.left, u.end, u.head, first, end, e)
		}
		return true
	}
	return false
}

// lastOf fills dst with the last distinct entities of the kind, if the counting
// noun can mean such, no farther back than four sentences, in the order of the
// text.
func (w *work) lastOf(dst []int32, u *unit, kind doc.EntityKind) []int32 {
	switch w.nounOf(u) {
	case "country", "nation", "state", "neighbor", "neighbour", "government":
		if kind != doc.StateEntity {
			return nil
		}
	case "leader", "man", "president", "minister", "duo":
		if kind != doc.PersonEntity {
			return nil
		}
	case "group", "organization", "company", "party", "militia", "faction", "agency":
		if kind != doc.GroupEntity {
			return nil
		}
	case "side", "rival", "trio":
		if kind == doc.PersonEntity {
			return nil
		}
	}
	for i := len(w.seen) - 1; i >= 0 && len(dst) < cap(dst) && u.sent-w.seen[i].sent <= 4; i-- {
		id := w.seen[i].entity
		e := &w.entities[id]
		if e.Kind != kind || e.Plural || kind == doc.StateEntity && e.Actor == "" || kind == doc.GroupEntity && e.Sector == "MED" || contains(dst, id) {
			continue
		}
		dst = append(dst, id)
	}
	for i, j := 0, len(dst)-1; i < j; i, j = i+1, j-1 {
		dst[i], dst[j] = dst[j], dst[i]
	}
	return dst
}

func contains(list []int32, x int32) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
