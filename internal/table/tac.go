package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/unit"
)

var (
	tacRequired = []string{"time_h", "quantity", "value", "unit"}
	tacOptional = []string{"sd", "id", "study", "nuclide", "view", "role", "live_s", "counted_h", "decay", "note"}
)

// tacUnits lists the units of each quantity of readings; the first is the example.
var tacUnits = map[dose.Quantity][]string{
	dose.WholeBodyFraction:   {"1", "%", "MBq", "cps", "uSv/h"},
	dose.BloodFraction:       {"1/mL", "%/mL", "%/L", "kBq/mL", "1"},
	dose.LesionFraction:      {"1", "%", "MBq"},
	dose.LungFraction:        {"1", "%", "MBq"},
	dose.LesionConcentration: {"kBq/mL", "1/mL", "%/mL", "%/L"},
	dose.WholeBodyRaw:        {"counts", "cps", "uSv/h", "MBq"},
	dose.BloodRaw:            {"counts", "cps", "kBq/mL"},
	dose.LesionRaw:           {"MBq", "counts", "cps"},
	dose.LungRaw:             {"MBq", "counts", "cps"},
}

// tacGivens lists the quantities of rows without time with the unit they are kept in.
var tacGivens = map[dose.Quantity]struct {
	kind unit.Kind // empty: the unit is the one written
	in   string
}{
	dose.AdministeredActivity: {unit.Activity, "MBq"},
	dose.Volume:               {unit.Volume, "mL"},
	dose.Mass:                 {unit.Mass, "g"},
	dose.Diameter:             {unit.Length, "mm"},
	dose.Weight:               {unit.Mass, "kg"},
	dose.Density:              {"", "g/mL"},
	dose.RecoveryCoefficient:  {"", "1"},
	dose.BloodStandard:        {"", "1/mL"},
}

var tacEvents = []dose.Quantity{dose.Haemodialysis, dose.Vomiting, dose.Void}

// tacOrderOfHelp is the order in which the quantities are explained.
var tacOrderOfHelp = []dose.Quantity{
	dose.WholeBodyFraction, dose.BloodFraction, dose.LesionFraction, dose.LungFraction, dose.LesionConcentration,
	dose.WholeBodyRaw, dose.BloodRaw, dose.LesionRaw, dose.LungRaw,
	dose.AdministeredActivity, dose.Weight, dose.Mass, dose.Volume, dose.Diameter, dose.Density, dose.RecoveryCoefficient, dose.BloodStandard,
	dose.Haemodialysis, dose.Vomiting, dose.Void,
}

// TACHelp lists the quantities of a table of readings with their units, one a line.
func TACHelp() string {
	var b strings.Builder
	for _, q := range tacOrderOfHelp {
		units := strings.Join(tacUnits[q], ", ")
		if g, ok := tacGivens[q]; ok {
			units = g.in + "; no time"
			if g.kind != "" {
				units = g.in + ", or another unit of " + string(g.kind) + "; no time"
			}
		}
		if slices.Contains(tacEvents, q) {
			units = "h: when it began, and how long it took"
		}
		fmt.Fprintf(&b, "  %-32s %s\n", q, units)
	}
	return b.String()
}

// ReadTAC reads a table of time-activity data: time_h,quantity,value,unit and, if
// wanted, sd,id,study,nuclide,view,role,live_s,counted_h,decay,note. Rows without time
// describe (administered_activity, volume, mass, ...); event_* rows hold a duration.
// The problems hold warnings too; the sheet is complete only without errors.
func ReadTAC(file string, data []byte) (*dose.Sheet, fault.Problems) {
	s := readSheet(file, data, tacRequired, tacOptional)
	out := &dose.Sheet{File: file}
	order := tacOrder{}
	for _, r := range s.rows {
		r.tac(out, order)
	}
	if len(s.rows) == 0 && s.problems.Errors() == 0 {
		s.add(cell{line: 1, column: 1}, "no-rows", "", "no readings")
	}
	s.problems.Sort()
	return out, s.problems
}

// tacOrder holds the last time of each curve, and its nuclide.
type tacOrder map[string]lastOf

type lastOf struct {
	hours   float64
	nuclide string
}

func (r row) tac(out *dose.Sheet, order tacOrder) {
	q := dose.Quantity(r.text("quantity"))
	switch {
	case tacUnits[q] != nil:
		r.tacReading(q, out, order)
	case slices.Contains(tacEvents, q):
		r.tacEvent(q, out)
	default:
		if _, ok := tacGivens[q]; ok {
			r.tacGiven(q, out)
			return
		}
		hint := "symport dose --help lists the quantities"
		if best := fault.Nearest(string(q), tacQuantities()); best != "" {
			hint = "did you mean " + best + "?"
		}
		r.sheet.add(r.cell("quantity"), "quantity-unknown", hint, "unknown quantity %q", q)
	}
}

