package consult

import (
	"bytes"
	"cmp"
	command "flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"symport/internal/verdict"
)

var update = command.Bool("update", false, "rewrite docs/validation/published-cases.md; the expectations are written by hand")

// expected is what the assessment of a published patient has to say.
type expected struct {
	Case     string            `yaml:"case"`
	Authors  string            `yaml:"authors"` // what they say, restated
	Scope    string            `yaml:"scope"`
	Criteria map[string]string `yaml:"criteria"`
	Needs    map[string]string `yaml:"needs"`    // of a criterion that is unknown: a fact that it names
	Findings map[string]any    `yaml:"findings"` // value, or the status if it is not known
	Sum      *struct {
		GBq any     `yaml:"GBq"` // a number, or ">=" one
		MCi float64 `yaml:"mCi"`
	} `yaml:"cumulative"`
	Are      map[string][]verdict.Verdict `yaml:"are"`   // by option, or option@lesion: one of these
	Never    map[string][]verdict.Verdict `yaml:"never"` // none of these
	RedFlags []string                     `yaml:"red-flags"`
	Warnings []string                     `yaml:"warnings"`
	Differs  string                       `yaml:"differs"` // why ours is not the authors' statement
}

func readExpected(t *testing.T, casePath string) *expected {
	t.Helper()
	path := filepath.Join(filepath.Dir(casePath), "expected", filepath.Base(casePath))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x := &expected{}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(x); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return x
}

// What Symport says of every published patient is what a physician who read the source
// wants to read: the expectations are data beside the cases.
func TestPublishedCasesAsExpected(t *testing.T) {
	c := article(t)
	for _, path := range published(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			x, p := readExpected(t, path), readCase(t, path)
			a := assess(t, p, c, "")
			if x.Case != p.ID || x.Authors == "" || x.Differs == "" {
				t.Errorf("expectations of %q for %q, with what the authors say and why ours differs", x.Case, p.ID)
			}
			if a.AsOfFrom == "today" {
				t.Error("assessed on the day of the test: the file needs as-of")
			}
			x.check(t, a)
			checkNever(t, a)
		})
	}
}

// Each file of expectations has its case.
func TestExpectationsHaveCases(t *testing.T) {
	paths, _ := filepath.Glob("../../cases/published/expected/*.yaml")
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join("../../cases/published", filepath.Base(path))); err != nil {
			t.Error(err)
		}
	}
}

