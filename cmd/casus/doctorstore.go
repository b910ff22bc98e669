package main

import (
	"fmt"
	"slices"
	"time"

	"casus/record"
	"casus/store"
)

// firstPlaces is how many places a finding names.
const firstPlaces = 3

// What to do about damage.
const (
	doRestore = "take the folder from a backup; without one, make a new store and add the articles again"
	doAgain   = "something other than casus has changed the file: take it from a backup, or \"casus remove\" the article, with --why, and add it again from its source to a new store"
	doIndex   = "the record is whole, what finds it is not: make a new store and add the articles again, or take a backup"
)

// checks is what is read of the store, in the order of the findings: which
// kinds of problem belong to it, what is said where there are none, and what
// to do where there are.
var checks = []struct {
	name  string
	kinds []store.Kind
	fine  string
	do    string
}{
	{"file", []store.Kind{store.BadFile, store.BadReference}, "SQLite finds nothing wrong", doRestore},
	{"texts", []store.Kind{store.NoVersion, store.NoCoding, store.BadHash, store.BadText}, "all as they came in, by their SHA-256", doAgain},
	{"quotations", []store.Kind{store.BadEvidence}, "each stands in its text, at its bytes and code points", doAgain},
	{"record", []store.Kind{store.BadRecord, store.DuplicateID, store.BadDescription}, "every row can be read, no id stands twice", doRestore},
	{"search", []store.Kind{store.BadIndex, store.MissingSearch}, "what is looked up is what the record has", doIndex},
	{"removed", []store.Kind{store.NotRemoved}, "nothing that has a tombstone is there", "\"casus remove\" it again; until then it is in what you export"},
	{"runs", []store.Kind{store.UnfinishedRun}, "all at their end", "give the same command again: it goes on where it stopped"},
}

