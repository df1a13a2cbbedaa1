package curve

import (
	"fmt"
	"math"
)

// describe writes parameters, covariance and correlation in the amplitudes and
// effective constants of the terms, by the Jacobian of the change of variables.
func (f *Fit) describe() {
	names, values, jac, bound := f.natural()
	m := len(values)
	f.Cov = make([][]float64, m)
	for i := range m {
		f.Cov[i] = make([]float64, m)
		for j := range m {
			f.Cov[i][j] = f.quadratic(jac[i], jac[j])
		}
	}
	f.Params = make([]Param, m)
	for i := range m {
		u := math.Sqrt(math.Max(f.Cov[i][i], 0))
		f.Params[i] = Param{Name: names[i], Value: values[i], U: u, CV: u / math.Abs(values[i]), AtBound: bound[i]}
	}
	f.Corr = make([][]float64, m)
	for i := range m {
		f.Corr[i] = make([]float64, m)
		for j := range m {
			if d := f.Params[i].U * f.Params[j].U; d > 0 {
				f.Corr[i][j] = f.Cov[i][j] / d
			}
		}
	}
}

func (f *Fit) quadratic(a, b vec) float64 {
	s := 0.0
	for i := range f.K {
		for j := range f.K {
			if a[i] != 0 && b[j] != 0 {
				s += a[i] * f.covNat[i][j] * b[j]
			}
		}
	}
	return s
}

// natural returns amplitudes and effective constants with their derivatives by
// tau and the shape parameters.
func (f *Fit) natural() (names []string, values []float64, jac []vec, bound []bool) {
	add := func(name string, v float64, j vec, b bool) {
		names, values = append(names, name), append(values, v)
		jac, bound = append(jac, j), append(bound, b)
	}
	tau, l1 := f.x[0], f.x[1]+f.Series.Lambda
	switch f.Kind {
	case Mono:
		add("A", tau*l1, vec{l1, tau}, false)
		add("lambda", l1, vec{0, 1}, f.atBound[1])
	case UptakeWashout:
		u := f.x[2]
		l2 := l1 + u
		add("A", tau*l1*l2/u, vec{l1 * l2 / u, tau * (l1 + l2) / u, tau * (l1/u - l1*l2/(u*u))}, false)
		add("lambda1", l1, vec{0, 1}, f.atBound[1])
		add("lambda2", l2, vec{0, 1, 1}, f.atBound[2])
	case PhysicalTail:
		share, lp := f.x[2], f.Series.Lambda
		add("A1", tau*(1-share)*l1, vec{(1 - share) * l1, tau * (1 - share), -tau * l1}, f.atBound[2])
		add("lambda1", l1, vec{0, 1}, f.atBound[1])
		add("A2", tau*share*lp, vec{share * lp, 0, tau * lp}, f.atBound[2])
	default:
		share, l2 := f.x[3], f.x[2]+f.Series.Lambda
		add("A1", tau*(1-share)*l1, vec{(1 - share) * l1, tau * (1 - share), 0, -tau * l1}, f.atBound[3])
		add("lambda1", l1, vec{0, 1}, f.atBound[1])
		add("A2", tau*share*l2, vec{share * l2, 0, tau * share, tau * l2}, f.atBound[3])
		add("lambda2", l2, vec{0, 0, 1}, f.atBound[2])
	}
	return names, values, jac, bound
}

// Formula writes the fitted curve with its numbers.
func (f *Fit) Formula() string {
	s := ""
	for i, t := range f.Terms {
		sign, a := " + ", t.A
		if a < 0 {
			sign, a = " - ", -a
		}
		if i == 0 {
			sign = ""
		}
		s += fmt.Sprintf("%s%.6g exp(-%.6g t)", sign, a, t.Lambda)
	}
	return s
}
