package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"casus/gdelt"
	"casus/lexicon"
	"casus/store"
)

// compareCmd is "casus compare".
type compareCmd struct {
	By    string `help:"Count by dyad, day or type." enum:"dyad,day,type" default:"dyad"`
	Dyad  string `help:"Two countries as RUS-IRN, in both directions." placeholder:"AAA-BBB"`
	Actor string `help:"A country on either side, by code or name." placeholder:"WHO"`
	Type  string `help:"An event type of PLOVER." placeholder:"TYPE"`
	Since string `help:"First day, YYYY-MM-DD; without it the first that both have." placeholder:"DAY"`
	Until string `help:"Last day; without it the last that both have." placeholder:"DAY"`
	Limit int    `help:"Lines to print; 0 is all." default:"50"`
	JSON  bool   `name:"json" help:"Print one line of JSON a key."`
	Store string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
}

// Help is the text below the flags.
func (compareCmd) Help() string {
	return `Counts reports of the record and rows of GDELT (casus import) side by side: those
between two different countries that took place, by pair, day or type. A type of GDELT
is that which PLOVER gives to the root of its code; appeals (02) are REQUEST,
statements (01) have none and are left out.

  casus compare --store desk --by dyad
  casus compare --store desk --by day --dyad ISR-IRN --limit 0`
}

// compared is the counts of one key.
type compared struct {
	By    string `json:"by"`
	Key   string `json:"key"`
	Casus int    `json:"casus"`
	GDELT int    `json:"gdelt"`
}

// Run counts both sides and prints them.
func (c *compareCmd) Run(st *stage) error {
	q, err := c.query(st)
	if err != nil {
		return err
	}
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	f, err := gdelt.Open(st.ctx, c.Store, false)
	if errors.Is(err, gdelt.ErrNone) {
		return &useError{c.Store + ": nothing to compare with; \"casus import --format gdelt\" reads event tables of GDELT"}
	} else if err != nil {
		return err
	}
	defer f.Close()
	if err := c.period(st, s, f, &q); err != nil {
		return err
	}
	own, err := s.PairCounts(st.ctx, q, store.By(c.By))
	if err != nil {
		return err
	}
	others, err := f.Counts(st.ctx, gdelt.Query{Pair: q.Dyad, Country: q.Code, Type: q.Type, Since: q.Since, Until: q.Until}, gdelt.By(c.By))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(st.stdout)
	return errors.Join(c.print(st, out, q, c.sideBySide(own, others)), out.Flush(), f.Close(), s.Close())
}

// query reads the filters.
func (c *compareCmd) query(st *stage) (store.Query, error) {
	q := store.Query{Type: strings.ToUpper(c.Type), Since: c.Since, Until: c.Until}
	if c.Limit < 0 {
		return q, &useError{"--limit wants 0 or more"}
	}
	for _, x := range []struct{ flag, day string }{{"--since", c.Since}, {"--until", c.Until}} {
		if x.day != "" && !isDay(x.day) {
			return q, &useError{fmt.Sprintf("%s %q, want a day as YYYY-MM-DD", x.flag, x.day)}
		}
	}
	if c.Dyad != "" {
		m := dyad.FindStringSubmatch(c.Dyad)
		if m == nil {
			return q, &useError{fmt.Sprintf("--dyad %q, want two countries as RUS-IRN", c.Dyad)}
		}
		q.Dyad = [2]string{strings.ToUpper(m[1]), strings.ToUpper(m[2])}
	}
	if c.Actor != "" {
		lex, err := lexicon.Load()
		if err != nil {
			return q, err
		}
		q.Code = actorCode(st, lex, c.Actor)
	}
	return q, nil
}

// period bounds the days to those that both have, where none are asked for: a
// month that only one side covers would count as silence of the other.
func (c *compareCmd) period(st *stage, s *store.Store, f *gdelt.File, q *store.Query) error {
	o, err := s.Overview(st.ctx)
	if err != nil {
		return err
	}
	x, err := f.Extent(st.ctx)
	if err != nil {
		return err
	}
	if q.Since == "" {
		q.Since = max(o.FirstDay, x.FirstDay)
	}
	if q.Until == "" {
		q.Until = min(orElse(o.LastDay, x.LastDay), orElse(x.LastDay, o.LastDay))
	}
	fmt.Fprintf(st.stderr, "casus: articles were published from %s to %s; GDELT has %s of %s to %s\n", orElse(o.FirstDay, "?"), orElse(o.LastDay, "?"), number(x.Rows, "row"), orElse(x.FirstDay, "?"), orElse(x.LastDay, "?"))
	if q.Since > q.Until {
		return &useError{fmt.Sprintf("no day from %s to %s; give --since and --until", q.Since, q.Until)}
	}
	return nil
}

// sideBySide joins the counts: days in order, others the most frequent first.
func (c *compareCmd) sideBySide(own, others map[string]int) []compared {
	var list []compared
	for key, n := range own {
		list = append(list, compared{c.By, key, n, others[key]})
	}
	for key, n := range others {
		if own[key] == 0 {
			list = append(list, compared{c.By, key, 0, n})
		}
	}
	slices.SortFunc(list, func(a, b compared) int {
		if c.By != string(store.ByDay) {
			if n := cmp.Or(cmp.Compare(b.Casus, a.Casus), cmp.Compare(b.GDELT, a.GDELT)); n != 0 {
				return n
			}
		}
		return strings.Compare(a.Key, b.Key)
	})
	return list
}

func (c *compareCmd) print(st *stage, out io.Writer, q store.Query, list []compared) error {
	var both, own, others, ownAll, othersAll int
	for _, x := range list {
		ownAll, othersAll = ownAll+x.Casus, othersAll+x.GDELT
		switch {
		case x.GDELT == 0:
			own++
		case x.Casus == 0:
			others++
		default:
			both++
		}
	}
	shown := list
	if c.Limit > 0 && len(list) > c.Limit {
		shown = list[:c.Limit]
		fmt.Fprintf(st.stderr, "casus: the first %d of %d are shown; --limit 0 shows all\n", c.Limit, len(list))
	}
	if c.JSON {
		enc := json.NewEncoder(out)
		for _, x := range shown {
			if err := enc.Encode(x); err != nil {
				return err
			}
		}
		return nil
	}
	fmt.Fprintf(out, "%-12s %9s %9s\n", c.By, "casus", "gdelt")
	for _, x := range shown {
		fmt.Fprintf(out, "%-12s %9d %9d\n", x.Key, x.Casus, x.GDELT)
	}
	fmt.Fprintf(out, "%-12s %9d %9d\n\n", "all", ownAll, othersAll)
	_, err := fmt.Fprintf(out, "%s to %s, between two countries: %s in both, %d in casus alone, %d in GDELT alone. Reports of casus and rows of GDELT are not the same thing: compare their course, not their number.\n",
		q.Since, q.Until, keysText(both, c.By), own, others)
	return err
}

// keysText is a number of keys.
func keysText(n int, by string) string {
	return number(n, map[string]string{"dyad": "pair", "day": "day", "type": "type"}[by])
}

// isDay reports whether a string is a day.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
