package table

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"symport/internal/date"
	"symport/internal/fault"
	"symport/internal/growth"
	"symport/internal/unit"
)

// TgRow is one line of a thyroglobulin table: a value, an event, or both.
type TgRow struct {
	Line      int
	Date      date.Span
	DateText  string
	HasValue  bool
	Value     unit.Quantity // ng/mL; with HasValue and no Unusable
	ValueText string        // as written, with its unit
	Unusable  string        // why the value can only be shown
	LOQ       unit.Quantity // limit of quantification, Kind "" if not given
	CVPercent float64       // total coefficient of variation at this value, 0 if not given
	TSH       Range
	TSHText   string
	TgAb      Antibody
	State     string // suppressed | not-suppressed | stimulated | ""
	StateText string // as written: rhTSH, withdrawal
	Assay     string
	Event     TgEvent
	Note      string
}

// Range is a number that is known within limits.
type Range struct {
	Low, High float64
	Known     bool
	HighOpen  bool // the number lies below High
}

// Antibody is what is written of antibodies against thyroglobulin.
type Antibody struct {
	State string // negative | positive | "" if it is not known
	Text  string
	Value unit.Quantity // Kind "" without a number
}

// TgEvent is something that may end a line; Kind is "" if there is none.
type TgEvent struct {
	Kind  growth.EventKind
	Label string
}

// EventWords are the first words of an event; "drug" alone is the start of one.
var EventWords = eventWords()

func eventWords() (out []string) {
	for _, k := range growth.EventKinds {
		out = append(out, string(k))
	}
	return append(out, "drug", string(growth.Other))
}

