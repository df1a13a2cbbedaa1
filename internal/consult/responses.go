package consult

import (
	"symport/internal/recist"
	"symport/internal/verdict"
)

// BaselineWords name the kinds of baseline.
var BaselineWords = map[recist.Baseline]string{
	recist.NoBaseline: "none", recist.InTime: "in-time", recist.OldBaseline: "old", recist.UndatedBaseline: "undated", recist.LateBaseline: "late",
}

// responses are the responses by treatment, of those for which some scan tells sizes.
func (a *assembly) responses() []verdict.Response {
	out := []verdict.Response{}
	lines := a.v.ctx.recistLines()
	for i := range lines {
		if l := &lines[i]; len(l.Scans) > 0 || len(l.Passed) > 0 {
			out = append(out, responseOf(l))
		}
	}
	return out
}

func responseOf(l *RecistLine) verdict.Response {
	out := verdict.Response{
		Treatment: l.Treatment, Kind: BaselineWords[l.Kind], OtherRegion: list(l.Passed), Unplaced: list(l.Lost), Warnings: []string{},
	}
	if l.Start.Known {
		out.Start = label(l.Start)
	}
	r := &l.Result
	if len(r.Visits) == 0 {
		return out
	}
	out.Baseline, out.Scans = r.Visits[0].Label(), len(r.Visits)-1
	for _, x := range r.Lesions {
		if x.Role == recist.Target {
			out.Targets++
		}
	}
	for _, w := range r.Warnings {
		out.Warnings = append(out.Warnings, w.Text)
	}
	out.Best = string(r.Best)
	if r.BestAt >= 0 {
		out.BestAt = r.Visits[r.BestAt].Label()
	}
	for i := 1; i < len(r.Points); i++ {
		if p := r.Points[i]; !p.AfterPD {
			out.Last, out.LastAt, out.Rule = string(p.Overall), r.Visits[i].Label(), p.Rule.Text
		}
	}
	if i := r.ProgressionAt; i >= 0 {
		out.Progression, out.Rule = r.Visits[r.ProgressionDated].Label(), r.Points[i].Rule.Text
	}
	return out
}
