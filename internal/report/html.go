package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"symport/internal/chart"
	"symport/internal/verdict"
)

// Plot is a drawing that folds out below the course: what it shows in words, and its
// table. The id of its drawing is its own on the page.
type Plot struct {
	Title string
	Lead  []string
	SVG   template.HTML
	Notes []string
	Table chart.Table
}

// HTML renders an assessment as one self-contained page without script, with the plots
// that go with it. On screen it is the patient's page; printed, the board sheet on one page.
func HTML(a *verdict.Assessment, plots ...Plot) ([]byte, error) {
	d := New(a)
	p := newPage(d)
	p.Plots = plots
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		return nil, fmt.Errorf("rendering the page of %s: %w", a.Case, err)
	}
	return b.Bytes(), nil
}

// page is what the template sees.
type page struct {
	*Document
	Policy, Style template.HTML
	Icons         template.HTML
	Title         string
	Course, Board template.HTML
	NotDrawn      []missed
	Plots         []Plot
	Events        []eventLine
	Newest        []eventLine
	Gauges        []gaugeHTML
	Disclaimer    string
	Advice        bool
	Key           string
	Tightness     string
	SheetGroups   []Group
	SheetLesions  []verdict.Lesion
	MoreLesions   string
	SheetAsks     []Question
	SheetSteps    []Step
	SheetRows     []CriterionRow
	SheetFlags    []flagLine
	FirstSteps    []Step
	LaterSteps    []Step
	SheetSources  []SourceLine
}

type eventLine struct{ When, Text string }

type gaugeHTML struct {
	Title, Note string
	SVG         template.HTML
}

// Limits of the first screen and of the board sheet, so that it stays one page.
const (
	screenSteps   = 4
	boardAsks     = 7
	boardSteps    = 6
	boardCriteria = 8
	boardFlags    = 260
	longAsk       = 92 // a question that folds on the page
)

func newPage(d *Document) page {
	p := page{
		Document:   d,
		Policy:     policy(),
		Style:      template.HTML("<style>" + style + "</style>"),
		Icons:      template.HTML(icons),
		Title:      d.Head.Case + ", " + d.Head.Who,
		Course:     template.HTML(d.timeline("tl-a", false)),
		Board:      template.HTML(d.timeline("tl-b", true)),
		Disclaimer: wProfessional,
		Advice:     !d.Head.Dead && d.A.Scope.Status != "out",
		Key:        wKeyNote,
	}
	p.NotDrawn = d.notDrawn()
	p.fillCourse()
	for _, g := range d.gauges() {
		p.Gauges = append(p.Gauges, gaugeHTML{g.Title, g.Note, template.HTML(g.SVG)})
	}
	p.fillSheet()
	return p
}

// policy lets the one style block of the page through and nothing else.
func policy() template.HTML {
	sum := sha256.Sum256([]byte(style))
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` +
		base64.StdEncoding.EncodeToString(sum[:]) + `'; img-src data:">`)
}

func (p *page) fillCourse() {
	for _, e := range p.A.Summary.Course {
		line := eventLine{upperFirst(whenWords(e.When, e.Period)), e.Text}
		if !e.Used {
			line.Text += " (" + wNotUsed + ")"
		}
		p.Events = append(p.Events, line)
		p.Newest = append([]eventLine{line}, p.Newest...)
	}
}

// fillSheet cuts what the board sees to what one page holds.
func (p *page) fillSheet() {
	p.SheetGroups = p.Groups
	p.SheetLesions = p.A.Lesions
	if n := len(p.A.Lesions); n > lesionRows {
		p.SheetLesions = p.A.Lesions[:lesionRows]
		p.MoreLesions = fmt.Sprintf(wLesionCount, n-lesionRows) + " " + wMoreOnPage
	}
	asks := append(append([]Question{}, p.Questions...), p.Missing...)
	p.SheetAsks = asks[:min(len(asks), boardAsks)]
	p.SheetSteps = p.Steps[:min(len(p.Steps), boardSteps)]
	p.SheetRows = p.Panel.Rows[:min(len(p.Panel.Rows), boardCriteria)]
	p.FirstSteps = p.Steps[:min(len(p.Steps), screenSteps)]
	p.LaterSteps = p.Steps[len(p.FirstSteps):]
	p.SheetSources = firstSources(p.Sources)
	p.SheetFlags = p.Flags.board()
	switch {
	case p.optionLines() > 34:
		p.Tightness = " dense"
	case p.crowded():
		p.Tightness = " tight"
	}
}