var (
	tgRequired = []string{"date", "value", "unit", "tsh", "tgab", "assay", "state"}
	tgOptional = []string{"event", "loq", "cv_percent", "tgab_limit", "note"}
	tgStates   = map[string]string{"": "", "unknown": "", "suppressed": "suppressed", "not-suppressed": "not-suppressed",
		"stimulated": "stimulated", "rhtsh": "stimulated", "withdrawal": "stimulated"}
	numberRange  = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?)\s*-\s*([0-9]+(?:\.[0-9]+)?)$`)
	startsNumber = regexp.MustCompile(`^[<>]?\s*[0-9]`)
	bareNumber   = regexp.MustCompile(`^[<>]?\s*[0-9]+(?:\.[0-9]+)?$`)
)

// ReadTg reads a thyroglobulin table: date,value,unit,tsh,tgab,assay,state and, if
// wanted, event,loq,cv_percent,tgab_limit,note. TSH without a unit is mIU/L, TgAb IU/mL.
// The problems hold warnings too; rows are complete only without errors.
func ReadTg(file string, data []byte) ([]TgRow, fault.Problems) {
	s := readSheet(file, data, tgRequired, tgOptional)
	var out []TgRow
	for _, r := range s.rows {
		out = append(out, r.tg())
	}
	if len(out) == 0 && s.problems.Errors() == 0 {
		s.add(cell{line: 1, column: 1}, "no-rows", "", "no values")
	}
	s.problems.Sort()
	return out, s.problems
}

func (r row) tg() TgRow {
	out := TgRow{Line: r.line, DateText: r.text("date"), Assay: known(r.text("assay")), Note: r.text("note")}
	out.Date = r.date("date")
	out.Event = r.event("event")
	r.tgValue(&out)
	out.TSH, out.TSHText = r.tsh("tsh")
	out.TgAb = r.antibody()
	out.LOQ = r.concentration("loq", r.text("unit"))
	out.CVPercent = r.percent("cv_percent")
	r.tgState(&out)
	return out
}

// known is the text, empty for "unknown".
func known(text string) string {
	if text == "unknown" {
		return ""
	}
	return text
}

func (r row) date(name string) date.Span {
	if r.text(name) == "" {
		return date.Span{}
	}
	span, err := date.Parse(r.text(name))
	if err != nil {
		r.failed(name, "date", err)
	}
	return span
}

func (r row) tgValue(out *TgRow) {
	value, unitName := r.text("value"), r.text("unit")
	out.ValueText = strings.TrimSpace(value + " " + unitName)
	switch {
	case value == "" && out.Event.Label == "":
		r.sheet.add(r.cell("value"), "no-value", "delete the row, or name an event", "the row has neither a value nor an event")
		return
	case value == "":
		return
	case numberRange.MatchString(value):
		out.HasValue, out.Unusable = true, "a range, no value"
		return
	case unitName == unit.NotStated:
		out.HasValue, out.Unusable = true, "unit not stated"
		return
	}
	q, err := unit.Of(value, unitName, unit.MassConc)
	switch {
	case err != nil:
		r.failed("value", "value", err)
	case !(q.Value > 0):
		r.sheet.add(r.cell("value"), "not-positive", "write <LIMIT for a value below the limit of the assay", "%s is not above 0", out.ValueText)
	default:
		out.Value, out.HasValue = q, true
	}
}

// concentration reads an optional quantity in the unit of the row.
func (r row) concentration(name, unitName string) unit.Quantity {
	text := r.text(name)
	if text == "" {
		return unit.Quantity{}
	}
	if bareNumber.MatchString(text) {
		text += " " + unitName
	}
	q, err := unit.Parse(text, unit.MassConc)
	if err != nil {
		r.failed(name, name, err)
	} else if q.Bound != unit.Exact || !(q.Value > 0) {
		r.sheet.add(r.cell(name), name, "write the limit as a number: 0.1", "%q is not a limit", r.text(name))
	}
	return q
}

func (r row) percent(name string) float64 {
	text := strings.TrimSpace(strings.TrimSuffix(r.text(name), "%"))
	if text == "" {
		return 0
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x > 0) || x > 100 {
		r.sheet.add(r.cell(name), name, "per cent, above 0 and at most 100", "%q is not a coefficient of variation", r.text(name))
		return 0
	}
	return x
}

func (r row) tsh(name string) (Range, string) {
	text := known(r.text(name))
	if text == "" {
		return Range{}, ""
	}
	if m := numberRange.FindStringSubmatch(text); m != nil {
		low, _ := strconv.ParseFloat(m[1], 64)
		high, _ := strconv.ParseFloat(m[2], 64)
		if low > high {
			r.sheet.add(r.cell(name), "tsh", "swapped?", "the range %s ends below its beginning", text)
		}
		return Range{Low: low, High: high, Known: true}, text
	}
	if !startsNumber.MatchString(text) {
		r.sheet.add(r.cell(name), "tsh", "0.05, <0.01, 0.01-0.03 in mIU/L, or unknown", "%q is no TSH", text)
		return Range{}, text
	}
	full := text
	if bareNumber.MatchString(text) {
		full += " mIU/L"
	}
	q, err := unit.Parse(full, unit.Thyrotropin)
	if err != nil {
		r.failed(name, "tsh", err)
		return Range{}, text
	}
	if q.Value < 0 {
		r.sheet.add(r.cell(name), "tsh", "", "%s is below 0", text)
	}
	return RangeOf(q), text
}

// RangeOf is what a quantity with its bound says of the number.
func RangeOf(q unit.Quantity) Range {
	switch q.Bound {
	case unit.Below:
		return Range{High: q.Value, Known: true, HighOpen: true}
	case unit.Above:
		return Range{Low: q.Value, High: 1e300, Known: true}
	}
	return Range{Low: q.Value, High: q.Value, Known: true}
}

// antibody reads TgAb: a word, or a number that says something only against the limit
// of its assay. A value below a limit of detection is negative.
func (r row) antibody() Antibody {
	text := known(r.text("tgab"))
	switch text {
	case "":
		return Antibody{}
	case "negative", "positive":
		return Antibody{State: text, Text: text}
	}
	q, ok := r.antibodyNumber("tgab", text)
	if !ok {
		return Antibody{Text: text}
	}
	out := Antibody{Text: text, Value: q}
	limit, given := r.antibodyNumber("tgab_limit", r.text("tgab_limit"))
	switch {
	case q.Bound == unit.Below:
		out.State = "negative"
	case given && q.Bound == unit.Exact && q.Value <= limit.Value:
		out.State = "negative"
	case given && q.Value > limit.Value:
		out.State = "positive"
	}
	return out
}

func (r row) antibodyNumber(name, text string) (unit.Quantity, bool) {
	if text == "" {
		return unit.Quantity{}, false
	}
	if !startsNumber.MatchString(text) {
		r.sheet.add(r.cell(name), name, "negative, positive, unknown, or a number in IU/mL", "%q is no TgAb", text)
		return unit.Quantity{}, false
	}
	full := text
	if bareNumber.MatchString(text) {
		full += " IU/mL"
	}
	q, err := unit.Parse(full, unit.Antibody)
	if err != nil {
		r.failed(name, name, err)
		return q, false
	}
	return q, true
}

func (r row) event(name string) TgEvent {
	text := r.text(name)
	if text == "" {
		return TgEvent{}
	}
	e := EventOf(text)
	if e.Kind == "" {
		kind, _, _ := strings.Cut(text, ":")
		hint := "begin with one of " + strings.Join(EventWords, ", ") + "; then a colon and what: drug-start: lenvatinib"
		if best := fault.Nearest(strings.TrimSpace(kind), EventWords); best != "" {
			hint = "did you mean " + best + "?"
		}
		r.sheet.add(r.cell(name), "event", hint, "unknown kind of event %q", text)
	}
	return e
}

// EventOf reads "radioiodine: 3.7 GBq" or "radioiodine"; the kind is "" if the first
// word is none of EventWords.
func EventOf(text string) TgEvent {
	kind, detail, _ := strings.Cut(text, ":")
	kind, detail = strings.ToLower(strings.TrimSpace(kind)), strings.TrimSpace(detail)
	if !slices.Contains(EventWords, kind) {
		return TgEvent{Label: text}
	}
	if kind == "drug" {
		kind = string(growth.DrugStart)
	}
	e := TgEvent{Kind: growth.EventKind(kind), Label: strings.TrimSpace(kind + " " + detail)}
	switch e.Kind {
	case growth.DrugStart, growth.DrugStop, growth.DrugPause, growth.DrugRestart, growth.DrugDose:
		e.Label = growth.DrugLabel(e.Kind, detail)
	case growth.Other, growth.Local, growth.Radionuclide:
		if detail != "" {
			e.Label = detail
		}
	}
	return e
}

// NearEvent is the word of an event that text, which is none, may stand for: one or two
// letters away; "" otherwise.
func NearEvent(text string) string {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), ":")
	if best := fault.Nearest(word, EventWords); best != "" && fault.Edits(word, best) <= 2 {
		return best
	}
	return ""
}

func (r row) tgState(out *TgRow) {
	text := strings.ToLower(r.text("state"))
	state, ok := tgStates[text]
	if !ok {
		words := []string{"suppressed", "not-suppressed", "stimulated", "rhTSH", "withdrawal", "unknown"}
		hint := "one of " + strings.Join(words, ", ")
		if best := fault.Nearest(text, words); best != "" {
			hint = "did you mean " + best + "?"
		}
		r.sheet.add(r.cell("state"), "state", hint, "unknown state %q", r.text("state"))
	}
	out.State = state
	if text == "rhtsh" || text == "withdrawal" {
		out.StateText = r.text("state")
	}
}
