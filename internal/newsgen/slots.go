package newsgen

import (
	"strconv"
	"strings"
)

// slots are the names that stand for something of the scene; the four parties
// have those of partySlots each: {A}, {A.adj} and so on.
var slots = map[string]func(*teller) string{
	"city":   func(t *teller) string { return t.scene.city },
	"day":    func(t *teller) string { return t.scene.when },
	"n":      func(t *teller) string { return t.figure(t.scene.n) },
	"target": func(t *teller) string { return t.scene.target },
	"arms":   func(t *teller) string { return t.scene.arms },
	"k":      func(t *teller) string { return strconv.Itoa(3 + t.rand.IntN(80)) },
	"k9":     func(t *teller) string { return strconv.Itoa(t.rand.IntN(10)) },
	"year":   func(t *teller) string { return strconv.Itoa(t.scene.published.Year() - 2 - t.rand.IntN(40)) },
	"month":  func(t *teller) string { return months[t.rand.IntN(12)] },
	"wire":   func(t *teller) string { return wires[t.rand.IntN(len(wires))].name },
	"outlet": func(t *teller) string { return t.press.world.outlets[t.rand.IntN(len(t.press.world.outlets))].name },
}

var months = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// partySlots are what can be said of a party.
var partySlots = map[string]func(*teller, *party) string{
	"":        func(_ *teller, p *party) string { return p.land.name },
	".adj":    func(_ *teller, p *party) string { return p.land.adjective },
	".cap":    func(_ *teller, p *party) string { return p.land.capital },
	".fm":     func(_ *teller, p *party) string { return p.foreign },
	".def":    func(_ *teller, p *party) string { return p.defence },
	".group":  func(_ *teller, p *party) string { return p.group },
	".lead":   func(t *teller, p *party) string { return p.leader(t) },
	".spokes": func(t *teller, p *party) string { return spokesman(t, p) },
}

// slotOf is the slot of a name, nil for none.
func slotOf(name string) func(*teller) string {
	if slot := slots[name]; slot != nil {
		return slot
	}
	if name == "" {
		return nil
	}
	i, of := strings.IndexByte("ABCD", name[0]), partySlots[name[1:]]
	if i < 0 || of == nil {
		return nil
	}
	return func(t *teller) string { return of(t, t.scene.parties[i]) }
}

var spokesmen = []string{
	" government spokesman", " government spokeswoman", " foreign ministry spokesman", " foreign ministry spokeswoman", " military spokesman",
	" presidential spokesman", " defence ministry spokesman", " army spokesman",
}

func spokesman(t *teller, p *party) string {
	article := "a "
	if t.rand.IntN(3) == 0 {
		article = "the "
	} else if vowel(p.land.adjective) {
		article = "an "
	}
	return article + p.land.adjective + spokesmen[t.rand.IntN(len(spokesmen))]
}

// leader is the full title and name at first, later sometimes the last name.
func (p *party) leader(t *teller) string {
	if p.named && p.short != "" && t.rand.IntN(2) == 0 {
		return p.short
	}
	p.named = true
	return p.lead
}

var small = [10]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// figure writes a number as newspapers do: mostly in words up to nine.
func (t *teller) figure(n int) string {
	if n < len(small) && t.rand.IntN(4) > 0 {
		return small[n]
	}
	s := strconv.Itoa(n)
	if n >= 1000 {
		s = s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return s
}

// vowel reports whether "an" stands before the word.
func vowel(s string) bool {
	if s == "" {
		return false
	}
	for _, you := range []string{"Eu", "US", "UN", "Uk", "Ug", "Uru", "eu", "uni", "one"} {
		if strings.HasPrefix(s, you) {
			return false
		}
	}
	return strings.IndexByte("AEIOUaeiou8", s[0]) >= 0
}
