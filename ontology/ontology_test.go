package ontology

import (
	"regexp"
	"slices"
	"testing"
)

func TestTypes(t *testing.T) {
	types := Types()
	if len(types) != 16 || types[0] != Agree || types[15] != Assault {
		t.Fatalf("Types() = %v", types)
	}
	perQuad := map[Quad]int{}
	last := VerbalCooperation
	for _, ty := range types {
		if got, ok := ParseType(ty.String()); !ok || got != ty {
			t.Errorf("ParseType(%q) = %v, %v", ty, got, ok)
		}
		perQuad[ty.Quad()]++
		if ty.Quad() < last {
			t.Errorf("%v stands after a type of a higher quad class", ty)
		}
		last = ty.Quad()
	}
	want := map[Quad]int{VerbalCooperation: 4, MaterialCooperation: 3, VerbalConflict: 4, MaterialConflict: 5}
	for q, n := range want {
		if perQuad[q] != n {
			t.Errorf("%d types of quad class %d, want %d", perQuad[q], q, n)
		}
	}
	for _, name := range []string{"", "assault", "FIGHT", "ASSAULT "} {
		if ty, ok := ParseType(name); ok || ty != NoType {
			t.Errorf("ParseType(%q) = %v, %v", name, ty, ok)
		}
	}
	if NoType.String() != "" || NoType.Quad() != 0 || Score(NoType, "") != 0 {
		t.Error("NoType has a name, a quad class or a score")
	}
}

// TestScores holds that the sign of a score follows the quad class, that modes
// lie near their type, and that the values named in the codebook are there.
func TestScores(t *testing.T) {
	for _, ty := range Types() {
		base := Score(ty, "")
		if base < -10 || base > 10 {
			t.Errorf("%v scores %v, want -10 to 10", ty, base)
		}
		cooperation := ty.Quad() <= MaterialCooperation
		if cooperation && base <= 0 || !cooperation && base > 0 {
			t.Errorf("%v of quad class %d scores %v", ty, ty.Quad(), base)
		}
		if got := Score(ty, "no such mode"); got != base {
			t.Errorf("%v with an unknown mode scores %v, want that of the type, %v", ty, got, base)
		}
		for _, mode := range ty.Modes() {
			s := Score(ty, mode)
			if s < -10 || s > 10 || s-base > 3.5 || base-s > 3.5 {
				t.Errorf("%v %s scores %v, the type %v", ty, mode, s, base)
			}
		}
	}
	for _, test := range []struct {
		ty   Type
		mode string
		want float64
	}{
		{Consult, "visit", 4},
		{Consult, "phone", 1.5},
		{Retreat, "disarm", 10},
		{Accuse, "disapprove", -2},
		{Assault, "unconventional", -10},
		{Assault, "beat", -7.5},
		{Aid, "", 10},
		{Request, "", 0},
	} {
		if got := Score(test.ty, test.mode); got != test.want {
			t.Errorf("Score(%v, %q) = %v, want %v", test.ty, test.mode, got, test.want)
		}
	}
}

func TestModes(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, ty := range Types() {
		modes := ty.Modes()
		if !slices.IsSorted(modes) {
			t.Errorf("%v: modes %v are not in alphabetical order", ty, modes)
		}
		for _, mode := range modes {
			if !name.MatchString(mode) || !ty.HasMode(mode) {
				t.Errorf("%v: mode %q", ty, mode)
			}
		}
		if !ty.HasMode("") || ty.HasMode("no such mode") {
			t.Errorf("%v: the empty mode is allowed, an unknown one is not", ty)
		}
	}
	for _, ty := range []Type{Agree, Support, Concede, Cooperate, Aid} {
		if len(ty.Modes()) != 0 {
			t.Errorf("%v has modes %v, the manual gives none", ty, ty.Modes())
		}
	}
}

func TestLists(t *testing.T) {
	for name, list := range map[string][]string{"sectors": Sectors(), "contexts": Contexts(), "non-state codes": NonState()} {
		if len(list) == 0 {
			t.Errorf("no %s", name)
		}
		sorted := slices.Clone(list)
		slices.Sort(sorted)
		if len(slices.Compact(sorted)) != len(list) {
			t.Errorf("%s %v hold a name twice", name, list)
		}
	}
	for _, s := range Sectors() {
		if len(s) != 3 || !ValidSector(s) {
			t.Errorf("sector %q", s)
		}
	}
	for _, c := range Contexts() {
		if !ValidContext(c) {
			t.Errorf("context %q", c)
		}
	}
	if ValidSector("") || ValidSector("gov") || ValidContext("") || ValidContext("war") {
		t.Error("a name outside the lists is valid")
	}
	Sectors()[0] = "changed"
	if !ValidSector("GOV") {
		t.Error("Sectors shares its list with the caller")
	}
}

func TestValidStatus(t *testing.T) {
	for _, s := range []Status{Occurred, Ongoing, Planned, Conditional, Denied} {
		if !ValidStatus(s) {
			t.Errorf("%q is not valid", s)
		}
	}
	for _, s := range []Status{"", "Occurred", "future"} {
		if ValidStatus(s) {
			t.Errorf("%q is valid", s)
		}
	}
}

// TestCAMEO holds that the code list is a tree: every code has two to four
// digits and its prefixes are codes too.
func TestCAMEO(t *testing.T) {
	form := regexp.MustCompile(`^(0[1-9]|1[0-9]|20)[0-9]{0,2}$`)
	for code, score := range cameo {
		if !form.MatchString(code) {
			t.Errorf("code %q", code)
		}
		if score < -10 || score > 10 {
			t.Errorf("code %s scores %v, want -10 to 10", code, score)
		}
		for n := 2; n < len(code); n++ {
			if _, ok := cameo[code[:n]]; !ok {
				t.Errorf("code %s: its prefix %s is no code", code, code[:n])
			}
		}
	}
	if len(cameo) != 280 {
		t.Errorf("%d codes, want the 280 of the published list", len(cameo))
	}
}

func TestGoldstein(t *testing.T) {
	for code, want := range map[string]float64{"01": 0, "040": 1, "057": 8, "0874": 10, "112": -2, "190": -10, "2042": -10} {
		if got, ok := Goldstein(code); !ok || got != want {
			t.Errorf("Goldstein(%q) = %v, %v; want %v", code, got, ok, want)
		}
	}
	for _, code := range []string{"", "1", "00", "21", "40", "190 ", "99"} {
		if got, ok := Goldstein(code); ok || got != 0 {
			t.Errorf("Goldstein(%q) = %v, %v", code, got, ok)
		}
	}
}

func TestCAMEORoot(t *testing.T) {
	for code, want := range map[string]Type{
		"01": NoType, "020": NoType, "030": Agree, "042": Consult, "051": Support, "061": Cooperate, "073": Aid, "08": Concede, "0833": Concede,
		"084": Retreat, "0871": Retreat, "090": Accuse, "104": Request, "112": Accuse, "120": Reject, "138": Threaten, "141": Protest,
		"154": Mobilize, "163": Sanction, "173": Coerce, "180": Assault, "195": Assault, "204": Assault, "": NoType, "1": NoType, "99": NoType,
	} {
		if got := CAMEORoot(code); got != want {
			t.Errorf("CAMEORoot(%q) = %v, want %v", code, got, want)
		}
	}
	for code := range cameo {
		if code[:2] != "01" && code[:2] != "02" && CAMEORoot(code) == NoType {
			t.Errorf("code %s has no type", code)
		}
	}
}
