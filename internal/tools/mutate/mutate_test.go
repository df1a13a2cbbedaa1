package main

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"symport/internal/content"
	"symport/internal/rule"
)

var knowledge = os.DirFS("../../../knowledge")

// Of the changes of one place, at least 95 in 100 are noticed; each of the others is
// explained, and no explanation is left over. No vignette only fills the count.
func TestChangedRulesAreNoticed(t *testing.T) {
	c, err := check(knowledge, "article", 2)
	if err != nil {
		t.Fatal(err)
	}
	list, err := explanations(knowledge)
	if err != nil {
		t.Fatal(err)
	}
	shares := c.shares()
	all := shares[len(shares)-1]
	if all.Of < 1500 || all.percent() < 95 {
		t.Errorf("%d of %d changes noticed: %.1f %%", all.Caught, all.Of, all.percent())
	}
	var b strings.Builder
	if open := c.writeSurvivors(&b, list); open > 0 {
		t.Errorf("%d survivors or explanations are open:\n%s", open, b.String())
	}
	if idle := c.idle(); len(idle) > 0 {
		t.Errorf("these notice nothing alone and pin nothing: %v", idle)
	}
}

// What an explanation calls no change is none for any patient: 1000 of them see no
// difference, while most other changes show in some.
func TestExplainedSurvivorsChangeNothing(t *testing.T) {
	set := load(t, knowledge).Rules
	list, err := explanations(knowledge)
	if err != nil {
		t.Fatal(err)
	}
	all := &checked{}
	for _, m := range set.Mutants() {
		all.Mutants = append(all.Mutants, caught{Mutant: m})
	}
	reasons, _ := all.explain(list)
	patients := randomPatients(set, 1000)
	explained := 0
	for i := range all.Mutants {
		if reasons[i] == "" {
			continue
		}
		explained++
		if at := difference(patients, all.Mutants[i].Set()); at >= 0 {
			t.Errorf("%s: %s: patient %d shows it", all.Mutants[i].Item, all.Mutants[i].Change, at)
		}
	}
	if explained == 0 {
		t.Fatal("no survivor is explained: the names do not fit")
	}
	if m := &all.Mutants[0]; difference(patients, m.Set()) < 0 {
		t.Errorf("no patient shows %s: %s", m.Item, m.Change)
	}
}

func randomPatients(s *rule.Set, n int) []*rule.Result {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]*rule.Result, n)
	for i := range out {
		out[i] = s.Assess(randomFacts(r, s))
	}
	return out
}

// difference is the first patient of whom the changed rules say something else, -1 if
// none.
func difference(patients []*rule.Result, changed *rule.Set) int {
	return slices.IndexFunc(patients, func(r *rule.Result) bool { return !changed.Assess(r.Facts).Same(r) })
}

// Without vignettes and pins nothing is noticed: the check does not pass by itself.
func TestNothingIsNoticedWithoutTests(t *testing.T) {
	c, err := check(untested(t, knowledge), "article", 1)
	if err != nil {
		t.Fatal(err)
	}
	if n, of := len(c.survivors()), len(c.Mutants); n != of {
		t.Errorf("%d of %d survive", n, of)
	}
}

func load(t *testing.T, fsys fs.FS) *content.Content {
	t.Helper()
	c, err := content.Load(fsys, "article", nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// untested is the content without its tests.
func untested(t *testing.T, fsys fs.FS) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Base(path.Dir(name)) == "tests" || strings.Contains(name, "tests/pins") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
