package recist

// best finds the best response before progression, as reached and as confirmed.
func (a *assessment) best() {
	points := a.out.Points
	if len(points) < 2 {
		return
	}
	last := len(points)
	if p := a.out.ProgressionAt; p >= 0 {
		last = p + 1
	}
	a.out.Unconfirmed, a.out.BestAt = bestOf(points[:last])
	a.out.Confirmed = a.confirmed(last)
	a.out.Best = a.out.Unconfirmed
	if a.c.ConfirmAlways {
		a.out.Best = a.out.Confirmed
		a.out.BestAt = firstAt(points[:last], a.out.Best, a.out.BestAt)
	}
	if back := a.out.ProgressionDated; back < a.out.ProgressionAt && a.out.BestAt >= back && a.out.Best != PD {
		a.warn("best-at-progression", a.out.BestAt, "", "best response %s was judged at a scan to which progression is dated back", a.out.Best)
	}
	if a.c.ConfirmAlways && a.out.Best != a.out.Unconfirmed {
		a.warn("not-confirmed", a.out.BestAt, "", "%s was reached but not confirmed %d days later: %s asks for it",
			a.out.Unconfirmed, a.c.ConfirmDays, a.c.Name)
	}
}

// rank orders responses from the best.
var rank = map[Category]int{CR: 6, PR: 5, SD: 4, NonCRNonPD: 4, PD: 2, NE: 1}

func bestOf(points []Timepoint) (Category, int) {
	best, at := Category(""), -1
	for i, p := range points {
		if rank[p.Overall] > rank[best] {
			best, at = p.Overall, i
		}
	}
	return best, at
}

func firstAt(points []Timepoint, c Category, otherwise int) int {
	for i, p := range points {
		if p.Overall == c {
			return i
		}
	}
	return otherwise
}

// confirmed is the best response with a second scan that confirms it; a response that
// none confirms counts as stable.
func (a *assessment) confirmed(last int) Category {
	for _, want := range []Category{CR, PR} {
		for i := 1; i < last; i++ {
			if j := a.confirmation(i, last, want); j > 0 {
				a.out.ConfirmedAt = j
				return want
			}
		}
	}
	best, _ := bestOf(a.out.Points[:last])
	if best == CR || best == PR {
		return a.stableWord()
	}
	return best
}

func (a *assessment) stableWord() Category {
	if a.out.Points[0].Sum.Known {
		return SD
	}
	return a.c.Persistent
}

// confirmation returns the visit that confirms a response reached at i, 0 if none
// does. Between the two lies nothing worse; what was not evaluated is no hindrance.
func (a *assessment) confirmation(i, last int, want Category) int {
	if !reaches(a.out.Points[i].Overall, want) {
		return 0
	}
	for j := i + 1; j < last; j++ {
		later := a.out.Points[j].Overall
		switch {
		case later == NE:
		case !reaches(later, want):
			return 0
		case a.apart(i, j) >= a.c.ConfirmDays:
			return j
		}
	}
	return 0
}

func reaches(have, want Category) bool { return rank[have] >= rank[want] }

// apart is the time between two visits in days, 0 if it is not known.
func (a *assessment) apart(i, j int) int {
	v, w := a.out.Visits[i], a.out.Visits[j]
	if !v.Dated || !w.Dated {
		return 0
	}
	return w.First - v.First
}
