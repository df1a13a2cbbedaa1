package cli

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fault"
	"symport/internal/growth"
	"symport/internal/table"
	"symport/internal/unit"
)

// tgEntry is one value as it is shown.
type tgEntry struct {
	Date, Tg, TSH, TgAb, Assay string
	Way                        string // of stimulation: rhTSH, withdrawal
}

// tgCourse is a thyroglobulin course ready to be shown.
type tgCourse struct {
	name, about string // of the file or the patient
	caseID      string // of a case file
	asOf        string // ISO, "" without one
	leftOut     string // values later than the as-of day
	params      tgParams
	entries     []tgEntry
	samples     []growth.Sample // one for each entry
	events      []growth.Event
	course      growth.Course
	antibody    growth.Course // of TgAb itself, empty if it has no numbers
	antibodies  []growth.Sample
	titres      []tgEntry // one for each of antibodies
	undated     []string  // events without a date
	warnings    []notice
}

// notice is a warning with its place.
type notice struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	At   string `json:"at,omitempty"`
}

// isCaseFile tells a case file (YAML or JSON) from a table.
func isCaseFile(name string, data []byte) bool {
	if strings.HasPrefix(name, examplePrefix) {
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return true
	case ".csv":
		return false
	}
	for line := range bytes.Lines(data) {
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		if len(line) > 0 && line[0] != '#' {
			return line[0] == '{' || bytes.HasPrefix(line, []byte("symport:"))
		}
	}
	return false
}

// tgFromTable turns the rows of a table into a course.
func tgFromTable(name string, rows []table.TgRow, breaks []growth.Event, p tgParams) *tgCourse {
	c := &tgCourse{name: name, about: "thyroglobulin table", params: p, events: breaks}
	for _, r := range rows {
		if r.Event.Kind != "" {
			c.addEvent(p.event(r.Event, r.Date), r.Line)
		}
		if r.HasValue {
			c.addValue(r)
		}
	}
	c.analyse()
	return c
}

func (c *tgCourse) analyse() {
	c.course = growth.Analyse(c.samples, c.events, c.params.rules())
	if len(c.antibodies) > 0 {
		rules := c.params.rules()
		rules.Surrogate, rules.Fit.SDKnown, rules.ClassYears = true, false, nil
		c.antibody = growth.Analyse(c.antibodies, c.events, rules)
	}
}

func (c *tgCourse) addEvent(e growth.Event, line int) {
	if e.Undated && !e.Mark {
		c.undated = append(c.undated, fmt.Sprintf("%s (line %d)", e.Label, line))
		c.warn("event-no-date", fmt.Sprintf("line %d", line), "%s has no date: it may lie within any line, and no rate is reliable", e.Label)
	}
	c.events = append(c.events, e)
}

func (c *tgCourse) addAntibody(s growth.Sample, day, text string) {
	c.antibodies, c.titres = append(c.antibodies, s), append(c.titres, tgEntry{Date: day, TgAb: worded(text)})
}

func (c *tgCourse) warn(id, at, format string, args ...any) {
	c.warnings = append(c.warnings, notice{ID: id, At: at, Text: fmt.Sprintf(format, args...)})
}

func (c *tgCourse) addValue(r table.TgRow) {
	e := tgEntry{Date: r.DateText, Tg: tgText(r), TSH: worded(r.TSHText), TgAb: worded(r.TgAb.Text), Assay: r.Assay, Way: r.StateText}
	if !r.Date.Known {
		e.Date = "no date"
	}
	s := growth.Sample{Assay: r.Assay, Unusable: r.Unusable, TgAb: antibodyState(r.TgAb.State)}
	s.TSH = c.tshState(r, &s)
	c.params.placeDay(&s, r.Date)
	c.setValue(&s, r)
	c.entries, c.samples = append(c.entries, e), append(c.samples, s)
	if q := r.TgAb.Value; q.Kind != "" && q.Value > 0 {
		a := growth.Sample{Ln: math.Log(q.Value), Censor: censorOf(q.Bound), SD: 1}
		c.params.placeDay(&a, r.Date)
		c.addAntibody(a, e.Date, q.String())
	}
}

func (p tgParams) placeDay(s *growth.Sample, d date.Span) {
	if d.Known {
		s.Place(float64(d.Lo), float64(d.Hi), p.dateSpan)
	}
}

// event is an event on its days, with what the knowledge says of its kind.
func (p tgParams) event(e table.TgEvent, on date.Span) growth.Event {
	return p.events.Ruled(growth.Event{Kind: e.Kind, Label: e.Label, DayLow: float64(on.Lo), DayHigh: float64(on.Hi), Undated: !on.Known})
}

