package curve

import "math"

// Refitter fits the model of a fit again and again to other values at the same
// times: the inner loop of a bootstrap. It starts from the fitted constants and
// allocates nothing. Not for concurrent use.
type Refitter struct {
	prob  problem
	pts   []Point
	start vec
}

// Refitter returns a refitter with the weights of f.
func (f *Fit) Refitter() *Refitter {
	r := &Refitter{prob: *f.prob, pts: make([]Point, f.N), start: f.x}
	copy(r.pts, f.prob.pts)
	r.prob.pts, r.prob.loose = r.pts, true
	return r
}

// Area returns the area for values y with the weights of the fit.
func (r *Refitter) Area(y []float64) (area float64, ok bool) {
	for i := range r.pts {
		r.pts[i].Y = y[i]
	}
	x := r.start
	_, ok = r.prob.solve(&x)
	return x[0], ok
}

// WithSample returns the relative first-order uncertainty of the area if one more
// sample were taken at t hours with relative sd cv: what it would buy.
func (f *Fit) WithSample(tHours, cv float64) float64 {
	g := *f
	p := *f.prob
	y := f.Terms.At(tHours)
	p.pts = append(append([]Point(nil), p.pts...), Point{T: tHours, Y: y})
	p.w = append(append([]float64(nil), p.w...), 1/(cv*y*cv*y))
	g.prob = &p
	g.covariance()
	return math.Sqrt(g.covNat[0][0]) / g.TIA
}
