package curve

import "math"

// starts proposes shape parameters from the data by curve stripping and, so that
// a local minimum shows, from constants that do not look at the data.
func starts(p *problem) []vec {
	first, last := p.pts[0], p.pts[len(p.pts)-1]
	overall := slope(first, last)
	tail := overall
	if n := len(p.pts); n >= 3 {
		tail = slope(p.pts[n-2], last)
	}
	slow := math.Max(tail-p.lambda, 1e-4)
	span := math.Max(last.T-first.T, 1)
	var out []vec
	add := func(shape ...float64) {
		var x vec
		copy(x[1:], shape)
		out = append(out, p.withTau(x))
	}
	switch p.kind {
	case Mono:
		add(math.Max(overall-p.lambda, 1e-4))
		add(1 / span)
		add(slow)
	case PhysicalTail:
		for _, b := range []float64{4 * slow, 3 / span, 10 / span, 1 / span, p.hi[1] / 2, p.hi[1] / 6, p.hi[1] / 20} {
			add(b, p.bestShare(b, 0))
		}
	case UptakeWashout:
		u := 1 / math.Max(first.T, 0.5)
		for _, uu := range []float64{u, 3 / math.Max(peakTime(p.pts), 0.5), 5 / span} {
			add(slow, uu)
			add(0.3/span, uu)
		}
	default:
		for _, b := range [][2]float64{
			{math.Max(4*slow, 4/span), slow}, {10 / span, 0.5 / span},
			{math.Max(slope(p.pts[0], p.pts[1])-p.lambda, 8/span), slow / 2}, {20 / span, 2 / span},
			{p.hi[1] / 2, slow}, {p.hi[1] / 6, slow / 2},
		} {
			add(b[0], b[1], p.bestShare(b[0], b[1]))
		}
	}
	return out
}

// slope is the apparent decay constant between two points.
func slope(a, b Point) float64 {
	if b.T <= a.T {
		return 0
	}
	return math.Log(a.Y/b.Y) / (b.T - a.T)
}

func peakTime(pts []Point) float64 {
	best := pts[0]
	for _, q := range pts {
		if q.Y > best.Y {
			best = q
		}
	}
	return best.T
}

// withTau clamps the shape and gives tau its best value for it.
func (p *problem) withTau(x vec) vec {
	for a := 1; a < p.kind.K(); a++ {
		x[a] = min(max(x[a], p.lo[a]), p.hi[a])
	}
	var d vec
	yg, gg := 0.0, 0.0
	for i, pt := range p.pts {
		g := shape(p.kind, &x, p.lambda, pt.T, &d)
		yg += p.w[i] * pt.Y * g
		gg += p.w[i] * g * g
	}
	x[0] = pt0(p.pts)
	if yg > 0 && gg > 0 {
		x[0] = yg / gg
	}
	return x
}

func pt0(pts []Point) float64 { return pts[0].Y * math.Max(pts[0].T, 1) }

// bestShare solves the two amplitudes by linear least squares for given
// biological constants and returns the second term's share of the area, kept
// inside (0, 1).
func (p *problem) bestShare(b1, b2 float64) float64 {
	var aa, ab, bb, ya, yb float64
	for i, pt := range p.pts {
		g1, _ := unitExp(b1+p.lambda, pt.T)
		g2, _ := unitExp(b2+p.lambda, pt.T)
		w := p.w[i]
		aa += w * g1 * g1
		ab += w * g1 * g2
		bb += w * g2 * g2
		ya += w * pt.Y * g1
		yb += w * pt.Y * g2
	}
	det := aa*bb - ab*ab
	if det <= 0 {
		return 0.5
	}
	a1, a2 := (ya*bb-yb*ab)/det, (yb*aa-ya*ab)/det
	share := a2 / (a1 + a2)
	if p.kind == FreeBiExp && finite(share) && a1+a2 > 0 {
		return share
	}
	if !finite(share) || share <= 0 || share >= 1 {
		return 0.5
	}
	return share
}
