package content

import (
	"slices"
	"strings"
	"testing"

	"symport/knowledge"
)

// theContent is the built-in content of the edition of the article.
func theContent(t *testing.T) *Content {
	t.Helper()
	c, err := Load(knowledge.FS, "article", nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestReadWords: what the words of an entry say. The expectations are the plain sense of the
// words; a word that the knowledge does not hold makes an entry not understood.
func TestReadWords(t *testing.T) {
	c := theContent(t)
	tests := []struct {
		name, detail        string
		states, leaves      []string
		understood, doubted bool
	}{
		{"haemodialysis", "", []string{"renal.dialysis", "renal.failure"}, nil, true, false},
		{"hemodialysis", "", []string{"renal.dialysis", "renal.failure"}, nil, true, false},
		{"paroxysmal atrial fibrillation", "", []string{"heart.arrhythmia"}, nil, true, false},
		{"Congestive heart failure", "", []string{"heart.failure"}, nil, true, false},
		{"chronic kidney disease", "grade 5", []string{"renal.failure"}, []string{"renal.failure", "renal.dialysis"}, true, false},
		{"chronic kidney disease", "stage 2", nil, nil, true, false},
		{"renal insufficiency", "", nil, []string{"renal.failure", "renal.dialysis"}, true, false},
		{"pulmonary hypertension", "", nil, nil, true, false},
		{"hypertension (excluded)", "", []string{"bp.hypertension"}, nil, true, true},
		{"stroke?", "", []string{"event.arterial_ever"}, nil, true, true},
		{"carotid encasement", "", []string{"risk.bleeding_site"}, []string{"redflag.airway", "redflag.bleeding"}, true, false},
		{"oesophago-tracheal fistula", "", []string{"risk.bleeding_site"}, []string{"redflag.airway", "redflag.bleeding"}, true, false},
		{"Gaucher disease", "", nil, nil, false, false},
		{"dysphagia", "nine months of dyspnoea", nil, []string{"redflag.airway"}, true, false},
		{"dysphagia", "no stridor", nil, nil, true, false},
		{"diabetes", "type 2", nil, nil, true, false},
	}
	for _, tt := range tests {
		r := c.Read(tt.name, tt.detail)
		states, leaves := slices.Concat(r.Is, r.Shows), r.Leaves
		if !sameSet(states, tt.states) || !sameSet(leaves, tt.leaves) || r.Understood != tt.understood || r.Doubt != tt.doubted {
			t.Errorf("%s, %s: states %v leaves %v understood %v doubt %v", tt.name, tt.detail, states, leaves, r.Understood, r.Doubt)
		}
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Compact(slices.Sorted(slices.Values(a))), slices.Compact(slices.Sorted(slices.Values(b)))
	return slices.Equal(a, b)
}

// TestDrugsNamed: trade names stand on the cards, with a source; what is not known is said
// to be so.
func TestDrugsNamed(t *testing.T) {
	c := theContent(t)
	tests := []struct {
		text, want string
		known      bool
	}{
		{"Lenvima", "lenvatinib", true},
		{"NEXAVAR 400 mg twice daily", "sorafenib", true},
		{"lenvatinib (Lenvima)", "lenvatinib", true},
		{"Tafinlar + Mekinist", "dabrafenib trametinib", true},
		{"unknown TKI", "kinase inhibitor", true},
		{"lenvatinb", "", false},
		{"targeted therapy", "", false},
		{"doxorubicin", "antitumour", true},
		{"Cordarone", "amiodarone", true},
		{"bisoprolol", "bisoprolol", true},
	}
	for _, tt := range tests {
		drugs, known := c.DrugsNamed(tt.text)
		var ids []string
		for _, d := range drugs {
			ids = append(ids, d.ID)
		}
		if got := strings.Join(ids, " "); known != tt.known || known && got != tt.want {
			t.Errorf("%s: %q, known %v", tt.text, got, known)
		}
	}
}

// TestWordsMeanOneThing: no word stands under two meanings, every meaning has an id of its
// own, and every trade name has a source.
func TestWordsMeanOneThing(t *testing.T) {
	c := theContent(t)
	at, ids := map[string]string{}, map[string]bool{}
	for _, m := range c.Meanings {
		if m.ID == "" || ids[m.ID] {
			t.Errorf("meaning %q: no id of its own", m.ID)
		}
		ids[m.ID] = true
		for _, w := range m.Words {
			key := strings.Join(spelled(w), " ")
			if strings.Contains(w, "|") {
				key = w
			}
			if at[key] != "" && at[key] != m.ID {
				t.Errorf("%q means %s and %s", w, at[key], m.ID)
			}
			at[key] = m.ID
		}
	}
	for _, d := range c.Drugs {
		for _, b := range d.Brands {
			if len(b.By) == 0 {
				t.Errorf("%s: brand %s without a source", d.ID, b.Name)
			}
		}
	}
}
