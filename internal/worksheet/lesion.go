package worksheet

import (
	"fmt"
	"strings"

	"symport/internal/cite"
	"symport/internal/dose"
)

// Lesion is the sheet of a lesion dosimetry.
func Lesion(name, hashes string, c *dose.LesionCase, rep *dose.LesionReport) *Page {
	p := &Page{Title: fmt.Sprintf("%s   dose to %s for 131I, measured with %s", name, plural(len(rep.Lesions), "lesion"), rep.Lesions[0].Measured),
		Head: []string{"For a physicist and a physician to check and sign. Sphere model; uniform activity."}}
	var doubts List
	for _, l := range rep.Lesions {
		doubts = append(doubts, first(l.Warnings, dose.DoubtfulFit)...)
	}
	p.add("", doubts, lesionAnswer(c, rep.Lesions), bands(c.Limits))
	p.add("Readings as entered", raw(c.Sheet, true))
	p.add("Corrections", corrections(c.Sheet, &c.Setup))
	var from []cite.Source
	for i, l := range rep.Lesions {
		lesionSections(p, i, l, len(rep.Lesions) > 1, c)
		from = append(from, l.Sources...)
	}
	p.add("Reporting", LesionReport(c, rep).parts()...)
	p.add("Sources", sources(from), Para(hashes))
	p.add("Signed", Signatures(signers))
	return p
}

func lesionAnswer(c *dose.LesionCase, lesions []*dose.LesionResult) Table {
	l := c.Limits
	t := Table{Head: []string{"lesion", "mass, g", "Gy/GBq", "95 %", fmt.Sprintf("GBq for %g Gy", l.LesionPartialGy), fmt.Sprintf("%g Gy", l.LesionGy), fmt.Sprintf("%g Gy", l.LesionHighGy)}}
	for _, r := range lesions {
		t.Rows = append(t.Rows, []string{lesionName(r.ID), value(r.Mass, func(x float64) string { return nearSig(x, 3) }), lesionDose(r),
			strings.TrimPrefix(interval(r.Low, r.High), "95 % "), lesionActivity(r.A20, r.LowA20, r.HighA20), lesionActivity(r.A80, r.LowA80, r.HighA80), lesionActivity(r.A100, r.LowA100, r.HighA100)})
	}
	return t
}

func bands(l dose.Limits) Para {
	return Para(fmt.Sprintf("For nodes and lung: below %g Gy response unlikely, %g to %g partial likely, above %g complete likely; "+
		"%g to %g Gy is the boundary and belongs to neither. Other sites have no band in the source (F053, F054, F055).",
		l.LesionPartialGy, l.LesionPartialGy, l.LesionGy, l.LesionHighGy, l.LesionGy, l.LesionHighGy))
}

func lesionDose(r *dose.LesionResult) string {
	switch {
	case r.Dose != nil:
		return nearSig(*r.Dose, 3)
	case r.High != nil:
		return "range only"
	}
	return "none"
}

func lesionActivity(a, low, high *float64) string {
	switch {
	case a != nil && low != nil:
		return nearSig(*a, 2) + " (" + floorSig(*low, 2) + "-" + ceilSig(*high, 2) + ")"
	case a != nil:
		return nearSig(*a, 2)
	case low != nil:
		return "above " + floorSig(*low, 2)
	}
	return "-"
}

func lesionName(id string) string {
	if id == "" {
		return "(unnamed)"
	}
	return id
}

// lesionSections show how one lesion was computed.
func lesionSections(p *Page, i int, r *dose.LesionResult, several bool, c *dose.LesionCase) {
	of := ""
	if several {
		of = ", " + lesionName(r.ID)
	}
	area, unit := r.Tau, "h"
	if r.TauPerMl != nil {
		area, unit = r.TauPerMl, "h/mL"
	}
	lines := fitLines("curve", unit, r.Fit, area)
	if r.HalfLife != nil {
		lines = append(lines, "effective half-life of 131I "+nearSig(*r.HalfLife, 4)+" h")
	}
	p.add("Curve"+of, lines, plot(fmt.Sprintf("l%d", i+1), "lesion "+lesionName(r.ID), axisUnit(r), r.Fit))
	p.add("Models"+of, tried(r.Tried))
	p.add("Readings"+of, Table{Head: readingsHead, Rows: readings("lesion", r.Fit), Numbers: "lrrrrd"})
	p.add("Budget"+of, budget(r.Budget))
	p.add("Simulation"+of, simulation(r.Simulation))
	p.add("One more sample"+of, purchases("the lesion", r.U, r.OneMore))
	p.add("Second calculation"+of, second(r.Second))
	p.add("By hand"+of, lesionByHand(r, c.Setup.Therapy.Lambda()))
	p.add(hBED+of, bed(c.Limits, r)...)
	p.add("Check"+of, warnings(r.Warnings))
	p.add("Assumed"+of, List(r.Assumptions))
}

