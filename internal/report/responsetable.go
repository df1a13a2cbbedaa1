package report

import (
	"fmt"
	"slices"
	"strconv"

	"symport/internal/verdict"
)

// responseBlock is the response under each treatment that has one, and the last.
func (d *Document) responseBlock() Block {
	b := Block{Title: wResponses, Note: wResponsesNote, Heads: []string{"treatment", "start", "baseline", "scans after", "best", "last"}, Widths: []int{20, 16, 18, 11, 16, 16}}
	if !slices.ContainsFunc(d.A.Responses, func(r verdict.Response) bool { return r.Scans > 0 || len(r.OtherRegion) > 0 }) {
		return b
	}
	for i := range d.A.Responses {
		r := &d.A.Responses[i]
		if r.Scans == 0 && len(r.OtherRegion) == 0 && i < len(d.A.Responses)-1 {
			continue
		}
		b.Rows = append(b.Rows, []string{orText(r.Treatment, wNoTreatment), orDash(r.Start), baselineText(r), strconv.Itoa(r.Scans), judged(r, r.Best, r.BestAt), judged(r, r.Last, r.LastAt)})
		b.Lines = append(b.Lines, responseLines(r)...)
	}
	return b
}

func orText(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func baselineText(r *verdict.Response) string {
	if r.Baseline == "" {
		return "none"
	}
	return r.Baseline + prefixed(", ", baselineNotes[r.Kind])
}

// judged is a category with its scan; only progression follows from a late baseline.
func judged(r *verdict.Response, category, at string) string {
	if category == "" || r.Kind == "late" && category != "PD" {
		return "-"
	}
	return category + prefixed(", ", at)
}

func responseLines(r *verdict.Response) (out []string) {
	name := orText(r.Treatment, "the course without treatment") + prefixed(" ", r.Start)
	if r.Rule != "" && r.Last != "NE" {
		out = append(out, name+": "+r.Last+", "+r.Rule)
	}
	for _, x := range r.OtherRegion {
		out = append(out, fmt.Sprintf(wOtherRegion, x, name))
	}
	for _, x := range r.Unplaced {
		out = append(out, fmt.Sprintf(wUnplaced, x, name))
	}
	return out
}
