package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// Comparison is what differs between two assessments of one patient, with the cause.
type Comparison struct {
	Schema string        `json:"schema"`
	Case   string        `json:"case"`
	A      Side          `json:"a"`
	B      Side          `json:"b"`
	Causes []string      `json:"causes"` // data | content | correction | program
	Parts  []Differences `json:"differences"`
	News
}

// Side names one of the two assessments.
type Side struct {
	AsOf      string `json:"asOf"`
	Edition   string `json:"edition"`
	Record    string `json:"record"`
	Knowledge string `json:"knowledge"`
	Program   string `json:"program"`
}

// Differences is one part of the assessment with its differences.
type Differences struct {
	Part    string   `json:"part"` // findings | criteria | options | actions | redFlags | missing
	Title   string   `json:"-"`
	Changes []Change `json:"changes"`
}

// Change is one line that differs; From or To is empty for what is on one side only.
type Change struct {
	ID   string `json:"id"`
	What string `json:"what"`
	From string `json:"from"`
	To   string `json:"to"`
}

// ComparisonSchema names the form of the JSON.
const ComparisonSchema = "symport/comparison/1"

// Compare lists what differs from a to b. The cause is what the two were made from:
// other data (the record, or the day up to which it is known), other content (an
// edition), a correction (the same edition with other bytes), or another program.
func Compare(a, b *verdict.Assessment) Comparison {
	Complete(a)
	Complete(b)
	c := Comparison{Schema: ComparisonSchema, Case: a.Case, A: side(a), B: side(b), Causes: causes(a, b), Parts: []Differences{}, News: newsBetween(a, b)}
	for _, p := range compared {
		changes := differences(p.lines(a), p.lines(b))
		switch p.part {
		case partFindings:
			changes = findingChanges(a, b)
		case partActions:
			changes = slices.DeleteFunc(changes, func(ch Change) bool { return movedWithTheDay(ch, b.AsOf-a.AsOf) })
		}
		if len(changes) > 0 {
			c.Parts = append(c.Parts, Differences{p.part, p.title, changes})
		}
	}
	return c
}

func side(a *verdict.Assessment) Side {
	return Side{a.AsOf.String(), a.Edition, a.Hashes.Case, a.Hashes.Knowledge, a.Hashes.Program}
}

func causes(a, b *verdict.Assessment) []string {
	out := []string{}
	if a.AsOf != b.AsOf || a.Hashes.Case != b.Hashes.Case {
		out = append(out, "data")
	}
	switch {
	case a.Edition != b.Edition || a.Hashes.Overlay != b.Hashes.Overlay:
		out = append(out, "content")
	case a.Hashes.Knowledge != b.Hashes.Knowledge:
		out = append(out, "correction")
	}
	if a.Hashes.Program != b.Hashes.Program {
		out = append(out, "program")
	}
	return out
}

// line is one thing that can differ.
type line struct{ id, what, state string }

// compared are the parts, in the order in which they are read.
var compared = []struct {
	part, title string
	lines       func(*verdict.Assessment) []line
}{
	{"redFlags", wFlags, flagLines}, {"options", wOptions, optionLines}, {"criteria", wCriteria, criterionLines},
	{partActions, wNext, actionLines}, {partFindings, wFindings, noLines}, {"missing", wMissing, missingLines},
}

const (
	partActions  = "actions"
	partFindings = "findings"
)

// noLines: findings are compared by what they say, not line by line.
func noLines(*verdict.Assessment) []line { return nil }

func flagLines(a *verdict.Assessment) []line {
	var out []line
	for _, r := range a.RedFlags {
		out = append(out, line{r.ID, r.Text, statusWords[r.Status]})
	}
	return out
}

func optionLines(a *verdict.Assessment) []line {
	l := newLabels(a)
	var out []line
	for _, o := range a.Options {
		what, id := o.Label, o.ID
		if o.ActivityGBq != nil {
			what += " " + figures(*o.ActivityGBq) + " GBq"
			id += "@" + figures(*o.ActivityGBq)
		}
		if o.Target.Kind != "patient" && o.Target.ID != "" {
			what += ": " + l.lesion(o.Target.ID)
			id += "@" + o.Target.ID
		}
		state := verdictWords[o.Verdict]
		if best := atBest(&o); best != "" && best != o.Verdict {
			state = fmt.Sprintf(wAtBest, state, verdictWords[best])
		}
		out = append(out, line{id, what, state})
	}
	return out
}

func criterionLines(a *verdict.Assessment) []line {
	var out []line
	for _, c := range a.Criteria {
		out = append(out, line{c.ID, c.Label, statusWords[c.Status]})
	}
	return out
}

func actionLines(a *verdict.Assessment) []line {
	var out []line
	for _, act := range a.Actions {
		s := step(act, a.AsOf.String())
		state := s.From
		if s.Limit != wNoLimit && s.Limit != s.From {
			state += ", " + s.Limit
		}
		if act.State == "done" || act.State == "lapsed" {
			state = act.State
		}
		out = append(out, line{act.ID, act.Label, state})
	}
	return out
}