func (c *tgCourse) setValue(s *growth.Sample, r table.TgRow) {
	s.SD = sdOf(c.params.totalCV)
	if r.CVPercent > 0 {
		s.SD = sdOf(r.CVPercent)
	}
	if r.Unusable != "" {
		return
	}
	s.Ln, s.Censor = math.Log(r.Value.Value), censorOf(r.Value.Bound)
	if r.LOQ.Kind != "" && s.Censor == growth.Exact && r.Value.Value < r.LOQ.Value {
		s.Ln, s.Censor = math.Log(r.LOQ.Value), growth.Below
		c.warn("below-loq", r.DateText, "%s lies below the limit %s: used as below the limit", r.ValueText, r.LOQ)
	}
}

func censorOf(b unit.Bound) growth.Censor {
	return map[unit.Bound]growth.Censor{unit.Below: growth.Below, unit.Above: growth.Above}[b]
}

func antibodyState(state string) growth.TgAb {
	return map[string]growth.TgAb{"negative": growth.TgAbNegative, "positive": growth.TgAbFound}[state]
}

// tshState joins the TSH value and the word for the state; where they contradict each
// other the value is shown only.
func (c *tgCourse) tshState(r table.TgRow, s *growth.Sample) growth.TSH {
	byValue := c.params.tshOf(r.TSH)
	byWord := map[string]growth.TSH{"suppressed": growth.TSHSuppressed, "not-suppressed": growth.TSHOther,
		"stimulated": growth.TSHStimulated}[r.State]
	switch {
	case byWord == growth.TSHNotRecorded:
		return byValue
	case byValue == growth.TSHNotRecorded, byValue == byWord, byValue == growth.TSHOther && byWord == growth.TSHStimulated,
		byValue == growth.TSHStimulated && byWord == growth.TSHOther:
		return byWord
	}
	s.Unusable = "TSH and state disagree"
	c.warn("tsh-state", r.DateText, "TSH %s is called %s: which is right?", r.TSHText, r.State)
	return growth.TSHNotRecorded
}

// tshOf is the state by the value alone, not recorded where it lies on both sides of a
// limit.
func (p tgParams) tshOf(t table.Range) growth.TSH {
	switch {
	case !t.Known:
		return growth.TSHNotRecorded
	case t.High < p.suppressed, t.HighOpen && t.High <= p.suppressed:
		return growth.TSHSuppressed
	case t.Low > p.stimulated:
		return growth.TSHStimulated
	case t.Low >= p.suppressed && t.High <= p.stimulated:
		return growth.TSHOther
	}
	return growth.TSHNotRecorded
}

// tgText is the value in ng/mL, with its bound in words.
func tgText(r table.TgRow) string {
	if r.Unusable != "" {
		text, _ := strings.CutSuffix(r.ValueText, " ng/mL")
		return worded(text)
	}
	number := r.Value.Number
	if !slices.Contains([]string{"ng/mL", "ug/L"}, r.Value.Unit) {
		number = unit.Sig(r.Value.Value, 4)
	}
	return [...]string{"", "under ", "over "}[r.Value.Bound] + number
}

// worded writes bounds in words: a < is lost in some record systems.
func worded(text string) string {
	return strings.TrimSpace(strings.NewReplacer("<", "under ", ">", "over ").Replace(text))
}

// parseBreaks reads all --break, and tells all that is wrong with them.
func parseBreaks(texts []string, p tgParams) (events []growth.Event, err error) {
	var wrong []string
	for _, text := range texts {
		e, err := parseBreak(text, p)
		if err != nil {
			wrong = append(wrong, err.Error())
			continue
		}
		events = append(events, e)
	}
	if len(wrong) > 0 {
		return nil, fault.New(fault.Usage, "%s", strings.Join(wrong, "\n"))
	}
	return events, nil
}

// parseBreak reads DATE or DATE:reason of --break.
func parseBreak(text string, p tgParams) (growth.Event, error) {
	day, reason, _ := strings.Cut(text, ":")
	span, err := date.Parse(day)
	if err != nil {
		return growth.Event{}, fault.New(fault.Usage, "--break %s: %w", text, err)
	}
	if !span.Known {
		return growth.Event{}, fault.New(fault.Usage, "--break %s: a break needs a date", text)
	}
	e := table.EventOf(strings.TrimSpace(reason))
	if near := table.NearEvent(reason); e.Kind == "" && near != "" {
		return growth.Event{}, fault.New(fault.Usage, "--break %s: did you mean %s? It sets its release time", text, near)
	}
	if e.Label == "" {
		e.Label = "break asked for"
	}
	return p.event(e, span), nil
}