// firstSources are the source that most rests on, and the patient's.
func firstSources(all []SourceLine) []SourceLine {
	var out []SourceLine
	for i, s := range all {
		if i == 0 || s.Key == wPatient {
			out = append(out, s)
		}
	}
	return out
}

// optionLines is how many lines the options take on the sheet.
func (d *Document) optionLines() int {
	n := 0
	for _, g := range d.Groups {
		n += len(g.Rows) + 1
	}
	return n
}

// crowded says that the options leave little room on the sheet.
func (d *Document) crowded() bool { return d.optionLines() > 24 }

// verdictClass is the class and the icon of a verdict.
func verdictClass(v verdict.Verdict) string {
	switch v {
	case verdict.Contraindicated:
		return "ctr"
	case verdict.NotAddressed:
		return "nad"
	case verdict.NotEligible:
		return "nel"
	case verdict.NotIndicated:
		return "nin"
	case verdict.Defer:
		return "def"
	case verdict.Discouraged:
		return "dis"
	case verdict.NeedsData:
		return "dat"
	case verdict.CheckFirst:
		return "chk"
	case verdict.Indicated:
		return "ind"
	}
	return "con"
}

func statusClass(status string) string {
	switch status {
	case "met":
		return "met"
	case "not-met":
		return "not"
	case "not-applicable":
		return "na"
	}
	return "unk"
}

func signClass(s sign) string {
	return [...]string{"s-for", "s-aga", "s-unk", "s-aga", "s-unk", "s-not", "s-not", "s-flip"}[s]
}

func signMark(s sign) string {
	return [...]string{"+", "−", "?", "×", "!", "·", "·", "→"}[s]
}

// spoken reads counts aloud.
func spoken(c verdict.Counts) string {
	var out []string
	for _, n := range []struct {
		count int
		word  string
	}{{c.For, "for"}, {c.Against, "against"}, {c.Unknown, wUnknown}} {
		if n.count > 0 {
			out = append(out, fmt.Sprintf("%d %s", n.count, n.word))
		}
	}
	return strings.Join(out, ", ")
}

// lesionDot is the colour mark of a site.
func lesionDot(site string) string { return siteClass(site)[:1] }

// nowrapped marks an unknown in a table.
func unknownClass(s string) string {
	if s == "" || s == wUnknown || s == "?" {
		return "u"
	}
	return "k"
}

var pageFuncs = template.FuncMap{
	"rich": rich, "vclass": verdictClass, "vword": func(v verdict.Verdict) string { return verdictWords[v] },
	"sclass": statusClass, "sword": func(s string) string { return statusWords[s] }, "gclass": signClass, "gmark": signMark,
	"gword": func(s sign) string { return s.Word() }, "spoken": spoken, "dot": lesionDot, "mark": shortStatus, "known": known, "uclass": unknownClass,
	"up": upperFirst, "year": yearHead, "fit": func(h Hint, n int) string { return h.Fit(n) },
	"share": func(x *float64) template.HTML { return template.HTML(chart.Share(*x)) },
	"long":  func(s string) bool { return width(s) > longAsk },
	"note":  noteText,
	"short": func(s string, n int) string { return clipWords(s, n) },
}

var pageTemplate = template.Must(template.New("page").Funcs(pageFuncs).Parse(pageSource + plotSource + sheetSource + courseSource))
