package curve

import (
	"errors"
	"fmt"
	"math"
)

// AIC is Akaike's criterion for unweighted residuals, N ln(RSS/N) + 2K, with K the
// number of parameters of the curve (the variance not counted).
//
// Kept for comparison with published fits; models are not chosen by it.
func (f *Fit) AIC() float64 {
	n := float64(f.N)
	return n*math.Log(f.RSS/n) + 2*float64(f.K)
}

// AICcResidual adds the small-sample term 2K(K+1)/(N-K-1) to AIC; ok is false
// where N-K-1 < 1, for there it does not exist.
func (f *Fit) AICcResidual() (v float64, ok bool) {
	c, ok := f.smallSample()
	return f.AIC() + c, ok
}

// AICc is the criterion of the selection: chi2 + 2K + 2K(K+1)/(N-K-1), with the
// weights of the first pass, which are the same for all models.
func (f *Fit) AICc() (v float64, ok bool) {
	c, ok := f.smallSample()
	return f.firstChi2() + 2*float64(f.K) + c, ok
}

func (f *Fit) smallSample() (float64, bool) {
	d := f.N - f.K - 1
	if d < 1 {
		return 0, false
	}
	return 2 * float64(f.K*(f.K+1)) / float64(d), true
}

func (f *Fit) firstChi2() float64 {
	sd := f.Series.sigma(nil)
	s := 0.0
	for i, pt := range f.Series.Points {
		r := (pt.Y - f.Fitted[i]) / sd[i]
		s += r * r
	}
	return s
}

// Candidate is one model that was tried, and what became of it.
type Candidate struct {
	Kind     Kind
	Fit      *Fit // nil if there is none
	AICc     float64
	HasAICc  bool
	Rejected string // empty if admissible
}

// Choice is the outcome of a selection.
type Choice struct {
	*Fit
	Candidates []Candidate
	How        string  // why this model
	Spread     float64 // half the range of the areas of the admissible models, relative to the chosen
}

// Select chooses among models by one criterion.
//
// Admissible are fits that are non-negative on [0, inf), with every constant at
// least the physical one, converged from two starts; a mono-exponential is not
// admissible where the first values rise. Among those with N-K-1 >= 1 the smallest
// AICc wins; where several models leave residuals below 1e-9 of the largest value,
// the one with the fewest parameters wins. If AICc exists for none, the simplest
// admissible model is used and How says so.
func Select(s Series, kinds ...Kind) (*Choice, error) {
	c := &Choice{}
	var errs []error
	for _, k := range kinds {
		cand := Candidate{Kind: k}
		if (k == Mono || k == PhysicalTail || k == BiExp) && s.Rises() {
			cand.Rejected = "the values rise at first"
		} else if f, err := New(k, s); err != nil {
			cand.Rejected, cand.Fit = reason(err), f
			errs = append(errs, err)
		} else {
			cand.Fit = f
			cand.AICc, cand.HasAICc = f.AICc()
		}
		c.Candidates = append(c.Candidates, cand)
	}
	if err := c.pick(); err != nil {
		return nil, errors.Join(append([]error{err}, errs...)...)
	}
	c.spread()
	return c, nil
}

func reason(err error) string {
	switch {
	case errors.Is(err, ErrTooFew):
		return "too few points"
	case errors.Is(err, ErrNotConverged):
		return "did not converge from two starts"
	case errors.Is(err, ErrInadmissible):
		return "negative somewhere"
	}
	return err.Error()
}

func (c *Choice) pick() error {
	var exact, best, simplest *Candidate
	for i := range c.Candidates {
		k := &c.Candidates[i]
		if k.Rejected != "" {
			continue
		}
		if simplest == nil || k.Fit.K < simplest.Fit.K {
			simplest = k
		}
		if k.Fit.Exact() && k.Fit.DF > 0 && (exact == nil || k.Fit.K < exact.Fit.K) {
			exact = k
		}
		if k.HasAICc && (best == nil || k.AICc < best.AICc) {
			best = k
		}
	}
	switch {
	case exact != nil:
		c.Fit, c.How = exact.Fit, "passes through every point with the fewest parameters"
	case best != nil:
		c.Fit, c.How = best.Fit, "smallest AICc among the admissible models"
	case simplest != nil:
		c.Fit, c.How = simplest.Fit, "simplest admissible model: too few points for AICc"
	default:
		return errors.New("no admissible model")
	}
	return nil
}

func (c *Choice) spread() {
	lo, hi := c.TIA, c.TIA
	for _, k := range c.Candidates {
		if k.Rejected == "" {
			lo, hi = math.Min(lo, k.Fit.TIA), math.Max(hi, k.Fit.TIA)
		}
	}
	c.Spread = (hi - lo) / 2 / c.TIA
}

// minorShare is the share of the area below which a second term is left out.
const minorShare = 0.01

// Protocol fits whole body or blood as the EANM procedure prescribes: two
// exponentials, never chosen by a criterion; one if the second adds less than 1 %
// of the area. N >= K is enough; with fewer than four points, or where two terms do
// not converge, a single term is used and how says so.
//
// Source: Lassmann 2008, Eur J Nucl Med Mol Imaging 35:1405, equation 1.
func Protocol(s Series) (f *Fit, how string, err error) {
	if len(s.Points) < BiExp.K() {
		f, err = New(Mono, s)
		return f, fmt.Sprintf("one term: %d points do not carry two", len(s.Points)), err
	}
	bi, err := New(BiExp, s)
	if err == nil {
		share := bi.x[3]
		if math.Min(share, 1-share) >= minorShare {
			return bi, "two terms, by protocol", nil
		}
	} else if errors.Is(err, ErrNotConverged) {
		f, mono := New(Mono, s)
		return f, "one term: two did not converge", mono
	} else {
		return nil, "", err
	}
	f, err = New(Mono, s)
	return f, "one term: the second adds less than 1 % of the area", err
}
