package report

import (
	"fmt"
	"html/template"
	"os"
	"testing"

	"symport/internal/chart"
	"symport/internal/date"
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

// plots are a made-up marker and response, as they fold out below the course.
func plots() []Plot {
	day := date.Of(2018, 1, 1)
	m := chart.Marker{ID: "tg", Title: "Thyroglobulin", Description: "Made-up course", Name: "Tg", Unit: "ng/mL"}
	for i, v := range []float64{2, 3.1, 4.8, 7.9} {
		on := day + date.Day(200*i)
		m.Values = append(m.Values, chart.Sample{Day: on, When: on.String(), V: v, State: chart.Suppressed, Used: true})
	}
	known := func(v float64) chart.Amount { return chart.Amount{V: v, Known: true} }
	r := chart.Response{ID: "rc", Title: "Response by RECIST 1.1", Description: "Made-up course", Visits: []string{"2018-01-01", "2018-07-20"}, Days: []float64{17532, 17732},
		Sum: []chart.Amount{known(40), known(52)}, Smallest: []chart.Amount{{}, known(40)}, Category: []string{"", "PD"}, FallPercent: 30, RisePercent: 20, RiseLeast: 5,
		Lesions: []chart.Spider{{Name: "lung", MM: []chart.Amount{known(40), known(52)}, Words: []string{"", ""}}}}
	return []Plot{
		{Title: m.Title, Lead: []string{"It doubles in 9 months."}, SVG: template.HTML(m.SVG()), Notes: []string{"Shaded: the band."}, Table: m.Table()},
		{Title: r.Title, Lead: []string{"Progression."}, SVG: template.HTML(r.SVG()), Table: r.Table()},
	}
}

// A page with plots keeps what holds for the others, and each plot has its table.
func TestPlotsOnThePage(t *testing.T) {
	page, err := HTML(fixture(t), plots()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			p := browser.Open(t, page)
			p.Size(width, 900)
			p.Media("screen", scheme)
			if n := p.Number(`[...document.querySelectorAll('details')].map(d=>d.open=true).length`); n == 0 {
				t.Fatal("nothing folds out")
			}
			noFindings(t, "axe", p.Violations())
			noFindings(t, "screen", p.Clashes())
			if got := p.Number(`document.documentElement.scrollWidth`); got > float64(width) {
				t.Errorf("%.0f px wide at %d", got, width)
			}
			if n := p.Number(`[...document.querySelectorAll('section.plot')].filter(s=>s.querySelector('svg.pl[role=img] title')&&s.querySelectorAll('table tbody tr').length>1).length`); n != 2 {
				t.Errorf("%.0f of 2 plots have a name and a table", n)
			}
			if n := p.Number(`document.querySelectorAll('script').length`); n != 0 {
				t.Error("the page has a script")
			}
		}
	}
}

// Nothing that can fold out is hidden on a phone.
func TestPhoneHidesNothing(t *testing.T) {
	p := browser.Open(t, render(t, fixture(t)))
	p.Size(390, 900)
	if n := p.Number(`[...document.querySelectorAll('main details')].filter(d=>!d.parentElement.closest('details:not([open])')&&d.getBoundingClientRect().width===0).length`); n != 0 {
		t.Errorf("%.0f parts that fold out are hidden", n)
	}
}
