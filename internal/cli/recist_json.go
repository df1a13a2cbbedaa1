package cli

import (
	"symport/internal/consult"
	"symport/internal/date"
	"symport/internal/recist"
)

// recistJSON is the output of recist --format json, schema symport/recist/1.
type recistJSON struct {
	Schema          string          `json:"schema"`
	File            string          `json:"file"`
	Case            string          `json:"case,omitempty"`
	AsOf            string          `json:"asOf,omitempty"`
	Criteria        string          `json:"criteria"`
	Timepoints      []recistPoint   `json:"timepoints"`
	Lesions         []recistLesion  `json:"lesions"`
	Best            *string         `json:"best"`
	BestUnconfirmed *string         `json:"bestUnconfirmed"`
	BestConfirmed   *string         `json:"bestConfirmed"`
	Progression     *recistProgress `json:"progression"`
	Lines           []recistLine    `json:"byTreatment,omitempty"` // of a case file
	Warnings        []notice        `json:"warnings"`
	Sources         []string        `json:"sources"`
}

// recistLine is the response under one treatment, against its own baseline.
type recistLine struct {
	Treatment   *string         `json:"treatment"` // null: before the first, or without any
	Start       *string         `json:"start"`
	Baseline    *string         `json:"baseline"`
	Kind        string          `json:"baselineKind"` // in-time, old, undated, late, none
	Timepoints  []recistPoint   `json:"timepoints"`
	Best        *string         `json:"best"`
	Progression *recistProgress `json:"progression"`
	OtherRegion []string        `json:"otherRegion"`
	Unplaced    []string        `json:"unplaced"`
	Warnings    []notice        `json:"warnings"`
}

func lineJSON(l *consult.RecistLine) recistLine {
	out := recistLine{Kind: consult.BaselineWords[l.Kind], Timepoints: []recistPoint{}, Best: category(l.Result.Best),
		OtherRegion: list(l.Passed), Unplaced: list(l.Lost), Warnings: noticesOf(l.Result), Progression: progressJSON(l.Result)}
	if l.Treatment != "" {
		out.Treatment = &l.Treatment
	}
	if start := dateText(l.Start); start != "" {
		out.Start = &start
	}
	if len(l.Result.Visits) > 0 {
		day := l.Result.Visits[0].Label()
		out.Baseline = &day
	}
	for i, p := range l.Result.Points {
		out.Timepoints = append(out.Timepoints, pointJSON(l.Result.Visits[i], p))
	}
	return out
}

func progressJSON(r recist.Result) *recistProgress {
	if r.ProgressionAt < 0 {
		return nil
	}
	return &recistProgress{Date: r.Visits[r.ProgressionDated].Label(), Proved: r.Visits[r.ProgressionAt].Label()}
}

func noticesOf(r recist.Result) []notice {
	out := []notice{}
	for _, w := range r.Warnings {
		out = append(out, notice{ID: w.ID, Text: w.Text, At: r.Visits[w.Visit].Label()})
	}
	return out
}

type recistPoint struct {
	Date         *string  `json:"date"`
	Visit        string   `json:"visit,omitempty"`
	SumMM        *float64 `json:"sum_mm"`
	MeasuredMM   float64  `json:"measured_mm"` // of the targets with a size
	Missing      []string `json:"missing"`
	FromBaseline *float64 `json:"changeFromBaseline_percent"`
	FromNadir    *float64 `json:"changeFromNadir_percent"`
	FromNadirMM  *float64 `json:"changeFromNadir_mm"`
	NadirMM      *float64 `json:"nadir_mm"`
	Target       *string  `json:"target"`
	NonTarget    *string  `json:"nonTarget"`
	NewLesion    bool     `json:"newLesion"`
	New          []string `json:"new"`
	Equivocal    []string `json:"equivocal"`
	Overall      *string  `json:"overall"`
	AfterPD      bool     `json:"afterProgression"`
	Rule         ruleJSON `json:"rule"`
	TargetRule   ruleJSON `json:"targetRule"`
	OtherRule    ruleJSON `json:"nonTargetRule"`
}

