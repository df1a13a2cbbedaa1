package dose

import "math"

// GoNoGo is the question of redifferentiation: is the target reached at an activity?
type GoNoGo struct {
	ActivityGBq float64 // 0: not given, the answer is unknown
	TargetGy    float64
	Scope       string // all, any or share
	Share       float64
}

// Answer is yes, no or unknown with the probability behind it.
type Answer struct {
	Reached     Tri      `json:"reached"`
	Probability *float64 `json:"probability"`
	Lesions     []string `json:"lesions"` // those whose estimate reaches the target
}

// Ask answers by the point estimates; the probability takes the lesions as independent,
// which the factors common to a study (camera, tracer activity) make too certain
// where all lesions are asked for and too uncertain where any is.
func (g GoNoGo) Ask(lesions []PlanLesion) Answer {
	out := Answer{Reached: Unknown, Lesions: []string{}}
	if g.ActivityGBq <= 0 || len(lesions) == 0 {
		return out
	}
	ps := make([]float64, len(lesions))
	known := true
	for i, l := range lesions {
		if l.UpperOnly {
			known = known && l.Dose.High*g.ActivityGBq < g.TargetGy
			continue
		}
		if l.Dose.Value*g.ActivityGBq >= g.TargetGy {
			out.Lesions = append(out.Lesions, l.ID)
		}
		p, ok := l.Dose.Times(g.ActivityGBq).Above(g.TargetGy)
		ps[i], known = p, known && ok
	}
	need := g.need(len(lesions))
	out.Reached = No
	if len(out.Lesions) >= need {
		out.Reached = Yes
	}
	if known {
		out.Probability = ref(atLeast(ps, need))
	}
	return out
}

func (g GoNoGo) need(n int) int {
	switch g.Scope {
	case "any":
		return 1
	case "share":
		return max(1, int(math.Ceil(g.Share*float64(n)-1e-9)))
	}
	return n
}

// atLeast is the probability that at least k of independent events happen.
func atLeast(ps []float64, k int) float64 {
	count := make([]float64, len(ps)+1) // probability of exactly j so far
	count[0] = 1
	for _, p := range ps {
		for j := len(ps); j >= 1; j-- {
			count[j] = count[j]*(1-p) + count[j-1]*p
		}
		count[0] *= 1 - p
	}
	sum := 0.0
	for _, c := range count[k:] {
		sum += c
	}
	return sum
}
