package worksheet

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/dose"
)

// The states of an item.
const (
	stated        = "stated"
	notStated     = "not stated"
	notApplicable = "not applicable"
)

// Item is one thing that the report of a clinical dosimetry states, or a person still has
// to.
type Item struct {
	Group string `json:"group"`
	What  string `json:"item"`
	State string `json:"state"` // stated, not stated, not applicable
	Where string `json:"where"` // the part of the sheet
	Value string `json:"value"` // in short, or why it does not apply
}

// Report is the list of what is to be reported, filled in as far as the input says it.
type Report struct {
	Basis string   `json:"basis"`
	ICRU  string   `json:"icruLevel"`
	Items []Item   `json:"items"`
	Sign  []string `json:"sign"`
}

// basis says where the list comes from and how far that was read. Sources: Lassmann 2011,
// Eur J Nucl Med Mol Imaging 38:192 (abstract; its checklist is a supplement that was not
// reached); Stokke 2024, Eur J Nucl Med Mol Imaging 51:1268, table 4 (read).
const basis = "Drawn up after the EANM guidance on dosimetry reporting of 2011 (abstract read; its own checklist was not) and table 4 of the " +
	"EANM guidance of 2024 (read; its items, of therapies, bear a star). Order and wording are this program's."

// The levels of prescription. Source: EANM position paper on article 56 of
// 2013/59/Euratom, Eur J Nucl Med Mol Imaging 2021;48:67, after the levels of the ICRU.
const (
	icruMeasured = "3 if the activity is chosen from these doses (dosimetry-guided), 2 if a fixed activity is given and these doses are recorded beside it"
	icruNone     = "1: activity alone, no dose of this patient was measured"
)

// signers sign a sheet, each with the date.
var signers = []string{"measured by", "calculated by", "checked by", "released by"}

// checklist collects the items of a sheet.
type checklist struct {
	group string
	items []Item
}

func (c *checklist) of(group string) { c.group = group }

func (c *checklist) add(what, state, where, value string) {
	c.items = append(c.items, Item{c.group, what, state, where, value})
}

func (c *checklist) stated(what, where, value string) { c.add(what, stated, where, value) }
func (c *checklist) missing(what string)              { c.add(what, notStated, "", "") }
func (c *checklist) without(what, why string)         { c.add(what, notApplicable, "", why) }

// told adds an item that is stated if value is not empty.
func (c *checklist) told(what, where, value string) {
	if value == "" {
		c.missing(what)
		return
	}
	c.stated(what, where, value)
}

func (c *checklist) report(icru string) Report {
	c.of("signatures")
	for _, s := range signers {
		c.missing(s + ", with date")
	}
	return Report{Basis: basis, ICRU: icru, Items: c.items, Sign: signers}
}

// parts are the report on the page.
func (r Report) parts() []Part {
	t := Table{Head: []string{"item", "state", "where, and what"}, Fold: true}
	group, open := "", 0
	for _, x := range r.Items {
		if x.Group != group {
			group = x.Group
			t.Rows = append(t.Rows, []string{strings.ToUpper(group)})
		}
		if x.State == notStated {
			open++
		}
		t.Rows = append(t.Rows, []string{x.What, x.State, x.place()})
	}
	head := fmt.Sprintf("ICRU level %s (EANM position paper on article 56, 2020). Level and reason: _________", r.ICRU)
	return []Part{Para(head), Para(fmt.Sprintf("%s %d of %d items are still to be stated by hand.", r.Basis, open, len(r.Items))), t}
}

// place is where the item stands and what it says; a line to write on where nothing does.
func (x Item) place() string {
	if x.State == notStated {
		return strings.TrimLeft(x.Value+" ", " ") + "_________"
	}
	return strings.Trim(strings.ToUpper(x.Where)+": "+x.Value, ": ")
}

// Headings that items point to.
const (
	hHead        = "head"
	hAnswer      = "first table"
	hRaw         = "Readings as entered"
	hCorrections = "Corrections"
	hCurves      = "Curves"
	hReadings    = "Readings"
	hBudget      = "Budget"
	hSecond      = "Second calculation"
	hByHand      = "By hand"
	hCheck       = "Check"
	hLimits      = "Limits"
	hCumulative  = "Cumulative"
	hBED         = "BED, for no decision"
	hSources     = "Sources"
)

