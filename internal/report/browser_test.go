package report

import (
	"fmt"
	"os"
	"testing"

	"symport/internal/testkit/browser"
	"symport/internal/verdict"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// pages are the assessments that the browser looks at.
func pages(t *testing.T) map[string]*verdict.Assessment {
	return map[string]*verdict.Assessment{
		"fixture": fixture(t), "crowded": crowded(fixture(t)), "empty": {},
	}
}

func render(t *testing.T, a *verdict.Assessment) []byte {
	t.Helper()
	html, err := HTML(a)
	if err != nil {
		t.Fatal(err)
	}
	return html
}

// crowded is a long story: more lesions, events and options than any sheet has room for.
func crowded(a *verdict.Assessment) *verdict.Assessment {
	for i := range 14 {
		id := fmt.Sprintf("x%02d", i)
		a.Lesions = append(a.Lesions, verdict.Lesion{ID: id, Label: "bone, thoracic vertebra " + id + " and its left costovertebral joint",
			Site: "bone", Size: "12 mm", Course: "stable since the examination before", Uptake: "yes", Local: "none recorded", Found: "2014-03"})
	}
	for i := range 40 {
		x := 1.5 * float64(i+1)
		when := fmt.Sprintf("20%02d-%02d-%02d", 1+i/3, 1+(4*i)%12, 1+i%28)
		a.Summary.Course = append(a.Summary.Course,
			verdict.Event{When: when, Section: "laboratory", Test: "Tg", Value: &x, Unit: "ng/mL", Text: fmt.Sprintf("Tg %.3g ng/mL", x), Used: true},
			verdict.Event{When: when, Section: "imaging", Text: fmt.Sprintf("CT of the thorax no. %d: nodules of both lungs without change", i), Used: true},
			verdict.Event{When: when, Section: "external-beam", Text: "radiotherapy of a vertebra, 30 Gy in 10 fractions", Used: true},
			verdict.Event{When: when, Section: "radioiodine", Text: "131I 7.4 GBq (200 mCi)", Used: true})
	}
	for i := range 12 {
		o := a.Options[0]
		o.ID, o.Number, o.Label = fmt.Sprintf("extra-%d", i), 0, fmt.Sprintf("further treatment with a rather long name, number %d", i)
		o.Counts.Unknown = i
		a.Options = append(a.Options, o)
	}
	return a
}

func TestLabelsKeepApart(t *testing.T) {
	for name, a := range pages(t) {
		t.Run(name, func(t *testing.T) {
			p := browser.Open(t, render(t, a))
			p.Size(1280, 800)
			noFindings(t, "screen", p.Clashes())
			p.Size(1050, 750) // 277 mm, the width of the printed page
			p.Media("print", "light")
			noFindings(t, "paper", p.Clashes())
		})
	}
}

func TestBoardSheetIsOnePage(t *testing.T) {
	for name, a := range pages(t) {
		t.Run(name, func(t *testing.T) {
			p := browser.Open(t, render(t, a))
			if n := p.Sheets(); n != 1 {
				t.Errorf("%d sheets of paper", n)
			}
			p.Size(1050, 750)
			p.Media("print", "light")
			cut := p.CutFromSheet()
			if cut > 1 {
				t.Errorf("%.0f px are cut off at the foot of the sheet", cut)
			}
		})
	}
}

func TestFirstScreen(t *testing.T) {
	p := browser.Open(t, render(t, fixture(t)))
	p.Size(1280, 800)
	for what, selector := range map[string]string{
		"an option": ".o1 .opt", "a criterion": ".o2 li", "something due": ".o3 li", "a question": ".ask li", "red flags": ".red",
	} {
		bottom := p.Bottom(selector)
		if bottom <= 0 || bottom > 800 {
			t.Errorf("%s ends at %.0f px of 800", what, bottom)
		}
	}
}

func TestReflow(t *testing.T) {
	for name, a := range pages(t) {
		for _, width := range []int64{320, 390, 768} {
			p := browser.Open(t, render(t, a))
			p.Size(width, 800)
			if got := p.Number(`document.documentElement.scrollWidth`); got > float64(width) {
				t.Errorf("%s: %.0f px wide at %d", name, got, width)
			}
		}
	}
}

func TestAccessibility(t *testing.T) {
	for name, a := range pages(t) {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 390} {
				if name == "empty" && scheme == "dark" {
					continue // nothing in it that the others lack
				}
				t.Run(fmt.Sprint(name, " ", scheme, " ", width), func(t *testing.T) {
					p := browser.Open(t, render(t, a))
					p.Size(width, 900)
					p.Media("screen", scheme)
					p.Number(`[...document.querySelectorAll('details')].map(d=>d.open=true).length`)
					noFindings(t, "axe", p.Violations())
				})
			}
		}
	}
}

func noFindings(t *testing.T, where string, findings []string) {
	t.Helper()
	for _, f := range findings {
		t.Errorf("%s: %s", where, f)
	}
}
