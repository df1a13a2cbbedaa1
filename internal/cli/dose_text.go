package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"symport/internal/cite"
	"symport/internal/dose"
)

// floorSig and ceilSig print to n significant digits, limits rounded down and doses up.
func floorSig(x float64, n int) string { return sig(x, n, math.Floor) }

func ceilSig(x float64, n int) string { return sig(x, n, math.Ceil) }

// nearSig prints to n significant digits, to the nearest.
func nearSig(x float64, n int) string { return sig(x, n, math.Round) }

func sig(x float64, n int, round func(float64) float64) string {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return strconv.FormatFloat(x, 'g', n, 64)
	}
	digits := n - 1 - int(math.Floor(math.Log10(math.Abs(x))))
	scale := math.Pow(10, float64(digits))
	y := x * scale
	if nearest := math.Round(y); math.Abs(y-nearest) < 1e-9*math.Abs(y) {
		y = nearest // 20.6 must not become 20.5 for a rounding error
	}
	if v := round(y) / scale; math.Abs(v) < 1e-3 || math.Abs(v) >= 1e6 {
		return strconv.FormatFloat(v, 'e', n-1, 64)
	} else {
		return strconv.FormatFloat(v, 'f', max(digits, 0), 64)
	}
}

// value prints a number that may be absent.
func value(x *float64, print func(float64) string) string {
	if x == nil {
		return "unknown"
	}
	return print(*x)
}

func two(x float64) string   { return fmt.Sprintf("%.2g", x) }
func up3(x float64) string   { return ceilSig(x, 3) }
func down3(x float64) string { return floorSig(x, 3) }

// interval prints the limits of a 95 % interval, outwards.
func interval(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "no interval"
	case low == nil:
		return "95 % below " + up3(*high)
	case high == nil:
		return "95 % above " + down3(*low)
	}
	return "95 % " + down3(*low) + " to " + up3(*high)
}

// headed is a block of text under a heading in capitals.
func headed(heading string, lines ...string) string {
	var b strings.Builder
	b.WriteString("\n" + heading + "\n")
	for _, l := range lines {
		for _, part := range strings.Split(strings.TrimRight(wrap(l, " "), "\n"), "\n") {
			b.WriteString(part + "\n")
		}
	}
	return b.String()
}

func fitLines(name, unit string, f *dose.FitReport, area *float64) []string {
	if f == nil || area == nil {
		return nil
	}
	head := fmt.Sprintf("%s: %s (%s), area %s %s", name, f.Model, f.How, nearSig(*area, 5), unit)
	if f.Chi2 != nil {
		head += fmt.Sprintf(", chi2 %.3g on %s of freedom, sd %s", *f.Chi2, plural(f.DF, "degree"), f.SDSource)
	}
	lines := []string{head}
	if f.Formula != "" {
		lines = append(lines, "f(t) = "+f.Formula)
	}
	var params []string
	for _, p := range f.Parameters {
		text := fmt.Sprintf("%s %s", p.Name, nearSig(p.Value, 4))
		switch {
		case p.AtBound:
			text += " (at its bound)"
		case p.CV != nil:
			text += fmt.Sprintf(" +- %.2g %%", *p.CV)
		}
		params = append(params, text)
	}
	if len(params) > 0 {
		lines = append(lines, strings.Join(params, "; "))
	}
	if f.BeforeFirst == nil || f.Extrapolated == nil {
		return lines
	}
	outside := fmt.Sprintf("outside the samples: %.1f %% before the first, %.1f %% after the last", *f.BeforeFirst, *f.Extrapolated)
	if f.LimitExcess != nil {
		outside += fmt.Sprintf("; %+.1f %% with physical decay after it", *f.LimitExcess)
	}
	return append(lines, outside)
}

// residualRows are the readings of a curve against it.
func residualRows(name string, f *dose.FitReport) grid {
	var g grid
	if f == nil {
		return g
	}
	for _, r := range f.Residuals {
		g = append(g, []string{name, fmt.Sprintf("%g", r.TimeHours), nearSig(r.Value, 4), nearSig(r.SD, 2),
			value(r.Fitted, func(x float64) string { return nearSig(x, 4) }), residualMark(r.Z)})
	}
	return g
}

// residualMark draws a residual in units of sd: 0 in the middle, one place each half sd.
func residualMark(z *float64) string {
	if z == nil {
		return ""
	}
	const half = 6
	marks := []byte(strings.Repeat(" ", half) + "|" + strings.Repeat(" ", half))
	at := half + int(math.Round(*z*2))
	marks[min(max(at, 0), 2*half)] = 'o'
	return fmt.Sprintf("%s  %+.1f", marks, math.Round(*z*10)/10+0) // +0: never -0.0
}

func budgetGrid(lines []dose.BudgetLine) string {
	if len(lines) == 0 {
		return ""
	}
	g := grid{{"what is not known", "u, %", "share of variance, %"}}
	for _, b := range lines {
		g = append(g, []string{b.Source, value(b.U, two), value(b.Share, func(x float64) string { return fmt.Sprintf("%.0f", x) })})
	}
	return "\nBUDGET\n" + g.String()
}

func secondLine(s *dose.SecondOpinion) string {
	if s == nil {
		return ""
	}
	if s.Dose == nil {
		return headed("SECOND CALCULATION", s.Method+": not possible with these readings")
	}
	return headed("SECOND CALCULATION", fmt.Sprintf("%s: %s Gy/GBq, %+.1f %%", s.Method, nearSig(*s.Dose, 4), *s.Difference))
}

func warningLines(list []dose.Warning) string {
	if len(list) == 0 {
		return ""
	}
	var lines []string
	for _, w := range list {
		lines = append(lines, "- "+w.Text)
	}
	return headed("CHECK", lines...)
}

func assumptionLines(list []string) string {
	var lines []string
	for _, a := range list {
		lines = append(lines, "- "+a)
	}
	return headed("ASSUMED", lines...)
}

func sourceLines(list []cite.Source) string {
	var lines []string
	for _, s := range list {
		text := s.Citation
		if s.Verified != cite.AtSource {
			text += " [" + string(s.Verified) + "]"
		}
		lines = append(lines, "- "+text)
	}
	return headed("SOURCES", lines...)
}

// readingsHead heads the readings; the last column draws the residual from -3 to +3 sd.
var readingsHead = []string{"readings", "h", "value", "sd", "fitted", "-3    0    +3  sd"}

const signatures = "\nSIGNED   measured by _________   calculated by _________   checked by _________   on _________\n"

const rule = "------------------------------------------------------------------------------------------------\n"
