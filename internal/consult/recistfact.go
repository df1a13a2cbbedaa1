package consult

import (
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
)

// recistCourse judges the measured lesions by RECIST 1.1. ok is false without target
// lesions on examinations of known days: an order that only the file gives is no date.
func (c *ctx) recistCourse() (recist.Result, bool) {
	rows := RecistRows(c.p, date.Span{})
	for _, r := range rows {
		if !r.Dated {
			return recist.Result{}, false
		}
	}
	res := recist.Assess(rows, recist.V11, recist.VisitWindow)
	for _, l := range res.Lesions {
		if l.Role == recist.Target {
			return res, len(res.Visits) > 1
		}
	}
	return res, false
}

// recistComputed: progression on the last examination that RECIST can judge, or before
// it with nothing judged since. The first examination with sizes is the baseline; it is
// not the one before a treatment unless that is the first.
func (c *ctx) recistComputed() fact.Value {
	res, ok := c.recistCourse()
	if !ok {
		return fact.Missing(whyNoScan)
	}
	if i := res.ProgressionAt; i >= 0 {
		return fact.True(recistRef(&res, i))
	}
	for i := len(res.Points) - 1; i > 0; i-- {
		switch res.Points[i].Overall {
		case recist.CR, recist.PR, recist.SD, recist.NonCRNonPD:
			return fact.False(recistRef(&res, i))
		}
	}
	return fact.Missing(whyIndetermined, recistRef(&res, len(res.Visits)-1))
}

func recistRef(res *recist.Result, visit int) fact.Ref {
	v := res.Visits[visit]
	on := date.On(date.Day(v.First))
	if v.Last > v.First {
		on = date.Between(date.Day(v.First), date.Day(v.Last))
	}
	return fact.Ref{At: string(record.SecImaging) + " " + label(on) + " " + recist.V11.Name, When: on}
}
