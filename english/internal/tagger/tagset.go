// Package tagger gives each word of a sentence its part of speech, Penn tag
// and features in one greedy pass from left to right.
//
// It reads words.Word values and fills classes; a Tagset tells what a class
// stands for. Models are read-only and safe for concurrent use.
package tagger

import (
	"strings"

	"casus/english/internal/pack"
	"casus/ud"
)

// Class is a joint tag: a position in the Tagset.
type Class = uint16

// Tag is what a class stands for.
type Tag struct {
	UPOS  ud.UPOS
	XPOS  ud.XPOS
	Feats string // "_" if none
	POS   uint16 // number of the pair of UPOS and XPOS, from 1
}

// Tagset is the list of classes.
type Tagset struct {
	Tags   []Tag
	NumPOS int // one more than the highest POS
	byName map[string]Class
}

// NewTagset makes a tag set of names of the form UPOS|XPOS|FEATS, of which
// FEATS may hold further bars.
func NewTagset(names []string) *Tagset {
	s := &Tagset{byName: make(map[string]Class, len(names))}
	pos := make(map[[2]uint8]uint16)
	for i, name := range names {
		upos, rest, _ := strings.Cut(name, "|")
		xpos, feats, _ := strings.Cut(rest, "|")
		t := Tag{UPOS: ud.ParseUPOS(upos), XPOS: ud.ParseXPOS(xpos), Feats: feats}
		pair := [2]uint8{uint8(t.UPOS), uint8(t.XPOS)}
		if pos[pair] == 0 {
			pos[pair] = uint16(len(pos) + 1)
		}
		t.POS = pos[pair]
		s.Tags = append(s.Tags, t)
		s.byName[name] = Class(i)
	}
	s.NumPOS = len(pos) + 1
	return s
}

// Name is UPOS|XPOS|FEATS.
func (t Tag) Name() string { return t.UPOS.String() + "|" + t.XPOS.String() + "|" + t.Feats }

// Find is the class of a name.
func (s *Tagset) Find(name string) (Class, bool) {
	c, ok := s.byName[name]
	return c, ok
}

// POSOf is the number of a pair of tags, 0 if no class has it.
func (s *Tagset) POSOf(upos ud.UPOS, xpos ud.XPOS) uint16 {
	for _, t := range s.Tags {
		if t.UPOS == upos && t.XPOS == xpos {
			return t.POS
		}
	}
	return 0
}

// Write packs the names.
func (s *Tagset) Write(w *pack.Writer) {
	names := make([]string, len(s.Tags))
	for i, t := range s.Tags {
		names[i] = t.Name()
	}
	w.Strings(names)
}

// ReadTagset unpacks what Write wrote.
func ReadTagset(r *pack.Reader) *Tagset { return NewTagset(r.Strings()) }