func tacQuantities() []string {
	var names []string
	for q := range tacUnits {
		names = append(names, string(q))
	}
	for q := range tacGivens {
		names = append(names, string(q))
	}
	for _, q := range tacEvents {
		names = append(names, string(q))
	}
	slices.Sort(names)
	return names
}

func (r row) tacReading(q dose.Quantity, out *dose.Sheet, order tacOrder) {
	x := dose.Reading{At: r.fault("value"), ID: r.text("id"), Study: r.text("study"), Quantity: q, Unit: r.tacUnit(q)}
	ok := true
	x.TimeHours, ok = r.tacTime()
	x.Value, x.Below = r.tacValue(&ok)
	x.SD, x.HasSD = r.positive("sd", &ok)
	x.LiveSeconds, _ = r.positive("live_s", &ok)
	x.Counted, x.HasCounted = r.positive("counted_h", &ok)
	x.Nuclide = r.choice("nuclide", "nuclide-unknown", &ok, "I-131", "I-124", "I-123")
	x.View = r.choice("view", "view-unknown", &ok, "ant", "post", "single")
	role := r.choice("role", "role-unknown", &ok, string(dose.Sample), string(dose.Background), string(dose.Standard))
	x.Role = dose.Role(role)
	if role == "" {
		x.Role = dose.Sample
	}
	x.Decay = dose.Decay(r.choice("decay", "decay-unknown", &ok, "none", "administration", "counting"))
	if !ok || x.Unit == "" {
		return
	}
	r.tacPlausible(x)
	r.tacInOrder(x, order)
	out.Readings = append(out.Readings, x)
}

// tacUnit checks the unit against those of the quantity.
func (r row) tacUnit(q dose.Quantity) string {
	u := r.text("unit")
	u = strings.NewReplacer("µ", "u", "μ", "u", "/ml", "/mL", "/l", "/L").Replace(u)
	allowed := tacUnits[q]
	switch {
	case u == "":
		r.sheet.add(r.cell("unit"), "unit-missing", "one of "+strings.Join(allowed, ", "), "%s without a unit", q)
		return ""
	case !slices.Contains(allowed, u):
		r.sheet.add(r.cell("unit"), "unit-kind", "one of "+strings.Join(allowed, ", "), "%s cannot be in %q", q, u)
		return ""
	case q == dose.BloodFraction && u == "1":
		r.sheet.warn(r.cell("unit"), "unit-loose", "write 1/mL", "a fraction per mL has the unit 1/mL")
	}
	return u
}

func (r row) tacTime() (float64, bool) {
	text := r.text("time_h")
	if text == "" {
		r.sheet.add(r.cell("time_h"), "time-missing", "hours after administration", "a reading without time")
		return 0, false
	}
	t, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || t != t || t > 1e5:
		r.sheet.add(r.cell("time_h"), "time", "hours after administration, for instance 24.5", "%q is not a time in hours", text)
	case t < 0:
		r.sheet.add(r.cell("time_h"), "time-negative", "hours after administration", "time %s h is before administration", text)
	default:
		return t, true
	}
	return 0, false
}

// tacValue reads the value; "<x" is a detection limit.
func (r row) tacValue(ok *bool) (v float64, below bool) {
	text, below := strings.CutPrefix(r.text("value"), "<")
	text = strings.TrimSpace(text)
	if text == "" {
		*ok = false
		r.sheet.add(r.cell("value"), "value-missing", "leave the row out if nothing was measured", "a reading without value")
		return 0, below
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || v != v || v > 1e300 || v < -1e300:
		r.sheet.add(r.cell("value"), "value", "a number, or <x for a detection limit", "%q is not a number", text)
	case v < 0:
		r.sheet.add(r.cell("value"), "value-negative", "give background in its own row", "negative value %s", text)
	case v == 0 && r.text("role") != string(dose.Background):
		r.sheet.add(r.cell("value"), "value-zero", "not seen is written <x with the detection limit", "zero is not a reading")
	default:
		return v, below
	}
	*ok = false
	return 0, below
}

// positive reads an optional number above 0.
func (r row) positive(column string, ok *bool) (float64, bool) {
	text := r.text(column)
	if text == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v > 0) || v > 1e300 {
		*ok = false
		r.sheet.add(r.cell(column), column, "a number above 0, or nothing", "%s %q", column, text)
		return 0, false
	}
	return v, true
}

func (r row) choice(column, id string, ok *bool, names ...string) string {
	text := r.text(column)
	if text == "" || slices.Contains(names, text) {
		return text
	}
	*ok = false
	r.sheet.add(r.cell(column), id, "one of "+strings.Join(names, ", "), "unknown %s %q", column, text)
	return ""
}

