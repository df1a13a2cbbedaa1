package dose

import (
	"math"
	"slices"
)

// GoNoGo is the question of redifferentiation: is the target reached at an activity?
type GoNoGo struct {
	ActivityGBq float64 // 0: not given, the answer is unknown
	TargetGy    float64
	Scope       string // all, any or share
	Share       float64
}

// Answer is yes, no or unknown with the probability behind it: Independent if the
// lesions' uncertainties share nothing, Shared if they share everything. The truth lies
// between the two.
type Answer struct {
	Reached     Tri      `json:"reached"`
	Independent *float64 `json:"probabilityNothingShared"`
	Shared      *float64 `json:"probabilityAllShared"`
	Lesions     []string `json:"lesions"` // those whose estimate reaches the target
}

// Ask answers by the point estimates.
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
		out.Independent = ref(atLeast(ps, need))
		slices.Sort(ps)
		out.Shared = ref(ps[len(ps)-need])
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
