package cli

import (
	"fmt"
	"math"
	"strings"

	"symport/internal/dose"
)

// bloodText is the page of a blood dosimetry.
func bloodText(name string, c *dose.BloodCase, r *dose.BloodResult) string {
	var b strings.Builder
	b.WriteString(clip(fmt.Sprintf("%s   blood dosimetry for 131I, %s kg, method %s", titleOf(name), nearSig(r.WeightKg, 3), c.Method)) + "\n")
	b.WriteString("For a physicist and a physician to check and sign. A ceiling is not a target.\n" + rule)
	b.WriteString(bloodAnswer(r))
	b.WriteString("\nLIMITS\n" + limitGrid(r.Limits))
	b.WriteString(headedIf("CURVES", append(fitLines("whole body", "h", r.Fits.WholeBody, r.TauBody), fitLines("blood per mL", "h/mL", r.Fits.Blood, r.TauBlood)...)))
	b.WriteString(bloodReadings(r))
	b.WriteString(budgetGrid(r.Budget))
	b.WriteString(simulationLine(r.Simulation))
	b.WriteString(oneMoreLine(r))
	b.WriteString(secondLine(r.Second))
	b.WriteString(headedIf("BY HAND", bloodByHand(c, r)))
	b.WriteString(warningLines(r.Warnings))
	b.WriteString(assumptionLines(r.Assumptions))
	b.WriteString(sourceLines(r.Sources))
	b.WriteString(signatures)
	return b.String()
}

func headedIf(heading string, lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return headed(heading, lines...)
}

// bloodAnswer is the first block: dose, activities, ceiling.
func bloodAnswer(r *dose.BloodResult) string {
	var g grid
	g = append(g, []string{"BLOOD DOSE", value(r.Dose, up3) + " Gy/GBq", fmt.Sprintf("%s, u %s %%", interval(r.Low, r.High), value(r.U, two))})
	if r.MSA != nil {
		g = append(g, []string{fmt.Sprintf("%g Gy AT", r.PrescribeGy), down3(*r.MSA) + " GBq",
			interval(r.MSALow, r.MSAHigh) + "; there the chance of more is one in two"})
		g = append(g, []string{"1 IN 20 AT", value(r.AtRisk, down3) + " GBq", fmt.Sprintf("at most 1 chance in 20 of passing %g Gy", r.PrescribeGy)})
	} else {
		g = append(g, []string{fmt.Sprintf("%g Gy AT", r.PrescribeGy), "none", "no activity is given: see CHECK"})
	}
	g = append(g, []string{"CEILING", ceilingText(r), ceilingWhy(r)})
	if r.Retention48 != nil {
		g = append(g, []string{"AT 48 h", nearSig(*r.Retention48, 3) + " %", "of the activity in the whole body, " + interval(r.Ret48Low, r.Ret48High)})
	}
	if r.Marrow != nil {
		g = append(g, []string{"MARROW", up3(*r.Marrow) + " Gy/GBq", "beside the blood dose, which limits"})
	}
	if r.BetaShare != nil {
		g = append(g, []string{"FROM BLOOD", nearSig(*r.BetaShare, 3) + " %", "of the dose comes from activity in the blood"})
	}
	return foldLast(g)
}

func ceilingText(r *dose.BloodResult) string {
	if r.Ceiling == nil {
		return "none"
	}
	if r.UpperBound {
		return "at most " + down3(*r.Ceiling) + " GBq"
	}
	return down3(*r.Ceiling) + " GBq"
}

func ceilingWhy(r *dose.BloodResult) string {
	if r.Ceiling == nil || r.Binding == nil {
		return "no limit that applies is computed"
	}
	text := "lowest of the lower bounds: " + *r.Binding
	if r.UpperBound {
		text += "; what is unknown could lower it"
	}
	return text
}

func limitGrid(limits []dose.Limit) string {
	g := grid{{"limit", "GBq", "95 %", "applies", "because"}}
	for _, l := range limits {
		activity, ci := "unknown", ""
		if l.Applies == dose.No {
			activity = "-"
		}
		if l.Activity != nil {
			activity = down3(*l.Activity)
		}
		if l.Low != nil || l.High != nil {
			ci = strings.TrimPrefix(interval(l.Low, l.High), "95 % ")
		}
		because := l.Because
		if l.Binds {
			because = "binds: " + because
		}
		if len(l.Needs) > 0 {
			because += "; needs " + strings.Join(l.Needs, ", ")
		}
		g = append(g, []string{l.ID, activity, ci, string(l.Applies), because})
	}
	return foldLast(g)
}