func axisUnit(r *dose.LesionResult) string {
	if r.TauPerMl != nil {
		return "fraction of the administered activity per mL"
	}
	return "fraction of the administered activity"
}

func tried(list []dose.Tried) Table {
	t := Table{Head: []string{"model", "area", "AICc", "left out because"}, Numbers: "lrr"}
	for _, x := range list {
		t.Rows = append(t.Rows, []string{x.Model, dash(x.Tau, 5), dash(x.AICc, 4), x.Rejected})
	}
	return t
}

// lesionByHand writes the formulas with their numbers.
func lesionByHand(r *dose.LesionResult, lambda float64) Formulas {
	var lines Formulas
	if r.Recovery != nil {
		lines = append(lines, "readings divided by the recovery "+nearSig(*r.Recovery, 4))
	}
	area, unit := r.Tau, "h"
	if r.TauPerMl != nil {
		area, unit = r.TauPerMl, "h/mL"
	}
	if area != nil {
		lines = append(lines, areaByHand("tau", unit, r.Fit, *area, lambda)...)
	}
	lines = append(lines, sphereByHand(r)...)
	switch {
	case r.Dose == nil:
		return lines
	case r.S != nil && r.Tau != nil:
		lines = append(lines, fmt.Sprintf("D/A = tau x S(m) = %s h x %s Gy/(GBq h) = %s Gy/GBq", nearSig(*r.Tau, 5), nearSig(*r.S, 5), nearSig(*r.Dose, 4)))
	case r.TauPerMl != nil:
		lines = append(lines, fmt.Sprintf("D/A = tau x k / density = %s h/mL x %s Gy g/(GBq h) / %g g/mL = %s Gy/GBq", nearSig(*r.TauPerMl, 5), nearSig(*r.Dose / *r.TauPerMl * r.Density, 5), r.Density, nearSig(*r.Dose, 4)))
	}
	if r.Electrons != nil {
		lines = append(lines, fmt.Sprintf("electrons alone, all absorbed: %s Gy/GBq", nearSig(*r.Electrons, 4)))
	}
	for _, x := range []struct {
		gy float64
		a  *float64
	}{{20, r.A20}, {80, r.A80}, {100, r.A100}} {
		if x.a != nil {
			lines = append(lines, fmt.Sprintf("%g Gy / %s Gy/GBq = %s GBq", *x.a**r.Dose, nearSig(*r.Dose, 4), nearSig(*x.a, 4)))
		}
	}
	return lines
}

// sphereByHand is the closed form of S with its numbers.
func sphereByHand(r *dose.LesionResult) Formulas {
	if r.S == nil || r.Mass == nil {
		return nil
	}
	x := dose.SphereParts("I-131", *r.Mass, r.Density)
	return Formulas{
		fmt.Sprintf("R = (3 rho^2 m/(4 pi))^(1/3) = (3 x %g^2 x %s/(4 pi))^(1/3) = %s g/cm2", r.Density, nearSig(*r.Mass, 4), nearSig(x.Radius, 4)),
		fmt.Sprintf("phi_e = 1/(1 + (0.04448/R)^1.2125) = %s; phi_gamma = 0.02506 R/(1 + 0.00245 R) = %s", nearSig(x.Electrons, 4), nearSig(x.Photons, 3)),
		fmt.Sprintf("S = (191.85 keV x %s + 382.76 keV x %s) x %s / %s g = %s Gy/(GBq h)", nearSig(x.Electrons, 4), nearSig(x.Photons, 3), nearSig(x.PerKeV, 4), nearSig(*r.Mass, 4), nearSig(*r.S, 5)),
	}
}

// bed are the biologically effective doses at the marks of response, as an index: the
// constants are defaults of other programs and not of thyroid cancer.
func bed(l dose.Limits, r *dose.LesionResult) []Part {
	if r.Dose == nil || r.HalfLife == nil || l.BEDAlphaBetaGy == 0 {
		return nil
	}
	lines := Formulas{fmt.Sprintf("BED = D (1 + D/(alpha/beta) T_rep/(T_rep + T_eff)), alpha/beta %g Gy, T_rep %g h, T_eff %s h (effective, of 131I)",
		l.BEDAlphaBetaGy, l.BEDRepairHours, nearSig(*r.HalfLife, 4))}
	for _, gy := range []float64{l.LesionPartialGy, l.LesionGy, l.LesionHighGy} {
		lines = append(lines, fmt.Sprintf("%g Gy: BED %s Gy", gy, nearSig(dose.BED(gy, l.BEDAlphaBetaGy, *r.HalfLife, l.BEDRepairHours), 3)))
	}
	return []Part{Para("An index to compare sheets, labelled: the constants are defaults of public programs, none was measured in thyroid cancer; one " +
		"exponential, no uptake phase. It stands on this sheet alone and enters no plan."), lines}
}
