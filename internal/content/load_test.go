package content

import (
	"errors"
	"strings"
	"testing"

	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/rule"
	"symport/internal/verdict"
)

func TestLoadReadsEverything(t *testing.T) {
	c := mustLoad(t, mini(nil), "")
	if c.Edition.Label != "first" || c.OverlayHash != "none" || c.Overlay != nil {
		t.Errorf("edition %+v, overlay %v %s", c.Edition, c.Overlay, c.OverlayHash)
	}
	if got := c.Statements["F001"].Notes; len(got) != 1 || got[0] != "I01" {
		t.Errorf("notes of F001: %v", got)
	}
	if got := c.Params["old"]; got.Value != 65 || got.Safer != "lower" || !got.Moves {
		t.Errorf("old: %+v", got)
	}
	if got := c.Vocabulary.Term("pregnant"); got.FreshDays != 30 || got.NA == nil || *got.NA {
		t.Errorf("pregnant: %+v", got)
	}
}

func TestMistakesOfContentAreNamedAtTheirPlace(t *testing.T) {
	tests := []struct {
		name, file, text, at, want string
	}{
		{"unknown key", "sources/s.yaml", "- {id: book, citaton: B, verified: source}", "sources/s.yaml:1:14", "did you mean citation?"},
		{"key twice", "sources/s.yaml", "- {id: book, id: b2}", "sources/s.yaml:1:14", "stands here twice"},
		{"not a number", "book/params/p.yaml", "- {id: old, kind: age, unit: y, value: \"65,5\", verified: source}", "book/params/p.yaml:1:40", "write 65.5"},
		{"not a number at all", "book/params/p.yaml", "- {id: old, kind: age, unit: y, value: .nan, verified: source}", "book/params/p.yaml:1:40", "not a number"},
		{"state of verification", "sources/s.yaml", "- {id: book, citation: B, verified: yes}", "sources/s.yaml:1:37", "source, secondary or unverified"},
		{"verification left out", "book/params/p.yaml", "- {id: old, kind: age, unit: y, value: 65}", "book/params/p.yaml:1:8", "does not say how far it was verified"},
		{"value left out", "book/params/p.yaml", "- {id: old, kind: age, unit: y, verified: source}", "book/params/p.yaml:1:8", "lacks its value"},
		{"safer", "book/params/p.yaml", "- {id: old, kind: age, unit: y, value: 65, verified: source, safer: down}", "book/params/p.yaml:1:69", "lower or higher"},
		{"not a list", "sources/s.yaml", "id: book", "sources/s.yaml:1:1", "a list of items"},
		{"syntax", "sources/s.yaml", "- {id: book", "sources/s.yaml:", "not YAML"},
		{"anchor", "sources/s.yaml", "- {id: &a book, citation: *a}", "sources/s.yaml:1:8", "anchors and aliases"},
		{"two documents", "sources/s.yaml", "- {id: book, citation: B, verified: source}\n---\n- {id: c}\n", "sources/s.yaml:", "a second YAML document"},
		{"id twice", "facts/g.yaml", "- {id: F001, text: t}", "facts/g.yaml:1:3", "first at facts/f.yaml:1:3"},
		{"no id", "facts/g.yaml", "- {text: t}", "facts/g.yaml:1:3", "fact without id"},
		{"type of a term", "terms/u.yaml", "- {id: x, type: truht, scope: patient}", "terms/u.yaml:1:17", "did you mean truth?"},
		{"quantity without unit", "terms/u.yaml", "- {id: x, type: quantity, scope: patient, kind: age}", "terms/u.yaml:1:8", "lacks kind or unit"},
		{"fresh of nothing", "book/params/q.yaml", "- {id: f, kind: days, unit: d, value: 3, verified: source, fresh-of: [pregnnt]}", "book/params/q.yaml:1:71", "did you mean pregnant?"},
		{"fresh in months", "book/params/q.yaml", "- {id: f, kind: time, unit: mo, value: 3, verified: source, fresh-of: [pregnant]}", "book/params/q.yaml:1:29", "in days"},
		{"fresh for no time", "book/params/q.yaml", "- {id: f, kind: days, unit: d, value: 0, verified: source, fresh-of: [pregnant]}", "book/params/q.yaml:1:39", "never ages"},
		{"rule", "book/rules/q.yaml", "- option: walk\n  arguments:\n    - {rule: r, for: strong, when: il, sources: [book]}", "book/rules/q.yaml:3:", "il"},
		{"edition id", "editions/one.yaml", "id: two\nfolders: [book]", "editions/one.yaml:1:1", "write id: one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(mini(map[string]string{tt.file: tt.text}), "one", nil)
			wantProblem(t, err, tt.at, tt.want)
		})
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	_, err := Load(mini(map[string]string{
		"sources/s.yaml":     "- {id: book, citaton: B}\n- {id: book2, doj: x}",
		"facts/notes.yaml":   "- {id: I01, txt: x}",
		"book/params/p.yaml": "- {id: old, kind: age, unit: y, value: x, verified: source}",
		"book/rules/r.yaml":  "- option: walk\n  label: W\n  kind: treatment\n  numbr: 1",
	}), "one", nil)
	var problems fault.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%v is no list of problems", err)
	}
	files := map[string]bool{}
	for _, p := range problems {
		files[p.Place.File] = true
	}
	for _, f := range []string{"sources/s.yaml", "facts/notes.yaml", "book/params/p.yaml", "book/rules/r.yaml"} {
		if !files[f] {
			t.Errorf("nothing said of %s in:\n%v", f, err)
		}
	}
}