func (x *expected) check(t *testing.T, a *verdict.Assessment) {
	if a.Scope.Status != x.Scope {
		t.Errorf("scope %s (%s), want %s", a.Scope.Status, a.Scope.Reason, x.Scope)
	}
	for id, want := range x.Criteria {
		if got := criterionStatus(a, id); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	for id, fact := range x.Needs {
		if c := criterion(a, id); c == nil || c.Status != "unknown" || !slices.Contains(c.Needs, fact) {
			t.Errorf("%s does not name the missing %s: %+v", id, fact, c)
		}
	}
	for id, want := range x.Findings {
		f := findingOf(t, a, id, "")
		if got := cmp.Or(fmt.Sprint(shownFinding(f)), f.Status); got != fmt.Sprint(want) {
			t.Errorf("%s is %s (%s), want %v", id, got, f.Why, want)
		}
	}
	x.checkSum(t, a)
	x.checkVerdicts(t, a)
	for _, id := range x.RedFlags {
		if !slices.ContainsFunc(a.RedFlags, func(f verdict.RedFlag) bool { return f.ID == id }) {
			t.Errorf("the red flag %s is not asked for", id)
		}
	}
	for _, id := range x.Warnings {
		if !warned(a, id) {
			t.Errorf("no warning %s", id)
		}
	}
}

// checkSum compares the cumulative activity, and the expectation's GBq with its mCi
// (1 mCi is 0.037 GBq; printed to a whole mCi).
func (x *expected) checkSum(t *testing.T, a *verdict.Assessment) {
	if x.Sum == nil {
		return
	}
	if got := fmt.Sprint(shownFinding(findingOf(t, a, "rai.cumulative", ""))); got != fmt.Sprint(x.Sum.GBq) {
		t.Errorf("cumulative activity %s GBq, want %v", got, x.Sum.GBq)
	}
	var gbq float64
	if _, err := fmt.Sscan(strings.TrimPrefix(fmt.Sprint(x.Sum.GBq), ">="), &gbq); err != nil {
		t.Fatal(err)
	}
	if math.Abs(gbq/0.037-x.Sum.MCi) > 0.5 {
		t.Errorf("%v GBq are not %v mCi", gbq, x.Sum.MCi)
	}
}

func (x *expected) checkVerdicts(t *testing.T, a *verdict.Assessment) {
	for option, want := range x.Are {
		for _, o := range optionsOf(t, a, option) {
			if !slices.Contains(want, o.Verdict) {
				t.Errorf("%s is %s, want %v; needs %v", option, o.Verdict, want, o.Needs)
			}
		}
	}
	for option, bad := range x.Never {
		for _, o := range optionsOf(t, a, option) {
			if slices.Contains(bad, o.Verdict) {
				t.Errorf("%s is %s", option, o.Verdict)
			}
		}
	}
}

// checkNever is what holds for all of them: no fixed activity is indicated while its blood
// dose is not known, and nothing is advised while what forbids it is open.
func checkNever(t *testing.T, a *verdict.Assessment) {
	for i := range a.Options {
		o := &a.Options[i]
		if o.ID == "radioiodine-fixed" && o.Verdict == verdict.Indicated {
			t.Errorf("%v GBq indicated", *o.ActivityGBq)
		}
		for j := range o.Excludes {
			if e := &o.Excludes[j]; positive(o.Verdict) && e.Status != "not-met" {
				t.Errorf("%s@%s is %s, and %s is %s", o.ID, o.Target.ID, o.Verdict, e.Rule, e.Status)
			}
		}
	}
	advised := slices.ContainsFunc(a.Actions, func(x verdict.Action) bool { return x.ID != "red-flags" })
	if a.Scope.Status == "out" && (len(a.Options) > 0 || advised) {
		t.Error("outside the scope, and options are judged")
	}
}

func criterion(a *verdict.Assessment, id string) *verdict.Criterion {
	for i := range a.Criteria {
		if a.Criteria[i].ID == id {
			return &a.Criteria[i]
		}
	}
	return nil
}

// optionsOf are the entries of "option" or "option@lesion", one per activity.
func optionsOf(t *testing.T, a *verdict.Assessment, name string) (out []*verdict.Option) {
	t.Helper()
	id, lesion, _ := strings.Cut(name, "@")
	for i := range a.Options {
		if o := &a.Options[i]; o.ID == id && o.Target.ID == lesion {
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		t.Errorf("%s was not judged", name)
	}
	return out
}

const validationPage = "../../docs/validation/published-cases.md"

// The page puts what the authors say beside what is said here.
func TestPublishedCasesPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Published patients: the authors and Symport\n\n" +
		"Written by `go test ./internal/consult -run PublishedCasesPage -update` from the cases, their\n" +
		"expectations (`cases/published/expected`, written by hand) and the assessment by edition article\n" +
		"on the day of each case; a test holds both to each other. A criterion is + met, - not met, ? unknown.\n\n" +
		"| patient | the authors | Symport | why they differ |\n|---|---|---|---|\n")
	c := article(t)
	for _, path := range published(t) {
		x, p := readExpected(t, path), readCase(t, path)
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", p.ID, x.Authors, said(t, x, assess(t, p, c, "")), x.Differs)
	}
	if *update {
		if err := os.WriteFile(validationPage, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(validationPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("%s is not what the cases give; read the change, then -update", validationPage)
	}
}

var marks = map[string]string{"met": "+", "not-met": "-", "unknown": "?", "not-applicable": "n/a"}

// said is what the assessment holds of what the expectations name, in order.
func said(t *testing.T, x *expected, a *verdict.Assessment) string {
	parts := []string{"scope " + a.Scope.Status}
	for _, id := range keysOf(x.Criteria) {
		parts = append(parts, id+" "+marks[criterionStatus(a, id)])
	}
	for _, f := range a.Findings {
		if f.ID == "rai.cumulative" && x.Sum != nil {
			parts = append(parts, fmt.Sprintf("cumulative %v GBq (%v mCi)", shownFinding(&f), x.Sum.MCi))
		}
	}
	for _, name := range keysOf(x.Are) {
		if of := optionsOf(t, a, name); len(of) > 0 {
			parts = append(parts, name+": "+string(of[0].Verdict))
		}
	}
	return strings.Join(parts, "; ")
}

func keysOf[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
