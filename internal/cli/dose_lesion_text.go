package cli

import (
	"fmt"
	"strings"

	"symport/internal/dose"
)

// lesionText is the page of a lesion dosimetry.
func lesionText(name string, c *dose.LesionCase, rep *dose.LesionReport) string {
	var b strings.Builder
	b.WriteString(clip(fmt.Sprintf("%s   dose to %s for 131I, measured with %s", titleOf(name), plural(len(rep.Lesions), "lesion"), rep.Lesions[0].Measured)) + "\n")
	b.WriteString("For a physicist and a physician to check and sign. Sphere model; uniform activity.\n" + rule)
	b.WriteString(lesionAnswer(c, rep.Lesions))
	for _, l := range rep.Lesions {
		b.WriteString(lesionPage(l, len(rep.Lesions) > 1))
	}
	b.WriteString(sourceLines(rep.Lesions[0].Sources))
	b.WriteString(signatures)
	return b.String()
}

func lesionAnswer(c *dose.LesionCase, lesions []*dose.LesionResult) string {
	l := c.Limits
	g := grid{{"lesion", "mass, g", "Gy/GBq", "95 %", fmt.Sprintf("GBq for %g Gy", l.LesionPartialGy), fmt.Sprintf("%g Gy", l.LesionGy), fmt.Sprintf("%g Gy", l.LesionHighGy)}}
	for _, r := range lesions {
		g = append(g, []string{lesionName(r), value(r.Mass, func(x float64) string { return nearSig(x, 3) }), lesionDose(r),
			strings.TrimPrefix(interval(r.Low, r.High), "95 % "), lesionActivity(r.A20, r.LowA20, r.HighA20), lesionActivity(r.A80, r.LowA80, r.HighA80), lesionActivity(r.A100, r.LowA100, r.HighA100)})
	}
	bands := fmt.Sprintf("For nodes and lung: below %g Gy response unlikely, %g to %g partial likely, above %g complete likely; "+
		"%g to %g Gy is the boundary and belongs to neither. Other sites have no band in the source.",
		l.LesionPartialGy, l.LesionPartialGy, l.LesionGy, l.LesionHighGy, l.LesionGy, l.LesionHighGy)
	return g.String() + wrap(bands, " ") + "\n"
}

func lesionDose(r *dose.LesionResult) string {
	if r.Dose == nil {
		if r.High != nil {
			return "range only"
		}
		return "none"
	}
	return nearSig(*r.Dose, 3)
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

func lesionName(r *dose.LesionResult) string {
	if r.ID == "" {
		return "(unnamed)"
	}
	return r.ID
}

// lesionPage shows how one lesion was computed.
func lesionPage(r *dose.LesionResult, several bool) string {
	var b strings.Builder
	if several {
		b.WriteString("\n" + rule + lesionName(r) + "\n")
	}
	area, unitName := r.Tau, "h"
	if r.TauPerMl != nil {
		area, unitName = r.TauPerMl, "h/mL"
	}
	lines := fitLines("curve", unitName, r.Fit, area)
	if r.HalfLife != nil {
		lines = append(lines, "effective half-life of 131I "+nearSig(*r.HalfLife, 4)+" h")
	}
	b.WriteString(headedIf("CURVE", lines))
	b.WriteString(triedGrid(r.Tried))
	if r.Fit != nil {
		g := grid{readingsHead}
		b.WriteString("\nREADINGS\n" + append(g, residualRows("lesion", r.Fit)...).String())
	}
	b.WriteString(budgetGrid(r.Budget))
	if r.U != nil {
		b.WriteString(purchases("the lesion", *r.U, r.OneMore))
	}
	b.WriteString(secondLine(r.Second))
	b.WriteString(headedIf("BY HAND", lesionByHand(r)))
	b.WriteString(warningLines(r.Warnings))
	b.WriteString(assumptionLines(r.Assumptions))
	return b.String()
}

func triedGrid(tried []dose.Tried) string {
	if len(tried) == 0 {
		return ""
	}
	g := grid{{"model", "area", "AICc", ""}}
	for _, t := range tried {
		g = append(g, []string{t.Model, dash(t.Tau, 5), dash(t.AICc, 4), t.Rejected})
	}
	return "\nMODELS\n" + g.String()
}

func dash(x *float64, n int) string {
	if x == nil {
		return "-"
	}
	return nearSig(*x, n)
}

// lesionByHand writes the formula with its numbers.
func lesionByHand(r *dose.LesionResult) []string {
	var lines []string
	if r.Recovery != nil {
		lines = append(lines, "readings divided by the recovery "+nearSig(*r.Recovery, 4))
	}
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
	return lines
}
