package casefile

import (
	"slices"

	"symport/internal/record"
)

// TSH in mU/L that contradicts a statement of it: above the first nobody calls it
// suppressed, below the second nobody stimulated. Plausibility, not clinical.
const (
	notSuppressed = 5.0
	notStimulated = 5.0
)

// checkThyroglobulin compares each thyroglobulin with the TSH of its day and with the
// values before and after it.
func (w *walker) checkThyroglobulin(p *record.Patient) {
	for i := range p.Labs {
		if l := &p.Labs[i]; l.TSHState.Has() {
			w.checkState(p, l)
		}
	}
	w.checkJumps(p)
}

func (w *walker) checkState(p *record.Patient, l *record.Lab) {
	for i := range p.Labs {
		t := &p.Labs[i]
		if t.Test != "TSH" || !t.Value.Has() || !l.When.Exact() || t.When.Lo != l.When.Lo || t.When.Hi != l.When.Hi {
			continue
		}
		tsh := t.Value.V
		low := l.TSHState.V == "suppressed" && tsh.In("mU/L") > notSuppressed
		high := slices.Contains([]string{"stimulated", "withdrawal", "rhTSH"}, l.TSHState.V) && tsh.In("mU/L") < notStimulated
		if low || high {
			w.warn(w.node(&l.TSHState), "contradiction", "the state, or the TSH?", "tsh-state %s, but TSH was %s on that day", l.TSHState.V, tsh)
		}
	}
}

// A neighbour that differs by this much, and falls back, is a slip of three places.
const jumpLow, jumpHigh = 400.0, 2500.0

// checkJumps finds a value that is a thousand times both its neighbours, or a
// thousandth of both.
func (w *walker) checkJumps(p *record.Patient) {
	var tg []*record.Lab
	for i := range p.Labs {
		if l := &p.Labs[i]; l.Test == "Tg" && l.Value.Has() && l.Value.V.Value > 0 && l.When.Known {
			tg = append(tg, l)
		}
	}
	slices.SortStableFunc(tg, func(a, b *record.Lab) int { return int(a.When.Lo) - int(b.When.Lo) })
	for i := 1; i+1 < len(tg); i++ {
		before, after := tg[i].Value.V.Value/tg[i-1].Value.V.Value, tg[i].Value.V.Value/tg[i+1].Value.V.Value
		if jump(before) && jump(after) && before > 1 == (after > 1) {
			w.warn(w.node(&tg[i].Value), "unit-swap", "three places off, or ng/L for ng/mL?", "Tg %s is about a thousand times off its neighbours", tg[i].Value.V)
		}
	}
}

func jump(x float64) bool {
	if x < 1 {
		x = 1 / x
	}
	return x > jumpLow && x < jumpHigh
}
