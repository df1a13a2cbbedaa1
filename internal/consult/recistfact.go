package consult

import (
	"math"
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
)

// recistWindow is what counts as a baseline, from the parameters; ok is false without them.
func (c *ctx) recistWindow() (w recist.Window, ok bool) {
	months, ok1 := c.param(paramBaseline)
	days, ok2 := c.param(paramBaselineAfter)
	return recist.Window{Before: BaselineDays(months), After: int(days)}, ok1 && ok2
}

// BaselineDays turns the window before a treatment into whole days.
func BaselineDays(months float64) int { return int(math.Round(months * daysAYear / 12)) }

const daysAYear = 365.25

// recistLines are the responses under each treatment by RECIST 1.1.
func (c *ctx) recistLines() []RecistLine {
	if w, ok := c.recistWindow(); ok && c.lines == nil {
		c.lines = RecistLines(c.p, date.Span{}, recist.V11, recist.VisitWindow, w)
	}
	return c.lines
}

// recistLine is the response under the last treatment; ok is false without target lesions
// on two examinations of known days: an order that only the file gives is no date.
func (c *ctx) recistLine() (line *RecistLine, why string) {
	lines := c.recistLines()
	if len(lines) == 0 {
		return nil, whyNoScan
	}
	line = &lines[len(lines)-1]
	switch {
	case len(line.Lost) > 0 && len(line.Scans) == 0:
		return line, whyOrder
	case len(line.Result.Visits) < 2 && line.Treatment != "":
		return line, whyNoScanSince
	case !line.measured():
		return line, whyNoScan
	}
	return line, ""
}

// measured reports whether a target was seen on two examinations of known days.
func (l *RecistLine) measured() bool {
	targets := false
	for _, x := range l.Result.Lesions {
		targets = targets || x.Role == recist.Target
	}
	for _, v := range l.Result.Visits {
		if !v.Dated {
			return false
		}
	}
	return targets && len(l.Result.Visits) > 1
}

// recistComputed: progression under the last treatment, by the newest scan that still shows
// it; else what the last examination says that RECIST can judge.
func (c *ctx) recistComputed() fact.Value {
	line, why := c.recistLine()
	if why != "" {
		return fact.Missing(why)
	}
	res := &line.Result
	if res.ProgressionAt >= 0 {
		return line.progressed()
	}
	for i := len(res.Points) - 1; i > 0; i-- {
		switch res.Points[i].Overall {
		case recist.CR, recist.PR, recist.SD, recist.NonCRNonPD:
			why := baselineWhy[line.Kind]
			if why == "" && line.perhapsNew(i) {
				why = whyPerhapsNew
			}
			if why == "" && line.treatedGrew(i) {
				why = whyIndetermined
			}
			if why != "" {
				return fact.Missing(why, line.ref(i))
			}
			return fact.False(line.ref(i))
		}
	}
	return fact.Missing(whyIndetermined, line.ref(len(res.Visits)-1))
}

// progressed is dated by the newest scan that still shows progression; why it may not
// belong to the treatment, if none surely does.
func (l *RecistLine) progressed() fact.Value {
	why := ""
	for i := len(l.Result.Points) - 1; i >= l.Result.ProgressionAt; i-- {
		if !l.shows(i) {
			continue
		}
		if why = l.progressionDoubt(i); why == "" {
			return fact.True(l.ref(i))
		}
	}
	return fact.Missing(why, l.ref(l.Result.ProgressionAt))
}

// shows reports whether a scan shows progression: the first that does, or a later one on
// which sum, non-targets or new lesions would still be so.
func (l *RecistLine) shows(i int) bool {
	p := &l.Result.Points[i]
	return i == l.Result.ProgressionAt || p.Target == recist.PD || p.NonTarget == recist.PD || len(p.New) > 0
}

// treatedGrew reports whether a lesion that was treated before the baseline, and so is no
// target, has grown since by the measure of a target: whether that is unequivocal is the
// reader's to say.
func (l *RecistLine) treatedGrew(i int) bool {
	return slices.ContainsFunc(l.Result.Lesions, func(x recist.Lesion) bool {
		if !slices.ContainsFunc(l.Result.Warnings, func(w recist.Warning) bool { return w.ID == recist.TreatedBefore && w.Lesion == x.ID }) {
			return false
		}
		return x.Seen[i].Known && slices.ContainsFunc(x.Seen[:i], func(y recist.Observation) bool { return y.Known && grown(y.V.MM(), x.Seen[i].V.MM()) })
	})
}

// perhapsNew reports whether a lesion that the baseline does not hold was seen up to a
// scan and nobody says since when it is known.
func (l *RecistLine) perhapsNew(i int) bool {
	return slices.ContainsFunc(l.Result.Warnings, func(w recist.Warning) bool {
		return w.ID == recist.NotAtBaseline && w.Visit <= i && !slices.Contains(l.older, w.Lesion)
	})
}

// baselineWhy is why no response follows from a baseline.
var baselineWhy = map[recist.Baseline]string{
	recist.OldBaseline: whyOldBaseline, recist.UndatedBaseline: whyOldBaseline, recist.LateBaseline: whyLateBaseline,
}

// progressionDoubt is why progression may not belong to the treatment, "" if it does:
// growth above a sum measured after its start always does, growth above an older sum may
// have come before it.
func (l *RecistLine) progressionDoubt(at int) string {
	if l.Kind != recist.OldBaseline && l.Kind != recist.UndatedBaseline {
		return ""
	}
	p := l.Result.Points[at]
	for _, earlier := range l.Result.Points[1:at] {
		if p.TargetRule.ID == "target-pd" && earlier.Sum.Known && earlier.Sum == p.Smallest {
			return ""
		}
	}
	return whyOldBaseline
}

func (l *RecistLine) ref(visit int) fact.Ref {
	on := visitDays(&l.Result.Visits[visit])
	at := string(record.SecImaging) + " " + label(on) + " " + recist.V11.Name + ", baseline " + label(visitDays(&l.Result.Visits[0]))
	return fact.Ref{At: at + prefixed(" of ", l.Treatment), When: on}
}

func visitDays(v *recist.Visit) date.Span {
	if !v.Dated {
		return date.Span{}
	}
	if v.Last > v.First {
		return date.Between(date.Day(v.First), date.Day(v.Last))
	}
	return date.On(date.Day(v.First))
}
