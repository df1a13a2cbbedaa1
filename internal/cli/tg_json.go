package cli

import (
	"math"
	"strings"

	"symport/internal/cite"
	"symport/internal/date"
	"symport/internal/growth"
)

// tgJSON is the output of tg --format json, schema symport/tg/1.
type tgJSON struct {
	Schema     string        `json:"schema"`
	File       string        `json:"file"`
	Case       string        `json:"case,omitempty"`
	AsOf       string        `json:"asOf,omitempty"`
	Confidence float64       `json:"confidence"`
	Segments   []tgSegment   `json:"segments"`
	Values     []tgValue     `json:"values"`
	Breaks     []tgBreak     `json:"breaks"`
	Changes    []tgChange    `json:"changes"`
	Antibody   []tgAntibody  `json:"tgab"`
	Warnings   []notice      `json:"warnings"`
	Sources    []cite.Source `json:"sources"`
}

// estimate is a number with its limits; null is unbounded or not computed.
type estimate struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

type tgSegment struct {
	From               string     `json:"from"`
	To                 string     `json:"to"`
	N                  int        `json:"n"`
	Measured           int        `json:"measured"`
	Below              int        `json:"below"`
	Above              int        `json:"above"`
	DoublingTimeD      estimate   `json:"doublingTime_d"`
	HalvingTimeD       *float64   `json:"halvingTime_d"`
	DoublingRatePerY   estimate   `json:"doublingRate_per_y"`
	RateLow            *float64   `json:"rateLow_per_y"`
	RateHigh           *float64   `json:"rateHigh_per_y"`
	ProbabilityUnder1y *float64   `json:"probabilityUnder1y"`
	PDoublingUnder1y   *float64   `json:"pDoublingUnder1y"`
	Class              *string    `json:"class"`
	Reliable           bool       `json:"reliable"`
	Why                string     `json:"why"`
	Reasons            []tgReason `json:"reasons"`
	IntervalBy         *string    `json:"intervalBy"` // likelihood | assay-spread
	SigmaLn            *float64   `json:"sigma_ln"`
	Opened             []string   `json:"breaks"`
}

type tgReason struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

type tgValue struct {
	Date    string `json:"date"`
	Tg      string `json:"tg_ng_per_mL"`
	TSH     string `json:"tsh_mIU_per_L"`
	TgAb    string `json:"tgab"`
	Assay   string `json:"assay"`
	Segment *int   `json:"segment"`
	Why     string `json:"why,omitempty"`
}

type tgBreak struct {
	BeforeValue int      `json:"beforeValue"` // position in values, from 0; their number if none follows
	Causes      []string `json:"causes"`
	Event       bool     `json:"event"`
	Kind        *string  `json:"kind"` // of an event
	From        *string  `json:"from"` // the days of an event
	To          *string  `json:"to"`
	Ends        bool     `json:"ends"` // the line; false: shown only
}

type tgChange struct {
	Earlier int      `json:"earlier"`
	Later   int      `json:"later"`
	Rate    estimate `json:"doublingRate_per_y"`
	Shown   bool     `json:"shown"`
}

type tgAntibody struct {
	From     string   `json:"from"`
	To       string   `json:"to"`
	N        int      `json:"n"`
	Rate     *float64 `json:"doublingRate_per_y"`
	Trend    string   `json:"trend"` // rising | falling | unchanged | varying | unknown
	Note     string   `json:"note"`
	Measured int      `json:"measured"`
}

func (c *tgCourse) json() tgJSON {
	out := tgJSON{Schema: "symport/tg/1", File: c.name, Case: c.caseID, AsOf: c.asOf, Confidence: 0.95, Segments: []tgSegment{}, Values: []tgValue{},
		Breaks: []tgBreak{}, Changes: []tgChange{}, Antibody: []tgAntibody{}, Warnings: []notice{}, Sources: c.params.sources}
	for _, s := range c.course.Stretches {
		out.Segments = append(out.Segments, c.segment(s))
		if s.Refusal != nil {
			out.Warnings = append(out.Warnings, notice{ID: "no-rate", Text: s.Refusal.Text, At: c.entries[s.Samples[0]].Date})
		}
	}
	if len(c.course.Stretches) == 0 {
		out.Warnings = append(out.Warnings, notice{ID: "no-rate", Text: c.whyNothing()})
	}
	for _, p := range c.course.Placed {
		e := c.entries[p.Index]
		v := tgValue{Date: e.Date, Tg: e.Tg, TSH: e.TSH, TgAb: e.TgAb, Assay: e.Assay, Why: p.Why}
		if p.Stretch > 0 {
			v.Segment = &p.Stretch
		}
		out.Values = append(out.Values, v)
	}
	for _, b := range c.course.Breaks {
		out.Breaks = append(out.Breaks, breakJSON(b))
	}
	for _, d := range c.course.Changes {
		out.Changes = append(out.Changes, tgChange{Earlier: d.Earlier, Later: d.Later, Rate: perYear(d.Slope), Shown: d.Shown})
	}
	for _, s := range c.antibody.Stretches {
		out.Antibody = append(out.Antibody, c.antibodyJSON(s))
	}
	out.Warnings = append(out.Warnings, c.warnings...)
	return out
}

