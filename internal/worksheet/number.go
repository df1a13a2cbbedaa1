package worksheet

import (
	"fmt"
	"math"
	"strconv"
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
	v := round(y) / scale
	if math.Abs(v) < 1e-3 || math.Abs(v) >= 1e6 {
		return strconv.FormatFloat(v, 'e', n-1, 64)
	}
	return strconv.FormatFloat(v, 'f', max(digits, 0), 64)
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

// dash prints a number to n digits, or a dash.
func dash(x *float64, n int) string {
	if x == nil {
		return "-"
	}
	return nearSig(*x, n)
}

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

// brackets is the dose to an organ at risk with its interval, outwards and never less
// than computed: "0.82 (0.66-1.1)".
func brackets(x, low, high *float64, n int) string { return around(ceilSig, x, low, high, n) }

// toLesion is the dose to a lesion with its interval: to the nearest, since more than
// was computed would promise an effect.
func toLesion(x, low, high *float64, n int) string { return around(nearSig, x, low, high, n) }

func around(value func(float64, int) string, x, low, high *float64, n int) string {
	switch {
	case x == nil && high != nil:
		return "< " + ceilSig(*high, n)
	case x == nil:
		return "unknown"
	case low == nil || high == nil:
		return value(*x, n)
	}
	return value(*x, n) + " (" + floorSig(*low, n) + "-" + ceilSig(*high, n) + ")"
}

// chance prints a probability: never 0 or 1, and nothing where none is known.
func chance(p *float64) string {
	switch {
	case p == nil:
		return ""
	case *p < 0.01:
		return "<0.01"
	case *p > 0.99:
		return ">0.99"
	}
	return strconv.FormatFloat(*p, 'f', 2, 64)
}

// gbq prints an activity: limits rounded down to the last digit that is shown.
func gbq(x float64) string {
	switch {
	case x >= 100:
		return floorSig(x, 3)
	case x >= 10:
		return strconv.FormatFloat(math.Floor(x*10*(1+1e-12))/10, 'f', 1, 64)
	}
	return floorSig(x, 3)
}

// mCi prints an activity in millicurie.
func mCi(gbq float64) string { return strconv.FormatFloat(math.Round(gbq*1000/37), 'f', 0, 64) }

// mCiOf is the activity that is printed, in millicurie.
func mCiOf(printed string) string {
	x, err := strconv.ParseFloat(printed, 64)
	if err != nil {
		return ""
	}
	return mCi(x)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
