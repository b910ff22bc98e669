package lexicon

// readOrgans reads en/organs.tsv.
func (ld *loader) readOrgans() {
	ld.readKeyed("en/organs.tsv", OrganWords, ld.lex.organs)
}

// readOffices reads en/offices.tsv.
func (ld *loader) readOffices() {
	ld.readKeyed("en/offices.tsv", OfficeWords, ld.lex.offices)
}

// readKeyed reads a file of wordings under keys, notes the sector of each key,
// and takes in the plurals too.
func (ld *loader) readKeyed(file string, kind AliasKind, sectors map[string]string) {
	const key, sector, words = 0, 1, 2
	ld.readTable(file, 4, wholeLine, func(r *row) {
		f := r.fields
		if !isID(f[key]) {
			r.fail(key, "key %q, want letters, digits, hyphens", f[key])
			return
		}
		s := r.sector(sector)
		if other, ok := sectors[f[key]]; ok && other != s {
			r.fail(sector, "key %q has sector %q and %q", f[key], other, s)
		}
		sectors[f[key]] = s
		if ld.skips(file, f[words]) {
			return
		}
		a := Alias{Kind: kind, Words: f[words], Key: f[key], Sector: s, Plural: isPlural(f[words])}
		ld.add(r, words, a)
		if !a.Plural {
			ld.addPlural(r, words, a)
		}
	})
}

// readAgents reads en/agents.tsv.
func (ld *loader) readAgents() {
	const sector, words, plurals = 0, 1, 2
	ld.readTable("en/agents.tsv", 4, wholeLine, func(r *row) {
		f := r.fields
		if ld.skips("en/agents.tsv", f[words]) {
			return
		}
		a := Alias{Kind: AgentWords, Words: f[words], Sector: r.sector(sector), Plural: f[plurals] == "="}
		ld.add(r, words, a)
		switch f[plurals] {
		case "=", "-":
		case "":
			ld.addPlural(r, words, a)
		default:
			a.Words, a.Plural, a.made = f[plurals], true, true
			ld.add(r, plurals, a)
		}
	})
}
