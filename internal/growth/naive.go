package growth

import "math"

// Naive is the slope that comes out when values below the limit are left out, and
// when they are taken as half the limit: the two usual ways, shown beside the
// likelihood's so that their error is seen. ok is false without such values, or where
// either has no slope.
func Naive(points []Point) (dropped, halved float64, ok bool) {
	var without, half []Point
	for _, p := range points {
		if p.Censor == Below {
			p.Censor, p.Ln = Exact, p.Ln-math.Ln2
			half = append(half, p)
			continue
		}
		without, half = append(without, p), append(half, p)
	}
	if len(without) == len(points) {
		return 0, 0, false
	}
	a, errA := FitLine(without, Options{Confidence: 0.95})
	b, errB := FitLine(half, Options{Confidence: 0.95})
	return a.Slope.Value, b.Slope.Value, errA == nil && errB == nil
}