// BloodReport is what the sheet of a blood dosimetry states.
func BloodReport(c *dose.BloodCase, r *dose.BloodResult) Report {
	l := &checklist{}
	l.patientUnknown()
	l.stated("weight", hHead, nearSig(r.WeightKg, 3)+" kg")
	l.measurement(&c.Setup, c.Sheet, false)
	l.of("quantification")
	l.stated("corrections of the readings", hCorrections, "")
	l.missing("volume of the blood samples, cross-calibration")
	if c.Method == dose.MethodSingle {
		l.stated("volumes and masses *", "Assumed", "blood volume "+c.VolumeSource)
	} else {
		l.without("volumes of source regions *", "blood per mL and whole body")
	}
	l.integration(r.Fits.WholeBody, r.Model, hCurves, r.Extrapolated)
	l.of("dose")
	l.stated("formula and constants", hByHand, "EANM procedure of 2008, equations 5 and 7")
	l.stated("source and target regions", hAnswer, "blood and whole body to blood; marrow beside it")
	l.stated("dose per activity, activity at the limit", hAnswer, value(r.Dose, up3)+" Gy/GBq")
	l.without("BED *", "no repair data of marrow are used")
	l.rest()
	l.result(r.Budget, r.Second)
	return l.report(icruMeasured)
}

// LesionReport is what the sheet of a lesion dosimetry states.
func LesionReport(c *dose.LesionCase, rep *dose.LesionReport) Report {
	first := rep.Lesions[0]
	curve, hand, second, spread := "Curve", hByHand, hSecond, hBudget
	if len(rep.Lesions) > 1 {
		curve, hand, second, spread = curve+" of each lesion", hand+" of each lesion", second+" of each lesion", spread+" of each lesion"
	}
	l := &checklist{}
	l.patientUnknown()
	l.measurement(&c.Setup, c.Sheet, true)
	l.of("quantification")
	l.stated("corrections of the readings", hCorrections, "")
	l.missing("attenuation, scatter, reconstruction")
	l.stated("partial volume", "Assumed", recovery(c, first))
	l.told("region of interest, how drawn", hHead, string(c.Outline))
	l.told("volumes and masses *", hAnswer, masses(rep.Lesions))
	l.integration(first.Fit, first.Model, curve, first.Extrapolated)
	l.of("dose")
	l.stated("formula and constants", hand, "sphere model, closed form of S")
	l.stated("source and target regions", hHead, "each lesion to itself, uniform; no cross-dose")
	l.stated("dose of each lesion *", hAnswer, plural(len(rep.Lesions), "lesion"))
	if bed(c.Limits, first) == nil {
		l.without("BED *", "no dose or no half-life")
	} else {
		l.stated("BED *", hBED, "labelled")
	}
	l.rest()
	l.spread(first.Budget, spread)
	l.secondOpinion(first.Second, second)
	l.program()
	return l.report(icruMeasured)
}

func (l *checklist) patientUnknown() {
	l.of("patient")
	l.missing("identity, diagnosis, indication")
	l.missing("earlier radioiodine, external beam")
	l.missing("preparation, TSH, iodine, of tracer and therapy")
	l.missing("kidney function, dialysis")
}

// measurement are the items of tracer, equipment and acquisition.
func (l *checklist) measurement(set *dose.Setup, sheet *dose.Sheet, lesions bool) {
	l.of("activity")
	l.stated("nuclides of tracer and therapy", hCorrections, nuclidesOf(set, sheet)+"; "+set.Therapy.Name)
	tracer := ""
	if set.TracerMBq > 0 {
		tracer = nearSig(set.TracerMBq, 5) + " MBq"
	}
	l.told("administered activity of the tracer", hRaw, tracer)
	l.missing("calibrator, route, date and time")
	l.of("equipment")
	l.missing("counter, camera or probe, quality control")
	l.told("calibration by a standard", hRaw, counted(sheet, dose.Standard))
	l.told("background", hRaw, counted(sheet, dose.Background))
	dead := ""
	if set.DeadTimeSec > 0 {
		dead = fmt.Sprintf("%g us, %s", set.DeadTimeSec*1e6, set.DeadTimeModel)
	}
	l.told("dead time", hCorrections, dead)
	l.of("acquisition")
	l.stated("activity at each time *", hRaw, times(sheet, lesions))
	l.missing("range, duration, energy windows")
}