func breakJSON(b growth.Break) tgBreak {
	out := tgBreak{BeforeValue: b.Before, Causes: b.Causes, Event: b.Event, Ends: !b.Mark}
	if b.Event {
		kind, from, to := string(b.Kind), date.Day(b.DayLow).String(), date.Day(b.DayHigh).String()
		out.Kind, out.From, out.To = &kind, &from, &to
	}
	return out
}

func (c *tgCourse) segment(s growth.Stretch) tgSegment {
	out := tgSegment{N: len(s.Samples), Reliable: s.Reliable, Why: joinReasons(s.Reasons), Reasons: []tgReason{}, Opened: s.Opened}
	if out.Opened == nil {
		out.Opened = []string{}
	}
	out.From, out.To = c.entries[s.Samples[0]].Date, c.entries[s.Samples[len(s.Samples)-1]].Date
	for _, r := range s.Reasons {
		out.Reasons = append(out.Reasons, tgReason{Code: string(r.Code), Text: r.Text})
	}
	for _, i := range s.Samples {
		switch c.samples[i].Censor {
		case growth.Exact:
			out.Measured++
		case growth.Below:
			out.Below++
		case growth.Above:
			out.Above++
		}
	}
	if s.Refusal == nil {
		out.number(s)
	}
	return out
}

func (out *tgSegment) number(s growth.Stretch) {
	out.DoublingRatePerY = perYear(s.Fit.Slope)
	out.RateLow, out.RateHigh = out.DoublingRatePerY.Low, out.DoublingRatePerY.High
	out.DoublingTimeD = bounded(s.Fit.DoublingDays())
	if rate := *out.DoublingRatePerY.Value; rate < 0 {
		halving := -growth.DaysPerYear / rate
		out.HalvingTimeD = &halving
	}
	if p, ok := s.Fit.ProbabilityAbove(math.Ln2); ok { // one doubling a year
		out.ProbabilityUnder1y, out.PDoublingUnder1y = &p, &p
		by := "likelihood"
		if s.Fit.ByFloor || !s.Fit.SigmaEstimated {
			by = "assay-spread"
		}
		out.IntervalBy = &by
	}
	out.Class = &s.Class
	if sigma := s.Fit.Sigma * s.Fit.UnitSD; s.Fit.SigmaEstimated {
		out.SigmaLn = &sigma
	}
}

func (c *tgCourse) antibodyJSON(s growth.Stretch) tgAntibody {
	out := tgAntibody{N: len(s.Samples), Trend: "unknown", Note: "surrogate marker: its direction says more than its rate"}
	out.From, out.To = c.titres[s.Samples[0]].Date, c.titres[s.Samples[len(s.Samples)-1]].Date
	if s.Refusal != nil {
		out.Note = s.Refusal.Text
		return out
	}
	rate := s.Fit.PerYear().Value
	out.Rate, out.Measured = &rate, s.Fit.Measured
	out.Trend = map[string]string{"rises": "rising", "falls": "falling", "stays": "unchanged", "varies": "varying"}[c.direction(s)]
	return out
}

// perYear is a slope as doublings per year.
func perYear(slope growth.Interval) estimate {
	return bounded(growth.Interval{Value: slope.Value / math.Ln2, Low: slope.Low / math.Ln2, High: slope.High / math.Ln2, Known: slope.Known})
}

// bounded writes what is infinite or not known as null.
func bounded(i growth.Interval) estimate {
	out := estimate{Value: finite(i.Value)}
	if i.Known {
		out.Low, out.High = finite(i.Low), finite(i.High)
	}
	return out
}

func finite(x float64) *float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return &x
}

func joinReasons(reasons []growth.Reason) string {
	var texts []string
	for _, r := range reasons {
		texts = append(texts, r.Text)
	}
	return strings.Join(texts, "; ")
}
