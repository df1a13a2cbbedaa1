package consult

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
	"symport/internal/verdict"
)

func itoa(n int) string { return strconv.Itoa(n) }

// dated is an event with the days by which the course is ordered.
type dated struct {
	e    verdict.Event
	span date.Span
	seq  int // of its entry
}

// course lists what happened up to the day, oldest first, undated last. What may lie
// after the day is shown as not used.
func (a *assembly) course() []verdict.Event {
	used := map[string]bool{}
	for _, d := range events(a.v.p, a.day) {
		used[key(&d)] = true
	}
	all := events(a.v.all, a.day)
	slices.SortFunc(all, func(x, y dated) int {
		if x.span.Known != y.span.Known {
			return cmp.Compare(b2i(y.span.Known), b2i(x.span.Known))
		}
		return cmp.Or(cmp.Compare(x.span.Lo, y.span.Lo), cmp.Compare(x.span.Hi, y.span.Hi), strings.Compare(x.e.Section, y.e.Section),
			strings.Compare(x.e.Text, y.e.Text), slices.Compare(x.e.Lesions, y.e.Lesions))
	})
	out := make([]verdict.Event, len(all))
	note := a.markerNotes()
	for i, d := range all {
		note(&d)
		d.e.Used = used[key(&d)] && !(d.e.Test != "" && d.e.Value == nil)
		out[i] = d.e
	}
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// key tells an event from others whatever a later entry adds to its text.
func key(d *dated) string {
	return strings.Join([]string{d.e.Section, d.e.When, itoa(d.seq), d.e.Change, strings.Join(d.e.Lesions, ",")}, "|")
}

// events are the lines of the course of one record.
func events(p *record.Patient, day date.Day) (out []dated) {
	names := lesionNames(p)
	add := func(sec record.Section, e *record.Entry, text string, more func(*verdict.Event)) {
		v := verdict.Event{When: label(e.Span()), Section: string(sec), Text: text}
		if e.From.Known && !e.When.Known {
			v.Period, v.Ongoing = true, !e.To.Known
			v.When = label(e.From)
			if e.To.Known && e.To.Lo <= day {
				v.When = statedPeriod(e.From, e.To)
			} else {
				v.Ongoing = true
			}
		}
		if more != nil {
			more(&v)
		}
		out = append(out, dated{v, e.Span(), e.Seq})
	}
	treated := func(ids []string) func(*verdict.Event) {
		return func(v *verdict.Event) {
			if len(ids) > 0 {
				v.Lesions, v.Change = sorted(ids), "treated"
			}
		}
	}
	for i := range p.Surgery {
		x := &p.Surgery[i]
		add(record.SecSurgery, &x.Entry, joinWords(x.What, x.Side, prefixed(", levels ", x.Levels)), treated(x.Lesions))
	}
	for i := range p.Radioiodine {
		add(record.SecRadioiodine, &p.Radioiodine[i].Entry, raiText(&p.Radioiodine[i]), nil)
	}
	for i := range p.ExternalBeam {
		x := &p.ExternalBeam[i]
		add(record.SecExternalBeam, &x.Entry, beamText(names, x), treated(x.Lesions))
	}
	for i := range p.Local {
		x := &p.Local[i]
		add(record.SecLocal, &x.Entry, withIntent(x.What, x.Intent), treated(x.Lesions))
	}
	for i := range p.Imaging {
		imagingEvents(names, &p.Imaging[i], add)
	}
	for i := range p.Labs {
		labEvent(&p.Labs[i], add)
	}
	for i := range p.Systemic {
		x := &p.Systemic[i]
		add(record.SecSystemic, &x.Entry, drugText(x), nil)
	}
	for i := range p.Radionuclide {
		add(record.SecRadionuclide, &p.Radionuclide[i].Entry, radionuclideText(&p.Radionuclide[i]), nil)
	}
	for i := range p.Rediff {
		x := &p.Rediff[i]
		add(record.SecRediff, &x.Entry, joinWords("redifferentiation with", x.Drug, prefixed(", uptake ", textIf(x.Uptake)), prefixed(", outcome ", textIf(x.Outcome))), nil)
	}
	return append(append(out, smallEvents(p)...), quietEvents(p)...)
}

// statedPeriod prints a period by its ends as they are stated, "2016-06..2016-12~"; by its
// outer days where an end is a span itself.
func statedPeriod(from, to date.Span) string {
	first, last := label(from), label(to)
	if strings.Contains(first+last, "..") {
		return date.Between(from.Lo, to.Hi).String()
	}
	return first + ".." + last
}

// smallEvents are those of a word or two.
func smallEvents(p *record.Patient) (out []dated) {
	add := func(sec record.Section, e *record.Entry, words ...string) {
		out = append(out, small(sec, e, words...))
	}
	for i := range p.Adverse {
		x := &p.Adverse[i]
		grade := ""
		if x.Grade.Has() {
			grade = "grade " + itoa(x.Grade.V)
		}
		add(record.SecAdverse, &x.Entry, x.Event, grade, prefixed("under ", x.During))
	}
	for i := range p.Events {
		add(record.SecEvents, &p.Events[i].Entry, p.Events[i].What, p.Events[i].Detail)
	}
	for i := range p.Heart {
		if text := heartText(&p.Heart[i]); text != "" {
			add(record.SecHeart, &p.Heart[i].Entry, text)
		}
	}
	for i := range p.Performance {
		if x := &p.Performance[i]; x.ECOG.Has() {
			add(record.SecPerformance, &x.Entry, "ECOG "+itoa(x.ECOG.V))
		}
	}
	for i := range p.Decisions {
		x := &p.Decisions[i]
		answer := ""
		if x.Question != "" && x.Question != wUnknown {
			answer = x.Question
			if x.Decision.Has() {
				answer += ": " + x.Decision.V
			}
			answer = ": " + answer
		}
		add(record.SecDecisions, &x.Entry, strings.TrimSpace(x.By)+answer)
	}
	for i := range p.Dosimetry {
		add(record.SecDosimetry, &p.Dosimetry[i].Entry, "dosimetry", p.Dosimetry[i].Nuclide)
	}
	for i := range p.Responses {
		x := &p.Responses[i]
		add(record.SecResponses, &x.Entry, textOf(x.Verdict), prefixed("to ", x.To))
	}
	return out
}

type adder func(record.Section, *record.Entry, string, func(*verdict.Event))

// imagingEvents are one line per kind of change that an examination shows.
func imagingEvents(names map[string]string, x *record.Imaging, add adder) {
	byChange := map[string][]string{}
	words := map[string][]string{}
	for i := range x.Findings {
		f := &x.Findings[i]
		change, word := seenChange(f)
		if change == "" {
			continue
		}
		byChange[change] = append(byChange[change], f.Lesion)
		name := cmp.Or(names[f.Lesion], f.Lesion)
		words[change] = append(words[change], joinWords(name, word))
	}
	if x.Response.Has() || len(byChange) == 0 {
		text := joinWords(x.Modality, x.Tracer)
		if x.Response.Has() {
			text = x.Modality + ": " + x.Response.V + prefixed(", ", strings.Join(sorted(x.Sites), " and "))
		}
		add(record.SecImaging, &x.Entry, text, nil)
	}
	for _, change := range []string{"grew", "new", "seen", "smaller", "gone"} {
		if ids := byChange[change]; len(ids) > 0 {
			add(record.SecImaging, &x.Entry, x.Modality+": "+strings.Join(sorted(words[change]), "; "),
				func(v *verdict.Event) { v.Lesions, v.Change = sorted(ids), change })
		}
	}
}

// seenChange gives the kind of change of a lesion and its words.
func seenChange(f *record.LesionFinding) (change, word string) {
	size := ""
	if f.Longest.Has() {
		size = f.Longest.V.String()
	}
	if f.Change.Has() {
		w := strings.ToLower(f.Change.V)
		switch {
		case strings.Contains(w, "gone"):
			return "gone", f.Change.V
		case strings.HasPrefix(w, "new"):
			return "new", joinWords(f.Change.V, size)
		case changeWord(f.Change) == fact.Yes:
			return "grew", joinWords(f.Change.V, size)
		case strings.Contains(w, "smaller") || strings.Contains(w, "fewer"):
			return "smaller", joinWords(f.Change.V, size)
		}
		return "seen", joinWords(f.Change.V, size)
	}
	switch {
	case f.Seen.Has() && f.Seen.V == "no":
		return "gone", "not seen"
	case f.Seen.Has() && f.Seen.V == "yes":
		return "seen", joinWords("seen", size)
	case f.Seen.Has():
		return "seen", joinWords(f.Seen.V, size)
	case f.Uptake.Has():
		return "seen", map[string]string{"yes": "takes up", "no": "no uptake"}[f.Uptake.V]
	case size != "":
		return "seen", size
	}
	return "", ""
}

func labEvent(x *record.Lab, add adder) {
	if !markerTest(x.Test) {
		return
	}
	add(record.SecLaboratory, &x.Entry, labText(x), func(v *verdict.Event) {
		v.Test = x.Test
		if x.Value.Has() {
			v.Value, v.Unit, v.Below = &x.Value.V.Value, x.Value.V.Kind.Base(), x.Value.V.Bound == unit.Below
			v.Above = x.Value.V.Bound == unit.Above
		}
	})
}

func labText(x *record.Lab) string {
	text := x.Test + " "
	switch {
	case x.NotStated:
		text += x.Number + ", unit not stated"
	case x.Value.Has():
		text += x.Value.V.String()
	case x.Trend.Has():
		text += x.Trend.V
	case x.Qualitative.Has():
		text += x.Qualitative.V
	default:
		text += x.Value.Status.String()
	}
	return text
}

func radionuclideText(x *record.Radionuclide) string {
	text := cmp.Or(x.Agent, "radionuclide")
	if x.Cycles.Has() && x.Cycles.V > 1 {
		text = itoa(x.Cycles.V) + " x " + text
	}
	return joinWords(text, prefixed(", ", quantityText(x.Activity)), prefixed(", outcome ", textIf(x.Outcome)))
}

func heartText(x *record.Heart) string {
	var parts []string
	if x.EjectionFraction.Has() {
		parts = append(parts, "ejection fraction "+x.EjectionFraction.V.String())
	}
	if x.QTc.Has() {
		parts = append(parts, "QTc "+x.QTc.V.String())
	}
	if x.Rhythm.Has() {
		parts = append(parts, x.Rhythm.V)
	}
	return strings.Join(parts, ", ")
}

// raiText prints an activity the same whether it was written in GBq or in mCi.
func raiText(x *record.Radioiodine) string {
	text := "131I"
	if least, most := courses(x); least == most && least != 1 {
		text = itoa(int(least)) + " x 131I"
	} else if least != most {
		text = "131I, number of courses unknown"
	}
	if kBq, _ := total(x); kBq > 0 {
		text += ", " + unit.Sig(unit.GBq(kBq), 3) + " GBq (" + trimZeros(unit.Sig(unit.MCi(kBq), 3)) + " mCi)"
	} else {
		text += ", activity unknown"
	}
	return text
}

func beamText(names map[string]string, x *record.Beam) string {
	text := "radiotherapy"
	if x.Region != "" {
		text += " of " + x.Region
	} else if len(x.Lesions) > 0 {
		var of []string
		for _, id := range sorted(x.Lesions) {
			of = append(of, cmp.Or(names[id], id))
		}
		text += " of " + strings.Join(of, " and ")
	}
	if x.Dose.Has() {
		text += ", " + x.Dose.V.String()
	}
	return withIntent(text, x.Intent)
}

func drugText(x *record.Systemic) string {
	text := x.Drug
	var doses []string
	for i := range x.Doses {
		if d := x.Doses[i].Dose; d.Has() {
			doses = append(doses, d.V.String())
		}
	}
	if len(doses) > 0 {
		text += " " + strings.Join(doses, ", then ")
	}
	if x.Stopped.Has() {
		text += "; stopped: " + x.Stopped.V
	}
	return text
}

func joinWords(words ...string) string {
	text := ""
	for _, w := range words {
		switch {
		case w == "":
		case text == "", strings.HasPrefix(w, ","), strings.HasPrefix(w, ":"):
			text += w
		default:
			text += " " + w
		}
	}
	return text
}

func prefixed(prefix, word string) string {
	if word == "" {
		return ""
	}
	return prefix + word
}