func TestUnknownEditionNamesTheNearest(t *testing.T) {
	for _, id := range []string{"onee", "../one", "", "ONE"} {
		if _, err := Load(mini(nil), id, nil); err == nil {
			t.Errorf("edition %q loads", id)
		}
	}
	_, err := Load(mini(nil), "onee", nil)
	wantProblem(t, err, "editions", "did you mean one?")
}

// The floor is read though the edition does not name it, and an edition cannot name it
// away: its list of folders has no word for that.
func TestSafetyFloorIsPartOfEveryEdition(t *testing.T) {
	c := mustLoad(t, mini(nil), "")
	f := rule.NewFacts(c.Vocabulary)
	f.Set("ill", fact.True())
	f.Set("age", fact.Exactly(30))
	f.Set("pregnant", fact.True())
	if got := c.Rules.Assess(f).Options[0].Verdict; got != verdict.Contraindicated {
		t.Errorf("pregnant: %s", got)
	}
	if _, err := Load(mini(map[string]string{"editions/one.yaml": "id: one\nfolders: [book, safety]"}), "one", nil); err == nil {
		t.Error("an edition may list the safety folder")
	}
	if _, err := Load(mini(map[string]string{"safety/rules/s.yaml": "absent", "safety/tests/v.yaml": "absent"}), "one", nil); err == nil {
		t.Error("content without a safety folder loads")
	}
	if _, err := Load(mini(map[string]string{"safety/rules/s.yaml": "absent"}), "one", nil); err == nil {
		t.Error("content without a rule of the safety floor loads")
	}
}

func TestHashIsOfWhatWasRead(t *testing.T) {
	base := mustLoad(t, mini(nil), "").Hash
	if again := mustLoad(t, mini(nil), "").Hash; again != base {
		t.Error("the same files give another hash")
	}
	for name, text := range map[string]string{
		"sources/s.yaml":      "- {id: book, citation: The Book., verified: source}",
		"editions/one.yaml":   "id: one\nlabel: first.\nbody: body\nfolders: [book]\nscope-in: ill\n",
		"safety/rules/z.yaml": "[]",
	} {
		if mustLoad(t, mini(map[string]string{name: text}), "").Hash == base {
			t.Errorf("a change of %s does not change the hash", name)
		}
	}
	for name, text := range map[string]string{
		"safety/tests/v.yaml": "- {id: other}", "coverage.yaml": "[]", "editions/two.yaml": "id: two", "unread.yaml": "x",
	} {
		if mustLoad(t, mini(map[string]string{name: text}), "").Hash != base {
			t.Errorf("%s is not read by an assessment, but changes the hash", name)
		}
	}
}