// foldLast prints a grid whose last column may be long: it is wrapped under itself.
func foldLast(g grid) string {
	width := make([]int, len(g[0]))
	for _, row := range g {
		for i, cell := range row[:len(row)-1] {
			width[i] = max(width[i], len([]rune(cell)))
		}
	}
	left := 1
	for _, w := range width[:len(width)-1] {
		left += w + 3
	}
	var b strings.Builder
	for _, row := range g {
		line := " "
		for i, cell := range row[:len(row)-1] {
			line += cell + strings.Repeat(" ", width[i]-len([]rune(cell))+3)
		}
		for i, part := range foldWords(row[len(row)-1], textWidth-left) {
			if i > 0 {
				line = strings.Repeat(" ", left)
			}
			b.WriteString(strings.TrimRight(line+part, " ") + "\n")
		}
	}
	return b.String()
}

func foldWords(text string, width int) []string {
	lines := []string{""}
	for _, w := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = w
		case len([]rune(*last))+1+len([]rune(w)) > width:
			lines = append(lines, w)
		default:
			*last += " " + w
		}
	}
	return lines
}

func bloodReadings(r *dose.BloodResult) string {
	g := grid{readingsHead}
	g = append(g, residualRows("whole body", r.Fits.WholeBody)...)
	g = append(g, residualRows("blood", r.Fits.Blood)...)
	if len(g) == 1 {
		return ""
	}
	return "\nREADINGS\n" + g.String()
}

func simulationLine(s *dose.Simulation) string {
	if s == nil {
		return ""
	}
	verdict := "they agree"
	if !s.Applies || !s.Agrees {
		verdict = "the first order is too narrow or does not apply here: the intervals above are those of the profile likelihood"
	}
	return headed("SIMULATION", fmt.Sprintf("%d refits (seed %d): u %.2g %%, mean shift %+.2g %%; first order %.2g %%; %s.", s.Draws-s.Failed, s.Seed, 100*s.U, 100*s.Shift, 100*s.FirstU, verdict))
}

// purchases says what one more reading would buy.
func purchases(of string, u float64, list []dose.Purchase) string {
	if len(list) == 0 {
		return ""
	}
	var parts []string
	for _, p := range list {
		parts = append(parts, fmt.Sprintf("%g h %.2g %%", p.TimeHours, p.U))
	}
	return headed("ONE MORE SAMPLE", fmt.Sprintf("u is %.2g %%. With one more reading of %s at %s.", u, of, strings.Join(parts, ", ")))
}

func oneMoreLine(r *dose.BloodResult) string {
	if r.U == nil {
		return ""
	}
	return purchases("whole body and blood", *r.U, r.OneMore)
}

// bloodByHand writes the formula with its numbers.
func bloodByHand(c *dose.BloodCase, r *dose.BloodResult) []string {
	if r.TauBlood == nil || r.TauBody == nil {
		return nil
	}
	self := 108 * *r.TauBlood
	cross := *r.Dose - self
	lines := []string{
		"D/A = 108 tau_blood + 0.0188/wt^(2/3) tau_body",
		fmt.Sprintf("= 108 x %s + 0.0188/%s^(2/3) x %s = %s + %s = %s Gy/GBq", nearSig(*r.TauBlood, 6), nearSig(r.WeightKg, 4), nearSig(*r.TauBody, 6),
			nearSig(self, 5), nearSig(cross, 5), nearSig(*r.Dose, 5)),
	}
	if r.MSA != nil {
		lines = append(lines, fmt.Sprintf("A = %g Gy / %s Gy/GBq = %s GBq", r.PrescribeGy, nearSig(*r.Dose, 5), nearSig(*r.MSA, 5)))
	}
	if c.Method != dose.MethodTraino {
		lines = append(lines, fmt.Sprintf("marrow = 61 x %s + 0.106/%s x %s = %s Gy/GBq", nearSig(*r.TauBlood, 6), nearSig(r.WeightKg, 4), nearSig(*r.TauBody, 6), nearSig(*r.Marrow, 5)))
	}
	lambda := c.Setup.Therapy.Lambda()
	return append(lines, fmt.Sprintf("131I: half-life %.5g h, decay constant %.8f /h; every decay constant of a curve is at least this", math.Ln2/lambda, lambda))
}
