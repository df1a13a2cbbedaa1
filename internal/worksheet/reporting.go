package worksheet

import (
	"fmt"
	"strings"

	"symport/internal/dose"
)

// icru names the level of prescription that a sheet allows. Source: EANM position paper
// on article 56 of 2013/59/Euratom, Eur J Nucl Med Mol Imaging 2021;48:67, after the
// levels of the ICRU.
func icru() Para {
	return "ICRU level: 3 if the activity is chosen from these doses (dosimetry-guided), 2 if a fixed activity is given and these doses are " +
		"recorded beside it, 1 without them. Level and reason: _________ (EANM position paper on article 56, 2020)"
}

// item is one line of the reporting checklist.
type item struct{ group, what, value string }

const (
	notApplicable = "not applicable"
	toFill        = "_________"
)

// checklist prints what a report of a clinical dosimetry should say: filled where the
// input says it, a blank to fill where only the department knows it.
func checklist(items []item) Table {
	t := Table{Head: []string{"to be reported", "item", "here"}, Fold: true}
	last := ""
	for _, x := range items {
		group := x.group
		if group == last {
			group = ""
		}
		last = x.group
		t.Rows = append(t.Rows, []string{group, x.what, x.value})
	}
	return t
}

// commonItems are those of every dosimetry, before and after what is its own.
func commonItems(set *dose.Setup, sheet *dose.Sheet, own []item, uncertainty string) []item {
	nuclide := set.Measured
	if nuclide == "" {
		nuclide = set.Therapy.Name
	}
	tracer := toFill + " MBq"
	if set.TracerMBq > 0 {
		tracer = nearSig(set.TracerMBq, 5) + " MBq"
	}
	items := []item{
		{"patient", "identity, diagnosis, indication", toFill},
		{"patient", "earlier radioiodine, external beam, iodine, thyroid hormone", toFill},
		{"radiopharmaceutical", "tracer and therapy nuclide", nuclide + "; " + set.Therapy.Name},
		{"radiopharmaceutical", "administered activity, calibrator, route, date and time", tracer + "; " + toFill},
		{"radiopharmaceutical", "preparation, TSH, iodine state, of tracer and therapy", toFill},
		{"equipment", "counter, camera or probe, collimator, quality control", toFill},
		{"equipment", "calibration, background, dead time", equipment(set, sheet)},
		{"acquisition", "times of measurement", times(sheet)},
		{"acquisition", "scan range, duration, energy windows, reconstruction", toFill},
	}
	items = append(items, own...)
	return append(items,
		item{"result", "uncertainty and how it was found", uncertainty},
		item{"result", "second calculation", "see SECOND CALCULATION"},
		item{"result", "program and version", "symport, hash on the case's sheet"},
		item{"result", "effective or organ dose by a phantom", notApplicable})
}

func equipment(set *dose.Setup, sheet *dose.Sheet) string {
	parts := []string{}
	for _, role := range []dose.Role{dose.Background, dose.Standard} {
		for _, r := range sheet.Readings {
			if r.Role == role {
				parts = append(parts, string(role)+" counted")
				break
			}
		}
	}
	if set.DeadTimeSec > 0 {
		parts = append(parts, fmt.Sprintf("dead time %g us", set.DeadTimeSec*1e6))
	}
	if len(parts) == 0 {
		return "not in the input: " + toFill
	}
	return strings.Join(parts, ", ")
}

func times(sheet *dose.Sheet) string {
	seen, parts := map[float64]bool{}, []string{}
	for _, r := range sheet.Readings {
		if r.Role == dose.Sample && !seen[r.TimeHours] {
			seen[r.TimeHours] = true
			parts = append(parts, fmt.Sprintf("%g", r.TimeHours))
		}
	}
	return strings.Join(parts, ", ") + " h"
}

func bloodItems(c *dose.BloodCase, r *dose.BloodResult) []item {
	return commonItems(&c.Setup, c.Sheet, []item{
		{"quantification", "corrections of the readings", "see CORRECTIONS"},
		{"quantification", "volume of the blood samples, cross-calibration", toFill},
		{"quantification", "volumes and masses", "weight " + nearSig(r.WeightKg, 4) + " kg"},
		{"integration", "model, constants, goodness of fit", r.Model},
		{"integration", "share extrapolated", share(r.Extrapolated)},
		{"dose", "formula and constants", "EANM procedure 2008, equations 5 and 7; see BY HAND"},
		{"dose", "source and target", "blood and whole body to blood; marrow beside it"},
	}, "profile likelihood, 95 %; see BUDGET")
}

func lesionItems(c *dose.LesionCase, rep *dose.LesionReport) []item {
	outline := string(c.Outline)
	if outline == "" {
		outline = toFill
	}
	first := rep.Lesions[0]
	return commonItems(&c.Setup, c.Sheet, []item{
		{"quantification", "attenuation, scatter, reconstruction", toFill},
		{"quantification", "partial volume", recovery(c, first)},
		{"quantification", "volume of interest, how drawn", outline},
		{"quantification", "volumes and masses", "in the table of lesions; density " + nearSig(first.Density, 3) + " g/mL"},
		{"integration", "model, constants, goodness of fit", "see CURVE"},
		{"integration", "share extrapolated", share(first.Extrapolated)},
		{"dose", "formula and constants", "sphere model, closed form of S; see BY HAND"},
		{"dose", "source and target", "lesion to itself, uniform; no cross-dose"},
	}, "profile likelihood with the factors of BUDGET, 95 %")
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
		return "unknown"
	}
	return nearSig(*x, 3) + " %"
}
