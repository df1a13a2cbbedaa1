package worksheet

import (
	"fmt"
	"math"

	"symport/internal/dose"
)

// Blood is the sheet of a blood dosimetry; hashes name the input, the content and the
// program.
func Blood(name, hashes string, c *dose.BloodCase, r *dose.BloodResult) *Page {
	p := &Page{Title: fmt.Sprintf("%s   blood dosimetry for 131I, %s kg, method %s", name, nearSig(r.WeightKg, 3), c.Method),
		Head: []string{"For a physicist and a physician to check and sign. A ceiling is not a target."}}
	p.add("", bloodAnswer(r), first(r.Warnings, dose.LowBlood))
	p.add("Limits", limits(r.Limits))
	p.add("Readings as entered", raw(c.Sheet, false))
	p.add("Corrections", corrections(c.Sheet, &c.Setup))
	p.add("Curves", append(fitLines("whole body", "h", r.Fits.WholeBody, r.TauBody), fitLines("blood per mL", "h/mL", r.Fits.Blood, r.TauBlood)...),
		plot("wb", "whole body", "fraction of the administered activity", r.Fits.WholeBody), plot("bl", "blood", "fraction per mL", r.Fits.Blood))
	p.add("Readings", Table{Head: readingsHead, Rows: append(readings("whole body", r.Fits.WholeBody), readings("blood", r.Fits.Blood)...), Numbers: "lrrrrd"})
	p.add("Budget", budget(r.Budget))
	p.add("Simulation", simulation(r.Simulation))
	p.add("One more sample", purchases("whole body and blood", r.U, r.OneMore))
	p.add("Second calculation", second(r.Second))
	p.add("By hand", bloodByHand(c, r))
	p.add("Check", warnings(r.Warnings))
	p.add("Assumed", List(r.Assumptions))
	p.add("Reporting", BloodReport(c, r).parts()...)
	p.add("Sources", sources(r.Sources), Para(hashes))
	p.add("Signed", Signatures(signers))
	return p
}

// bloodAnswer is the first block: dose, activities, ceiling.
func bloodAnswer(r *dose.BloodResult) Table {
	t := Table{Fold: true}
	add := func(cells ...string) { t.Rows = append(t.Rows, cells) }
	add("BLOOD DOSE", value(r.Dose, up3)+" Gy/GBq", fmt.Sprintf("%s, u %s %%", interval(r.Low, r.High), value(r.U, two)))
	if r.MSA != nil {
		add(fmt.Sprintf("%g Gy AT", r.PrescribeGy), down3(*r.MSA)+" GBq", interval(r.MSALow, r.MSAHigh)+"; there the chance of more is one in two")
		add("1 IN 20 AT", value(r.AtRisk, func(x float64) string { return down3(x) + " GBq" }), fmt.Sprintf("at most 1 chance in 20 of passing %g Gy", r.PrescribeGy))
	} else {
		add(fmt.Sprintf("%g Gy AT", r.PrescribeGy), "none", "no activity is given: see CHECK")
	}
	add("CEILING", ceilingText(r.Ceiling, r.UpperBound), ceilingWhy(r))
	if r.Retention48 != nil {
		add("AT 48 h", nearSig(*r.Retention48, 3)+" %", "of the activity in the whole body, "+interval(r.Ret48Low, r.Ret48High))
	}
	if r.Marrow != nil {
		add("MARROW", up3(*r.Marrow)+" Gy/GBq", "beside the blood dose, which limits")
	}
	if r.LungDose != nil && r.LungRate48 != nil {
		add("LUNGS", up3(*r.LungDose)+" Gy/GBq", fmt.Sprintf("electrons alone; at 48 h %s Gy/h per GBq", up3(*r.LungRate48)))
	}
	if r.BetaShare != nil {
		add("FROM BLOOD", nearSig(*r.BetaShare, 3)+" %", "of the dose comes from activity in the blood")
	}
	return t
}

func ceilingText(ceiling *float64, upperBound bool) string {
	switch {
	case ceiling == nil:
		return "none"
	case upperBound:
		return "at most " + down3(*ceiling) + " GBq"
	}
	return down3(*ceiling) + " GBq"
}

func ceilingWhy(r *dose.BloodResult) string {
	if r.MSA == nil {
		return "no activity is given: see CHECK"
	}
	if r.Ceiling == nil || r.Binding == nil {
		return "no limit that applies is computed"
	}
	text := "lowest of the lower bounds: " + *r.Binding
	if r.UpperBound {
		text += "; what is unknown could lower it"
	}
	return text
}