// inside reads the store.
func (d *doctor) inside() error {
	s, err := store.Open(d.st.ctx, d.Store, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if !d.Quick {
		if err := d.integrity(); err != nil {
			return err
		}
	}
	for _, step := range []func(*store.Store) error{d.runs, d.future, d.coded, d.inputs, d.quality} {
		if err := step(s); err != nil {
			return err
		}
	}
	return s.Close()
}

// integrity groups what store.Check finds.
func (d *doctor) integrity() error {
	problems, err := store.Check(d.st.ctx, d.Store)
	if err != nil {
		return err
	}
	for _, c := range checks {
		f := finding{Check: c.name, State: stateOK, Found: c.fine}
		for _, p := range problems {
			if !slices.Contains(c.kinds, p.Kind) {
				continue
			}
			if f.Number++; f.Number <= firstPlaces {
				f.Where = append(f.Where, p.String())
			}
			if f.State != stateWrong {
				f.State = stateNote
			}
			if p.Kind.Damage() {
				f.State = stateWrong
			}
		}
		if f.Number > 0 {
			f.Found, f.Do = number(f.Number, "problem")+", the first:", c.do
		}
		d.add(f)
	}
	return nil
}

// clockSlack is how far a clock may be off before it is said.
const clockSlack = 5 * time.Minute

// runs looks for a clock that went back, or that was ahead.
func (d *doctor) runs(s *store.Store) error {
	runs, err := s.Runs(d.st.ctx)
	if err != nil {
		// A run that cannot be read is a finding of integrity.
		d.add(finding{Check: "clock", State: stateWrong, Found: err.Error(), Do: doRestore})
		return nil //nolint:nilerr
	}
	d.add(clockOf(runs, d.now))
	return nil
}

// clockOf judges the times of runs by one another and by the clock of today.
func clockOf(runs []store.Made, now time.Time) finding {
	f := finding{Check: "clock", State: stateOK, Found: fmt.Sprintf("it is %s; the times of %s are in order", now.Format(time.RFC3339), number(len(runs), "run"))}
	var last time.Time
	var lastID string
	for _, r := range runs {
		for _, at := range []string{r.Started, r.Finished} {
			t, err := time.Parse(time.RFC3339, at)
			if at == "" || err != nil {
				continue
			}
			switch {
			case t.After(now.Add(clockSlack)):
				f.Where = append(f.Where, fmt.Sprintf("%s has the time %s, which is still to come", r.ID, at))
			case t.Before(last.Add(-clockSlack)):
				f.Where = append(f.Where, fmt.Sprintf("%s has the time %s, before that of %s, %s", r.ID, at, lastID, last.Format(time.RFC3339)))
			}
			if t.After(last) {
				last, lastID = t, r.ID
			}
		}
	}
	if f.Number = len(f.Where); f.Number > 0 {
		f.State, f.Found = stateWrong, fmt.Sprintf("it is %s; %s out of order:", now.Format(time.RFC3339), number(f.Number, "time"))
		f.Do = "set the clock of this machine; times of runs are for people, no row and no export depends on them"
		f.Where = f.Where[:min(firstPlaces, len(f.Where))]
	}
	return f
}

// future looks for articles that say they were published after tomorrow.
func (d *doctor) future(s *store.Store) error {
	tomorrow := d.now.AddDate(0, 0, 1).Format(time.DateOnly)
	n, first, err := s.After(d.st.ctx, tomorrow)
	if err != nil {
		return err
	}
	if n == 0 {
		d.add(finding{Check: "dates", State: stateOK, Found: "no article was published after " + tomorrow})
		return nil
	}
	d.add(finding{
		Check: "dates", State: stateNote, Number: n, Found: number(n, "article") + " published after " + tomorrow + ", one of them:", Where: []string{first},
		Do: "the publisher's date is wrong, or the clock of this machine; filters by date put them there",
	})
	return nil
}

// coded says whether other versions of the program coded what holds.
func (d *doctor) coded(s *store.Store) error {
	mix, err := s.Mix(d.st.ctx)
	if err != nil {
		return err
	}
	f := finding{Check: "versions", State: stateOK, Found: fmt.Sprintf("%s, %s, all coded by this program", number(mix.Articles, "article"), number(mix.Reports, "report"))}
	for _, p := range mix.Programs {
		if p.Versions != d.versions {
			f.Number += p.Reports
			f.Where = append(f.Where, fmt.Sprintf("%s by %s", number(p.Reports, "report"), differs(p.Versions, d.versions)))
		}
	}
	if len(f.Where) > 0 {
		f.State, f.Found = stateNote, fmt.Sprintf("%s, %s, of which another version coded %d:", number(mix.Articles, "article"), number(mix.Reports, "report"), f.Number)
		f.Where = f.Where[:min(firstPlaces, len(f.Where))]
		f.Do = "\"casus recode\" codes them again and keeps the older coding; with --lexicon where there are lines of your own"
	}
	d.add(f)
	return nil
}

// differs names in what a version is another.
func differs(was, is record.Versions) string {
	for _, part := range []struct{ name, was, is string }{
		{"casus", was.Casus, is.Casus},
		{"model", was.Model, is.Model},
		{"lexicon", was.Lexicon, is.Lexicon},
		{"places", was.Places, is.Places},
	} {
		if part.was != part.is {
			return part.name + " " + shortVersion(part.was)
		}
	}
	return "this program"
}

// inputs says what could not be taken in.
func (d *doctor) inputs(s *store.Store) error {
	failures, err := s.Failures(d.st.ctx)
	if err != nil {
		return err
	}
	n := 0
	for _, c := range failures {
		n += c.Number
	}
	if n == 0 {
		d.add(finding{Check: "inputs", State: stateOK, Found: "every input gave an article"})
		return nil
	}
	d.add(finding{
		Check: "inputs", State: stateNote, Number: n, Found: fmt.Sprintf("%s without an article: %s", number(n, "input"), countsText(failures)),
		Do: "\"casus code\" on such a file says why; what is mended is taken in by adding it again",
	})
	return nil
}

// quality says whether the figures of a review hold.
func (d *doctor) quality(s *store.Store) error {
	q, err := qualityOf(d.st, s)
	switch {
	case err != nil:
		d.add(finding{Check: "quality", State: stateWrong, Found: err.Error(), Do: "take review.jsonl from a backup; the judgements are in it"})
	case q.Empty():
		d.add(finding{Check: "quality", State: stateNote, Found: "how often the reports are right is not measured", Do: "\"casus review\" draws a sample"})
	case len(q.Stale()) > 0:
		d.add(finding{Check: "quality", State: stateNote, Found: "the figures of the review do not hold any more:", Where: q.Stale(), Do: "\"casus review\" draws a new sample"})
	default:
		d.add(finding{Check: "quality", State: stateOK, Found: q.Sentence})
	}
	return nil
}
