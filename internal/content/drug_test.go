package content

import (
	"slices"
	"strings"
	"testing"
)

const pill = `id: pill
label: Pill
class: c
general: [{what: share, printed: %s, checked: 3, by: [book], facts: [F001], verified: source}]
ic50:
  unit: nM
  unit-printed: no
  note: n
  facts: [F001]
  values: [{what: KIT, printed: not given, facts: [F001]}]
`

func TestLintOfDrugCards(t *testing.T) {
	sound := strings.Replace(pill, "%s", "none", 1)
	tests := []struct{ name, text, want string }{
		{"sound", sound, ""},
		{"a number that no statement says", strings.Replace(pill, "%s", "65 %", 1), "number-strange"},
		{"a nuclide is no number", strings.Replace(pill, "%s", "131I", 1), ""},
		{"no statement", strings.Replace(sound, "facts: [F001], verified", "facts: [], verified", 1), "fact-missing"},
		{"an unknown statement", strings.Replace(sound, "facts: [F001], verified", "facts: [F009], verified", 1), "fact-unknown"},
		{"a check from nowhere", strings.Replace(sound, "by: [book], ", "", 1), "source-missing"},
		{"a check by an unknown source", strings.Replace(sound, "by: [book]", "by: [bok]", 1), "source-unknown"},
		{"a check without its state", strings.Replace(sound, ", verified: source}", "}", 1), "verified-missing"},
		{"an unknown note", sound + "notes: [I09]\n", "note-unknown"},
		{"no class", strings.Replace(sound, "class: c\n", "", 1), "drug-incomplete"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := mini(map[string]string{"drugs/pill.yaml": tt.text})
			var got []string
			for _, p := range own(Lint(mustLoad(t, fsys, ""), fsys)) {
				if strings.HasPrefix(p.Place.File, "drugs/") || strings.Contains(p.Message, "pill") {
					got = append(got, p.ID)
				}
			}
			if strings.Join(slices.Compact(got), " ") != tt.want {
				t.Errorf("found %v, want %q", got, tt.want)
			}
		})
	}
}

func TestDrugCardsAreStrict(t *testing.T) {
	fsys := mini(map[string]string{"drugs/pill.yaml": strings.Replace(strings.Replace(pill, "%s", "none", 1), "class: c", "klass: c", 1)})
	_, err := Load(fsys, "one", nil)
	wantProblem(t, err, "drugs/pill.yaml:3:1", "unknown key \"klass\"")
}

func TestDrugCardShowsPrintedBesideChecked(t *testing.T) {
	fsys := mini(map[string]string{"drugs/pill.yaml": strings.Replace(pill, "%s", "none", 1)})
	cards := Show(mustLoad(t, fsys, ""), "pill")
	if len(cards) != 1 || cards[0].Kind != "drug" || len(cards[0].Tables) != 2 {
		t.Fatalf("cards %+v", cards)
	}
	row := cards[0].Tables[0].Rows[0]
	if row.Printed != "none" || row.Checked != "3" || !slices.Equal(row.By, []string{"book"}) || !slices.Equal(row.Statements, []string{"F001"}) {
		t.Errorf("row %+v", row)
	}
	if note := cards[0].Tables[1].Note; !strings.Contains(note, "unit inferred") || !strings.Contains(note, noRanking) {
		t.Errorf("the table of inhibition says %q", note)
	}
}

func TestCoverageNeedsAnItemThatActs(t *testing.T) {
	fact := "- {id: F002, section: Two, text: t, lines: 1-1, source: book, verified: source}"
	tests := []struct{ name, by, want string }{
		{"the reading room carries background only", "reading room", "carrier-unknown"},
		{"an item that is not there", "rule nowhere", "carrier-unknown"},
		{"an item of another kind", "rule age", "carrier-unknown"},
		{"an item", "term age", ""},
		{"a command", "command case check", ""},
	}
	for _, tt := range tests {
		fsys := mini(map[string]string{"facts/g.yaml": fact, "coverage.yaml": "- {facts: [F002], by: " + tt.by + ", reason: r}"})
		c := mustLoad(t, fsys, "")
		got := ""
		for _, p := range own(Lint(c, fsys)) {
			if p.ID == "carrier-unknown" {
				got = p.ID
			}
		}
		cov, err := Cover(c, fsys)
		if err != nil {
			t.Fatal(err)
		}
		if carried := cov.Carried == 2; got != tt.want || carried != (tt.want == "") {
			t.Errorf("%s: lint says %q, carried %v", tt.name, got, carried)
		}
	}
}