// bloodByHand writes the formulas with their numbers.
func bloodByHand(c *dose.BloodCase, r *dose.BloodResult) Formulas {
	if r.TauBlood == nil || r.TauBody == nil {
		return singleByHand(c, r)
	}
	self := 108 * *r.TauBlood
	lines := Formulas{}
	lines = append(lines, areaByHand("tau_body", "h", r.Fits.WholeBody, *r.TauBody, c.Setup.Therapy.Lambda())...)
	lines = append(lines, areaByHand("tau_blood", "h/mL", r.Fits.Blood, *r.TauBlood, c.Setup.Therapy.Lambda())...)
	lines = append(lines,
		"D/A = 108 tau_blood + 0.0188/wt^(2/3) tau_body",
		fmt.Sprintf("= 108 x %s + 0.0188/%s^(2/3) x %s = %s + %s = %s Gy/GBq", nearSig(*r.TauBlood, 6), nearSig(r.WeightKg, 4), nearSig(*r.TauBody, 6),
			nearSig(self, 5), nearSig(*r.Dose-self, 5), nearSig(*r.Dose, 5)))
	if r.MSA != nil {
		lines = append(lines, fmt.Sprintf("A = %g Gy / %s Gy/GBq = %s GBq", r.PrescribeGy, nearSig(*r.Dose, 5), nearSig(*r.MSA, 5)))
	}
	lines = append(lines, retentionByHand(r)...)
	if c.Method != dose.MethodTraino {
		lines = append(lines, fmt.Sprintf("marrow = 61 x %s + 0.106/%s x %s = %s Gy/GBq", nearSig(*r.TauBlood, 6), nearSig(r.WeightKg, 4), nearSig(*r.TauBody, 6), nearSig(*r.Marrow, 5)))
	}
	if r.LungDose != nil && r.TauLung != nil {
		lines = append(lines, fmt.Sprintf("lungs = 110.66 Gy g/(GBq h) x %s h / %g g = %s Gy/GBq (electrons)", nearSig(*r.TauLung, 4), c.LungMassG, nearSig(*r.LungDose, 4)))
	}
	lambda := c.Setup.Therapy.Lambda()
	return append(lines, fmt.Sprintf("131I: half-life %.5g h, decay constant %.8f /h; every decay constant of a curve is at least this", math.Ln2/lambda, lambda))
}

// areaByHand is the area of a fitted curve, term by term; lambda is the physical decay
// constant per hour.
func areaByHand(name, unit string, f *dose.FitReport, area, lambda float64) Formulas {
	if f == nil {
		return nil
	}
	formula, sum := "", 0.0
	add := func(a, l float64) {
		if formula != "" {
			formula += " + "
		}
		formula += nearSig(a, 5) + "/" + nearSig(l, 5)
		sum += a / l
	}
	v := map[string]float64{}
	for _, p := range f.Parameters {
		v[p.Name] = p.Value
	}
	switch f.Model {
	case "mono-exponential":
		add(v["A"], v["lambda"])
	case "bi-exponential":
		add(v["A1"], v["lambda1"])
		add(v["A2"], v["lambda2"])
	case "three-parameter":
		add(v["A1"], v["lambda1"])
		add(v["A2"], lambda)
	case "uptake-washout":
		formula = fmt.Sprintf("%s x (1/%s - 1/%s)", nearSig(v["A"], 5), nearSig(v["lambda1"], 5), nearSig(v["lambda2"], 5))
		sum = v["A"] * (1/v["lambda1"] - 1/v["lambda2"])
	}
	if !(math.Abs(sum/area-1) < 1e-6) {
		return nil // joined point to point: the segments are its formula
	}
	return Formulas{fmt.Sprintf("%s = sum A/lambda = %s = %s %s", name, formula, nearSig(area, 6), unit)}
}

// retentionByHand reproduces every limit of retention that applies or may, rounded down as
// in the table: at the value and at the upper end of what is retained.
func retentionByHand(r *dose.BloodResult) Formulas {
	if r.Retention48 == nil {
		return nil
	}
	var lines Formulas
	for _, l := range r.Limits {
		if l.Unit != "GBq" || l.Applies == dose.No || l.Limit == nil || l.Activity == nil {
			continue
		}
		line := fmt.Sprintf("%s: %g GBq / %s at 48 h = %s GBq", l.ID, *l.Limit, nearSig(*r.Retention48/100, 4), floorSig(*l.Activity, 4))
		if l.Low != nil && r.Ret48High != nil {
			line += fmt.Sprintf("; / %s = %s GBq", nearSig(*r.Ret48High/100, 4), floorSig(*l.Low, 4))
		}
		lines = append(lines, line)
	}
	return lines
}

// singleByHand is the method of one whole-body reading.
func singleByHand(c *dose.BloodCase, r *dose.BloodResult) Formulas {
	if c.Method != dose.MethodSingle || r.TauBody == nil || r.Dose == nil {
		return nil
	}
	lines := Formulas{"tau = -t/ln R; D/A = (108 x 0.14/BLV + 0.0188/wt^(2/3)) tau",
		fmt.Sprintf("= (108 x 0.14/%.0f mL + 0.0188/%s^(2/3)) x %s h = %s Gy/GBq", c.BloodVolumeML, nearSig(r.WeightKg, 4), nearSig(*r.TauBody, 5), nearSig(*r.Dose, 5))}
	return append(lines, retentionByHand(r)...)
}