const header = "overlay: us\nby: Dr A\nreason: local\n"

func TestOverlayMovesParametersTowardsSaferOnly(t *testing.T) {
	c := mustLoad(t, mini(nil), header+"parameters: {old: 60 y, fresh: {value: 7 d, reason: stricter}}")
	if c.Params["old"].Value != 60 || c.Rules.Param("old").Value != 60 {
		t.Errorf("old is %v in the parameters, %v in the rules", c.Params["old"].Value, c.Rules.Param("old").Value)
	}
	if got := c.Vocabulary.Term("pregnant").FreshDays; got != 7 {
		t.Errorf("pregnancy counts for %d days", got)
	}
	want := []Change{{"fresh", "d", 30, 7, "stricter"}, {"old", "y", 65, 60, "local"}}
	if len(c.Overlay.Changes) != 2 || c.Overlay.Changes[0] != want[0] || c.Overlay.Changes[1] != want[1] {
		t.Errorf("changes %+v, want %+v", c.Overlay.Changes, want)
	}
	if c.Hash != mustLoad(t, mini(nil), "").Hash || c.OverlayHash == "none" {
		t.Error("an overlay changes the hash of the content, or has none itself")
	}
	_, err := Load(mini(nil), "one", []byte(header+"parameters: {old: 66 y}"))
	wantProblem(t, err, "overlay:4:19", "old")
}

func TestOverlayAtItsLimits(t *testing.T) {
	tests := []struct{ name, text, at, want string }{
		{"unknown parameter", header + "parameters: {odl: 60 y}", "overlay:4:14", "did you mean old?"},
		{"no unit", header + "parameters: {old: 60}", "overlay:4:19", "write a number and y"},
		{"other unit", header + "parameters: {old: 720 mo}", "overlay:4:19", "write a number and y"},
		{"decimal comma", header + "parameters: {old: \"60,5 y\"}", "overlay:4:19", "write 60.5"},
		{"not a number", header + "parameters: {old: NaN y}", "overlay:4:19", "write a number and y"},
		{"twice", header + "parameters: {old: 60 y, old: 61 y}", "overlay:4:25", "stands here twice"},
		{"fresh for no time", header + "parameters: {fresh: 0 d}", "overlay:4:21", "never age"},
		{"unsigned", "overlay: us\nparameters: {old: 60 y}", "overlay:1:1", "who made it and why"},
		{"nothing moved", header, "overlay:1:1", "moves parameters"},
		{"rules", header + "rules: []\nparameters: {old: 60 y}", "overlay:4:1", "unknown key \"rules\""},
		{"a list", "- old: 60 y", "overlay:1:1", "an overlay is a mapping"},
		{"empty", "", "overlay:1:1", "an overlay is a mapping"},
		{"wrong key inside", header + "parameters: {old: {valeu: 60 y}}", "overlay:4:20", "did you mean value?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(mini(nil), "one", []byte(tt.text))
			wantProblem(t, err, tt.at, tt.want)
		})
	}
	open := strings.Replace(string(mini(nil)["book/params/p.yaml"].Data), ", safer: lower", "", 1)
	_, err := Load(mini(map[string]string{"book/params/p.yaml": open}), "one", []byte(header+"parameters: {old: 60 y}"))
	wantProblem(t, err, "overlay:4:19", "nothing says which way is safer")
	fixed := strings.Replace(string(mini(nil)["book/params/p.yaml"].Data), "moves: yes", "moves: no", 1)
	_, err = Load(mini(map[string]string{"book/params/p.yaml": fixed}), "one", []byte(header+"parameters: {old: 60 y}"))
	wantProblem(t, err, "overlay:4:19", "fixed by its source")
}
