package content

import (
	"strings"
	"testing"

	"symport/internal/fault"
)

// own keeps the problems of the small content itself: it does not hold the ids of the
// contract and is not meant to.
func own(problems fault.Problems) fault.Problems {
	var out fault.Problems
	for _, p := range problems {
		if !strings.HasPrefix(p.Message, "the edition has no ") {
			out = append(out, p)
		}
	}
	return out
}

func TestLintFindsNothingInSoundContent(t *testing.T) {
	fsys := mini(map[string]string{"book/schedule.yaml": "- {id: visit, label: visit, when: bad-any, sources: [book]}\n"})
	fsys["editions/one.yaml"].Data = append(fsys["editions/one.yaml"].Data, "reserved: [kind]\n"...)
	if p := own(Lint(mustLoad(t, fsys, ""), fsys)); len(p) > 0 {
		t.Errorf("%v", p)
	}
}

func TestLintNamesTheContractsIDs(t *testing.T) {
	fsys := mini(nil)
	text := Lint(mustLoad(t, fsys, ""), fsys).Error()
	for _, want := range []string{"no criterion rair.no-uptake", "no option lenvatinib", "no red flag cord-compression"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

func TestLint(t *testing.T) {
	tests := []struct{ name, file, text, id, want string }{
		{"source unknown", "book/activities.yaml", "- {gbq: 1, text: t, sources: [bok], verified: source}", "source-unknown", "no source bok"},
		{"source missing", "book/activities.yaml", "- {gbq: 1, text: t, verified: source}", "source-missing", "activity t"},
		{"source unused", "sources/t.yaml", "- {id: extra, citation: X, verified: source}", "source-unused", "extra"},
		{"fact unknown", "book/activities.yaml", "- {gbq: 1, text: t, sources: [book], facts: [F002], verified: source}", "fact-unknown", "no fact F002"},
		{"fact not carried", "facts/g.yaml", "- {id: F002, text: t, lines: 1-1, source: book, verified: source}", "fact-not-carried", "F002"},
		{"fact incomplete", "facts/g.yaml", "- {id: F002, text: t, source: book}", "fact-incomplete", "F002"},
		{"fact of no source", "facts/g.yaml", "- {id: F002, text: t, lines: 1-1, source: bok, verified: source}", "source-unknown", "bok"},
		{"note one-sided", "facts/notes.yaml", "- {id: I01, text: t, facts: []}", "note-one-sided", "note I01 does not name fact F001"},
		{"note unknown", "facts/notes.yaml", "[]", "note-unknown", "no note I01"},
		{"note of no fact", "facts/notes.yaml", "- {id: I01, text: t, facts: [F001, F009]}", "fact-unknown", "no fact F009"},
		{"name unknown", "book/questions.yaml", "- {id: q, ask: a, where: w, burden: ask, facts: [agee]}", "name-unknown", "no fact or criterion agee"},
		{"question incomplete", "book/questions.yaml", "- {id: q, ask: a, where: w, burden: much, facts: [age]}", "question-incomplete", "question q"},
		{"question in parts that leave a fact out", "book/questions.yaml", "- {id: q, ask: a, where: w, burden: ask, facts: [age, sex], parts: [{ask: a, short: s, facts: [age]}]}", "question-part", "question q"},
		{"parameter unused", "book/params/q.yaml", "- {id: x, kind: age, unit: y, value: 1, label: l, text: t, sources: [book], locator: p, verified: source}", "parameter-unused", "x"},
		{"parameter incomplete", "book/params/q.yaml", "- {id: x, kind: age, unit: y, value: 1, sources: [book], verified: source}", "parameter-incomplete", "x"},
		{"term incomplete", "terms/u.yaml", "- {id: x, type: truth, scope: patient, label: x}", "term-incomplete", "x"},
		{"term unused", "terms/u.yaml", "- {id: x, type: truth, scope: patient, label: x, definition: d}", "term-unused", "x"},
		{"term unaskable", "terms/t.yaml", strings.Replace(string(mini(nil)["terms/t.yaml"].Data), "label: ill, definition: d, ask: a", "label: ill, definition: d", 1), "term-unaskable", "ill"},
		{"term ageless", "terms/u.yaml", "- {id: x, type: truth, scope: patient, label: x, definition: d, safety: yes, moves: any}", "term-ageless", "x"},
		{"red flag of a quantity", "book/redflags.yaml", "- {id: r, fact: age, text: t, ask: a, sources: [book], verified: source}", "fact", "a truth that ages"},
		{"red flag without lesions", "book/redflags.yaml", "- {id: r, fact: pregnant, text: t, ask: a, sources: [book], verified: source}", "lesions", "is no criterion"},
		{"excluder without safer", "book/params/p.yaml", strings.Replace(string(mini(nil)["book/params/p.yaml"].Data), ", safer: lower", "", 1), "safer-missing", "walk.old"},
		{"fold without question", "safety/rules/t.yaml", "- arguments-for: [walk]\n  arguments:\n    - {rule: r, informs: yes, when: ill, text: t, sources: [book], ask-as: nothing, verified: source}", "question-unknown", "folds under nothing"},
		{"text too long", "safety/rules/t.yaml", "- arguments-for: [walk]\n  arguments:\n    - {rule: r, informs: yes, when: ill, text: " + strings.Repeat("x", 91) + ", sources: [book], verified: source}", "text", "91 characters"},
		{"read where nothing was read", "sources/s.yaml", "- {id: book, citation: B, verified: unverified}", "verified", "cites only unverified"},
		{"excuse without reason", "coverage.yaml", "- {facts: [F001]}", "reason-missing", "no reason"},
		{"excuse of nothing", "coverage.yaml", "- {facts: [F00], reason: r}", "fact-unknown", "no fact F00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := mini(map[string]string{tt.file: tt.text})
			problems := Lint(mustLoad(t, fsys, ""), fsys)
			for _, p := range problems {
				if p.ID == tt.id && strings.Contains(p.Message, tt.want) {
					return
				}
			}
			t.Errorf("no %s ... %s in:\n%v", tt.id, tt.want, own(problems))
		})
	}
}

func TestCoverageCountsItemsAndReasonsApart(t *testing.T) {
	fsys := mini(map[string]string{
		"facts/g.yaml":    "- {id: F002, section: Two, text: t, lines: 1-1, source: book, verified: source}\n- {id: F003, section: Two, text: t, lines: 1-1, source: book, verified: source, background: yes}\n- {id: F004, section: Two, text: t, lines: 1-1, source: book, verified: source}",
		"coverage.yaml":   "- {facts: [F002], reason: not ours}\n- {facts: [F003], by: reading room, reason: background}",
		"drugs/pill.yaml": "id: pill\nlabel: Pill\nclass: c\ngeneral: [{what: w, printed: p, facts: [F004]}]\n",
	})
	got, err := Cover(mustLoad(t, fsys, ""), fsys)
	if err != nil {
		t.Fatal(err)
	}
	if got.Of != 4 || got.Carried != 3 {
		t.Errorf("%d of %d carried, want 3 of 4", got.Carried, got.Of)
	}
	want := map[string]string{"F001": "rule walk.ill", "F002": "", "F003": "reading room", "F004": "drug pill (w)"}
	for _, k := range got.Statements {
		if by := strings.Join(k.By, ", "); by != want[k.ID] {
			t.Errorf("%s is carried by %q, want %q", k.ID, by, want[k.ID])
		}
	}
	if len(got.Sections) != 2 || strings.Join(got.Sections[1].Missing, " ") != "F002" {
		t.Errorf("sections %+v", got.Sections)
	}
}