// tacPlausible refuses fractions above the whole.
func (r row) tacPlausible(x dose.Reading) {
	fraction := x.Quantity == dose.WholeBodyFraction || x.Quantity == dose.LesionFraction || x.Quantity == dose.LungFraction
	switch {
	case fraction && x.Unit == "%" && x.Value > 100:
		r.sheet.add(r.cell("value"), "above-100", "per cent of the administered activity", "%s above 100 %%", r.text("value"))
	case fraction && x.Unit == "1" && x.Value > 1:
		r.sheet.add(r.cell("value"), "above-1", "is the unit %?", "a fraction of %s is above 1", r.text("value"))
	}
	if x.HasSD && x.SD >= x.Value && !x.Below {
		r.sheet.warn(r.cell("sd"), "sd-large", "same unit as the value", "the standard deviation is as large as the value")
	}
	if x.HasCounted && x.Counted < x.TimeHours {
		r.sheet.add(r.cell("counted_h"), "counted-before", "counted_h is the time of counting, time_h of sampling", "counted before it was sampled")
	}
}

// tacInOrder demands increasing times within a curve.
func (r row) tacInOrder(x dose.Reading, order tacOrder) {
	key := strings.Join([]string{x.ID, x.Study, string(x.Quantity), x.View, string(x.Role)}, "\x00")
	last, seen := order[key]
	switch {
	case seen && x.TimeHours == last.hours:
		r.sheet.add(r.cell("time_h"), "time-twice", "two lesions? give each an id", "a second %s at %g h", x.Quantity, x.TimeHours)
	case seen && x.TimeHours < last.hours:
		r.sheet.add(r.cell("time_h"), "time-order", "times of a curve increase down the table", "%g h after %g h", x.TimeHours, last.hours)
	}
	if seen && x.Nuclide != last.nuclide {
		r.sheet.add(r.cell("nuclide"), "nuclide-mixed", "one nuclide a curve; two tracers are two studies", "%s after %s in one curve", named(x.Nuclide), named(last.nuclide))
	}
	order[key] = lastOf{x.TimeHours, x.Nuclide}
}

func named(nuclide string) string {
	if nuclide == "" {
		return "no nuclide"
	}
	return nuclide
}

func (r row) tacEvent(q dose.Quantity, out *dose.Sheet) {
	ok := true
	e := dose.Event{At: r.fault("quantity"), Study: r.text("study"), Quantity: q}
	e.TimeHours, ok = r.tacTime()
	if r.text("value") != "" {
		e.DurationHours, _ = r.positive("value", &ok)
		if u := r.text("unit"); u != "h" {
			ok = false
			r.sheet.add(r.cell("unit"), "unit-kind", "h", "the duration of an event is in h, not %q", u)
		}
	}
	if ok {
		out.Events = append(out.Events, e)
	}
}

// tacGiven reads a row that describes: its value and sd in the unit it is kept in.
func (r row) tacGiven(q dose.Quantity, out *dose.Sheet) {
	ok := true
	if t := r.text("time_h"); t != "" && t != "0" {
		r.sheet.warn(r.cell("time_h"), "time-idle", "", "%s has no time: %s is not used", q, t)
	}
	g := dose.Given{At: r.fault("value"), ID: r.text("id"), Study: r.text("study"), Quantity: q}
	g.Value = r.tacQuantity(q, "value", &ok)
	if r.text("sd") != "" {
		g.SD = r.tacQuantity(q, "sd", &ok)
	}
	if ok {
		out.Givens = append(out.Givens, g)
	}
}

func (r row) tacQuantity(q dose.Quantity, column string, ok *bool) float64 {
	want := tacGivens[q]
	v, has := r.positive(column, ok)
	if !has {
		if *ok {
			r.sheet.add(r.cell(column), "value-missing", "a number above 0", "%s without a value", q)
		}
		*ok = false
		return 0
	}
	u := r.text("unit")
	if want.kind == "" {
		return v * r.tacPlain(q, u, want.in, ok)
	}
	x, err := unit.Of(r.text(column), u, want.kind)
	if err != nil {
		*ok = false
		if column == "value" {
			r.failed("unit", "unit-kind", err)
		}
		return 0
	}
	return x.In(want.in)
}

func (r row) tacPlain(q dose.Quantity, u, want string, ok *bool) float64 {
	switch {
	case u == want || q == dose.Density && u == "g/cm3":
		return 1
	case q == dose.RecoveryCoefficient && u == "%":
		return 0.01
	}
	*ok = false
	r.sheet.add(r.cell("unit"), "unit-kind", want, "%s cannot be in %q", q, u)
	return 0
}

// fault is the place of a column of the row.
func (r row) fault(column string) fault.Place {
	c := r.cell(column)
	return fault.Place{File: r.sheet.file, Line: c.line, Column: c.column, Width: max(1, len([]rune(c.text)))}
}