func missingLines(a *verdict.Assessment) []line {
	var out []line
	for _, m := range a.Missing {
		out = append(out, line{m.Ask, m.Ask, m.Where})
	}
	return out
}

// differences pairs lines by id, in the order of b, then what b lacks.
func differences(a, b []line) []Change {
	before := map[string]line{}
	for _, l := range a {
		before[l.id] = l
	}
	var out []Change
	for _, l := range b {
		if old := before[l.id]; old.state != l.state {
			out = append(out, Change{l.id, l.what, old.state, l.state})
		}
	}
	for _, l := range a {
		if !slices.ContainsFunc(b, func(n line) bool { return n.id == l.id }) {
			out = append(out, Change{l.id, l.what, l.state, ""})
		}
	}
	return out
}

var compareWidths = []int{38, 27, 29}

// CompareText prints a comparison.
func CompareText(c Comparison, colour bool) string {
	s := &sheet{colour: colour}
	s.add(bold, c.Case)
	s.para(plain, "", fmt.Sprintf(wCompare, c.A.AsOf, c.A.Edition, c.B.AsOf, c.B.Edition))
	if len(c.Causes) > 0 {
		s.para(plain, "", fmt.Sprintf(wCause, strings.Join(c.Causes, ", ")))
	}
	s.add(plain, wProfessional)
	s.rule()
	if len(c.Parts) == 0 {
		s.para(plain, "", wSame)
	}
	c.printNews(s)
	for i, p := range c.Parts {
		if i > 0 || len(c.News.Lines()) > 0 {
			s.blank()
		}
		s.heads(compareWidths, heading(p.Title), c.A.name(c), c.B.name(c))
		for _, ch := range folded(p.Changes) {
			s.cells(plain, compareWidths, ch.What, orDash(ch.From), orDash(ch.To))
		}
	}
	return strings.Join(s.lines, "\n") + "\n"
}

// printNews prints what happened, one line each; the rest in a paragraph each.
func (c Comparison) printNews(s *sheet) {
	for _, l := range c.News.Lines() {
		if !l.Listed {
			s.para(plain, l.Head+strings.Repeat(" ", max(12-width(l.Head), 1)), l.Text())
			continue
		}
		for i, item := range l.Items {
			head := ""
			if i == 0 {
				head = l.Head
			}
			s.para(plain, head+strings.Repeat(" ", 12-width(head)), item)
		}
	}
}

// name is the head of a side's column: what sets it apart.
func (s Side) name(c Comparison) string {
	if c.A.Edition != c.B.Edition {
		return s.Edition
	}
	return s.AsOf
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// CompareJSON encodes a comparison.
func CompareJSON(c Comparison) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(c)
	return b.Bytes(), err
}

// CompareHTML renders a comparison as one self-contained page.
func CompareHTML(c Comparison) ([]byte, error) {
	var b bytes.Buffer
	err := compareTemplate.Execute(&b, struct {
		Comparison
		Policy, Style          template.HTML
		Line, Cause, Same, Pro string
		HeadA, HeadB           string
	}{c, policy(), template.HTML("<style>" + style + "</style>"), fmt.Sprintf(wCompare, c.A.AsOf, c.A.Edition, c.B.AsOf, c.B.Edition),
		fmt.Sprintf(wCause, strings.Join(c.Causes, ", ")), wSame, wProfessional, c.A.name(c), c.B.name(c)})
	return b.Bytes(), err
}

var compareTemplate = template.Must(template.New("compare").Funcs(pageFuncs).Funcs(template.FuncMap{"folded": folded}).Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">{{.Policy}}<title>{{.Case}}, compared · Symport</title>{{.Style}}</head><body class="flat">
<header class="bar"><b>Symport</b><span class="sp"></span><span class="set">compared</span></header>
<main class="wrap" id="main"><h1>{{.Case}}</h1><p class="who">{{.Line}}</p><p class="who">{{.Cause}}</p>
{{with .News.Lines}}<section class="card"><h2>Between the two days</h2><ul class="list">{{range .}}{{if .Listed}}{{$head := .Head}}{{range .Items}}<li><div><b>{{$head}}</b>: {{rich .}}</div></li>{{end}}{{else}}<li><div><b>{{.Head}}</b>: {{rich .Text}}</div></li>{{end}}{{end}}</ul></section>{{end}}
{{range .Parts}}<section class="card"><h2>{{.Title}}</h2><div class="tw" tabindex="0" role="region" aria-label="{{.Title}}"><table><thead><tr><th scope="col">What</th><th scope="col">{{$.HeadA}}</th><th scope="col">{{$.HeadB}}</th></tr></thead><tbody>{{range folded .Changes}}<tr><th scope="row">{{rich .What}}</th><td>{{rich .From}}</td><td>{{rich .To}}</td></tr>{{end}}</tbody></table></div></section>{{else}}<p>{{.Same}}</p>{{end}}
<footer class="foot"><p>{{.Pro}}</p></footer></main></body></html>
`))
