package cli

import (
	"fmt"
	"io/fs"
	"strings"

	"symport/internal/consult"
	"symport/internal/date"
	"symport/internal/fault"
	"symport/internal/recist"
	"symport/internal/record"
)

// recistFromCase is the course of the lesions that a record holds.
func recistFromCase(p *record.Patient, asOf date.Span) *recistCourse {
	return &recistCourse{name: p.ID, about: p.About, caseID: p.ID, asOf: dateText(asOf), patient: p, day: asOf, rows: consult.RecistRows(p, asOf)}
}

// byTreatment judges the response under each treatment of a case file.
func (c *recistCourse) byTreatment(content fs.FS, edition recist.Criteria, join int) error {
	if c.patient == nil {
		return nil
	}
	w, err := baselineWindow(content)
	if err != nil {
		return err
	}
	c.lines = consult.RecistLines(c.patient, c.day, edition, join, w)
	return nil
}

// baselineWindow reads what counts as a baseline from the limits of the findings.
func baselineWindow(knowledge fs.FS) (w recist.Window, err error) {
	defer fault.Wrap(&err, "reading the window of a baseline")
	var items []paramItem
	if err := readYAML(knowledge, "findings/params.yaml", &items); err != nil {
		return w, err
	}
	found := 0
	for _, item := range items {
		switch {
		case item.ID == "finding.baseline-window" && item.Unit == "mo":
			w.Before, found = consult.BaselineDays(item.Value), found+1
		case item.ID == "finding.baseline-after" && item.Unit == "d":
			w.After, found = int(item.Value), found+1
		}
	}
	if found != 2 {
		return w, fault.New(fault.Internal, "no window of a baseline in the findings")
	}
	return w, nil
}

// baselineNotes say what is wrong with a baseline.
var baselineNotes = map[recist.Baseline]string{
	recist.NoBaseline: "none", recist.OldBaseline: "long before", recist.UndatedBaseline: "undated", recist.LateBaseline: "late",
}

// linesTable is one row per treatment; "" where no treatment parts the record.
func (c *recistCourse) linesTable() string {
	if len(c.lines) == 0 || len(c.lines) == 1 && c.lines[0].Treatment == "" && len(c.lines[0].Passed) == 0 {
		return ""
	}
	t := grid{{"BY TREATMENT", "start", "baseline", "scans after", "best", "last"}}
	var notes []string
	for i := range c.lines {
		l := &c.lines[i]
		best, last := c.lineBest(l)
		t = append(t, []string{lineName(l), dateText(l.Start), lineBaseline(l), fmt.Sprint(max(len(l.Result.Visits)-1, 0)), best, last})
		notes = append(notes, lineNotes(l)...)
	}
	out := t.String()
	for _, n := range notes {
		out += wrap(" "+n, "  ") + "\n"
	}
	return out
}

// lastLine is the response under the last treatment.
func (c *recistCourse) lastLine() string {
	l := &c.lines[len(c.lines)-1]
	name := "Under the last treatment, " + l.Treatment
	if l.Treatment == "" {
		name = "Without treatment"
	}
	if start := dateText(l.Start); start != "" {
		name += " from " + start
	}
	switch {
	case len(l.Result.Visits) < 2:
		return name + ": no second scan of the same lesions, so no response."
	case l.Kind == recist.LateBaseline && l.Result.ProgressionAt < 0:
		return name + ": the first sizes come late after the start, so no response."
	}
	return name + ": " + (&recistCourse{result: l.Result}).sentence()
}

func lineName(l *consult.RecistLine) string {
	if l.Treatment == "" {
		return "no treatment"
	}
	return l.Treatment
}

func lineBaseline(l *consult.RecistLine) string {
	if len(l.Result.Visits) == 0 {
		return "none"
	}
	text := l.Result.Visits[0].Label()
	if note := baselineNotes[l.Kind]; note != "" {
		text += " (" + note + ")"
	}
	return text
}

// lineBest is the best and the last category; only progression follows from a late baseline.
func (c *recistCourse) lineBest(l *consult.RecistLine) (best, last string) {
	best, last = string(l.Result.Best), "-"
	for i, p := range l.Result.Points {
		if i > 0 && !p.AfterPD {
			last = string(p.Overall) + " " + l.Result.Visits[i].Label()
		}
	}
	if best == "" || l.Kind == recist.LateBaseline && best != string(recist.PD) {
		best = "-"
	}
	if l.Kind == recist.LateBaseline && l.Result.ProgressionAt < 0 {
		last = "-"
	}
	return best, last
}

func lineNotes(l *consult.RecistLine) (out []string) {
	if len(l.Passed) > 0 {
		out = append(out, fmt.Sprintf("%s: %s measured other lesions than the scans after: no baseline", lineName(l), strings.Join(l.Passed, ", ")))
	}
	if len(l.Lost) > 0 {
		out = append(out, fmt.Sprintf("%s: whether %s came before or after its start is not known", lineName(l), strings.Join(l.Lost, ", ")))
	}
	return out
}