// integration are the items of the curve.
func (l *checklist) integration(f *dose.FitReport, model, where string, extrapolated *float64) {
	l.of("integration")
	if f == nil {
		l.stated("model and its constants *", hByHand, model)
		l.without("goodness of fit", "no curve is fitted")
		l.without("share extrapolated", "no curve is fitted")
		return
	}
	l.stated("model and its constants *", where, model)
	if f.Chi2 != nil {
		l.stated("goodness of fit", where, "chi2, residuals")
	} else {
		l.without("goodness of fit", "joined point to point")
	}
	l.told("share extrapolated", where, share(extrapolated))
}

// rest are the items of a dose that do not belong to these methods.
func (l *checklist) rest() {
	l.without("doses of all organs, by a phantom *", "not computed by this program")
	l.without("dose by voxel, histogram *", "means of regions alone")
	l.without("equivalent and effective dose *", "no quantity of a therapy")
}

func (l *checklist) result(b []dose.BudgetLine, second *dose.SecondOpinion) {
	l.spread(b, hBudget)
	l.secondOpinion(second, hSecond)
	l.program()
}

func (l *checklist) spread(b []dose.BudgetLine, where string) {
	l.of("result")
	if len(b) == 0 {
		l.missing("uncertainty and how it was found")
		return
	}
	l.stated("uncertainty and how it was found", where, "profile likelihood, 95 %")
}

func (l *checklist) secondOpinion(s *dose.SecondOpinion, where string) {
	if s == nil {
		l.missing("second calculation")
		return
	}
	l.stated("second calculation", where, s.Method)
}

func (l *checklist) program() {
	l.stated("program, version, state of knowledge", hSources, "hashes below the sources")
}

func nuclidesOf(set *dose.Setup, sheet *dose.Sheet) string {
	name := set.Measured
	if name == "" {
		name = set.Therapy.Name
	}
	names := []string{}
	for _, r := range sheet.Readings {
		of := r.Nuclide
		if of == "" {
			of = name
		}
		if !slices.Contains(names, of) {
			names = append(names, of)
		}
	}
	return strings.Join(names, ", ")
}

// counted says whether readings of a role stand in the table; empty if not.
func counted(sheet *dose.Sheet, role dose.Role) string {
	for _, r := range sheet.Readings {
		if r.Role == role {
			return "counted"
		}
	}
	return ""
}

func times(sheet *dose.Sheet, lesions bool) string {
	seen, list := map[float64]bool{}, []float64{}
	for _, r := range sheet.Readings {
		if r.Role == dose.Sample && ofLesion(r) == lesions && !seen[r.TimeHours] {
			seen[r.TimeHours] = true
			list = append(list, r.TimeHours)
		}
	}
	slices.Sort(list)
	parts := make([]string, len(list))
	for i, h := range list {
		parts[i] = fmt.Sprintf("%g", h)
	}
	return strings.Join(parts, ", ") + " h"
}

func masses(lesions []*dose.LesionResult) string {
	for _, r := range lesions {
		if r.Mass == nil {
			return ""
		}
	}
	return "density " + nearSig(lesions[0].Density, 3) + " g/mL"
}

func recovery(c *dose.LesionCase, r *dose.LesionResult) string {
	switch {
	case r.Recovery == nil:
		return "not corrected"
	case c.FWHMMM > 0 && c.Recovery == 0:
		return fmt.Sprintf("closed form at %g mm FWHM", c.FWHMMM)
	}
	return "coefficient that was measured"
}

func share(x *float64) string {
	if x == nil {
		return ""
	}
	return nearSig(*x, 3) + " %"
}
