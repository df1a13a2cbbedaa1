package rule

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"symport/internal/fact"
)

// Each file of testdata/problems is a rule file; lines "#! ..." say the problems that
// loading it reports, in order.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/problems/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			set, problems := Compile(testVocabulary(), testParams(), []File{{Name: filepath.Base(name), Data: data}})
			if set != nil {
				t.Error("a set in spite of problems")
			}
			var got, want []string
			for _, p := range problems {
				got = append(got, strings.TrimPrefix(p.String(), filepath.Base(name)+":"))
			}
			for line := range strings.Lines(string(data)) {
				if rest, ok := strings.CutPrefix(line, "#! "); ok {
					want = append(want, strings.TrimSpace(rest))
				}
			}
			if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
				t.Errorf("got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

// TestProblemsOfTheVocabulary: what cannot be named in a condition is refused before any
// rule is read.
func TestProblemsOfTheVocabulary(t *testing.T) {
	v := NewVocabulary([]fact.Term{
		{ID: "rair.6mo", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "a.in", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "q", Type: fact.Quantity, Scope: fact.OfPatient},
		{ID: "e", Type: fact.Enum, Scope: fact.OfPatient},
		{ID: "site", Type: fact.Truth, Scope: fact.OfLesion},
		{ID: "x-y", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "x_y", Type: fact.Truth, Scope: fact.OfPatient},
	})
	_, problems := Compile(v, []Param{{ID: "1st"}}, nil)
	want := []string{
		`vocabulary: error: fact "a.in" has the part in, a word that conditions keep for themselves`,
		`vocabulary: error: fact "e" needs 1 to 63 members`,
		`vocabulary: error: fact "q" needs a kind and a unit`,
		`vocabulary: error: fact "rair.6mo" has a part that begins with a digit`,
		`vocabulary: error: fact "site": the facts of a lesion, and no others, begin with lesion.`,
		`vocabulary: error: fact "x_y" is declared twice`,
		`vocabulary: error: parameter "1st" has a part that begins with a digit`,
	}
	if got := problems.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

// TestSafetyMayNameOtherEditionsOptions: an option that this edition lacks is noted; a
// slip of the pen is a problem.
func TestSafetyMayNameOtherEditionsOptions(t *testing.T) {
	safety := func(option string) File {
		return File{Name: "safety.yaml", Safety: true, Data: []byte(
			"- arguments-for: [" + option + "]\n  arguments:\n    - {rule: s.pregnant, excludes: absolute, when: pregnant}\n")}
	}
	edition := File{Name: "a.yaml", Data: []byte(testRules)}
	s, problems := Compile(testVocabulary(), testParams(), []File{edition, safety("cabozantinib")})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	if len(s.Undefined) != 1 || s.Undefined[0] != "cabozantinib" {
		t.Errorf("undefined: %v", s.Undefined)
	}
	_, problems = Compile(testVocabulary(), testParams(), []File{edition, safety("radiodine")})
	if got := problems.Error(); got != "safety.yaml:1:19: error: no entry describes the option radiodine (label, number, kind) (did you mean radioiodine?)" {
		t.Errorf("got %s", got)
	}
}

// FuzzCompile: whatever stands in a rule file, loading reports or compiles, and what
// compiled can be assessed, explained and flipped.
func FuzzCompile(f *testing.F) {
	f.Add([]byte(testRules))
	files, _ := filepath.Glob("testdata/problems/*.yaml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	v, params := testVocabulary(), testParams()
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := Compile(v, params, []File{{Name: "f", Data: data}})
		for _, p := range problems {
			if lines := len(linesOf(string(data))); p.Place.Line > lines {
				t.Errorf("%s: the file has %d lines", p, lines)
			}
		}
		if s == nil {
			if len(problems) == 0 {
				t.Error("neither a set nor a problem")
			}
			return
		}
		r := s.Assess(NewFacts(v))
		r.CriteriaVerdicts()
		r.OptionVerdicts()
		r.Missing()
	})
}