type ruleJSON struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type recistLesion struct {
	ID     string     `json:"id"`
	Site   string     `json:"site"`
	Role   string     `json:"role"`
	Node   bool       `json:"node"`
	SizeMM []*float64 `json:"size_mm"`
	State  []string   `json:"state"`
}

type recistProgress struct {
	Date   string `json:"date"`
	Proved string `json:"proved"`
}

func (c *recistCourse) json() recistJSON {
	r := c.result
	out := recistJSON{Schema: "symport/recist/1", File: c.name, Case: c.caseID, AsOf: c.asOf, Criteria: r.Criteria.Name, Lesions: []recistLesion{}, Timepoints: []recistPoint{},
		Best: category(r.Best), BestUnconfirmed: category(r.Unconfirmed), BestConfirmed: category(r.Confirmed), Warnings: []notice{},
		Sources: []string{"doi:10.1016/j.ejca.2008.10.026", "Therasse P et al. J Natl Cancer Inst 2000;92:205"}}
	for i, p := range r.Points {
		out.Timepoints = append(out.Timepoints, pointJSON(r.Visits[i], p))
	}
	for _, l := range r.Lesions {
		out.Lesions = append(out.Lesions, lesionJSON(l))
	}
	out.Progression, out.Warnings = progressJSON(r), noticesOf(r)
	for i := range c.lines {
		out.Lines = append(out.Lines, lineJSON(&c.lines[i]))
	}
	return out
}

func pointJSON(v recist.Visit, p recist.Timepoint) recistPoint {
	out := recistPoint{Visit: v.Name, SumMM: sizeJSON(p.Sum), MeasuredMM: p.Measured.MM(), Missing: list(p.Missing),
		NadirMM: sizeJSON(p.Smallest), FromBaseline: percentJSON(p.FromBaseline), FromNadir: percentJSON(p.FromSmallest),
		Target: category(p.Target), NonTarget: category(p.NonTarget), NewLesion: len(p.New) > 0, New: list(p.New), Equivocal: list(p.Equivocal),
		Overall: category(p.Overall), AfterPD: p.AfterPD, Rule: ruleJSON(p.Rule), TargetRule: ruleJSON(p.TargetRule), OtherRule: ruleJSON(p.NonTargetRule)}
	if v.Dated {
		day := date.Day(v.First).String()
		out.Date = &day
	}
	if p.Sum.Known && p.Smallest.Known {
		rise := (p.Sum.V - p.Smallest.V).MM()
		out.FromNadirMM = &rise
	}
	return out
}

func lesionJSON(l recist.Lesion) recistLesion {
	out := recistLesion{ID: l.ID, Site: l.Site, Node: l.Node, Role: "target", SizeMM: []*float64{}, State: []string{}}
	if l.Role == recist.NonTarget {
		out.Role = "nontarget"
	}
	for _, o := range l.Seen {
		out.SizeMM = append(out.SizeMM, sizeJSON(o.Size))
		out.State = append(out.State, stateNames[o.State])
	}
	return out
}

// stateNames are the words of the status column; a size alone is "measured".
var stateNames = map[recist.Status]string{
	recist.Measured: "measured", recist.Present: "present", recist.Absent: "absent", recist.Progression: "progression",
	recist.NotEvaluated: "not-evaluated", recist.TooSmall: "too-small", recist.Equivocal: "equivocal",
	recist.Treated: "treated", recist.MergedIn: "merged",
}

func category(c recist.Category) *string {
	if c == "" {
		return nil
	}
	s := string(c)
	return &s
}

func sizeJSON(s recist.Size) *float64 {
	if !s.Known {
		return nil
	}
	mm := s.V.MM()
	return &mm
}

func percentJSON(p recist.Percent) *float64 {
	if !p.Known {
		return nil
	}
	return &p.V
}

// list is a list that is never null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
