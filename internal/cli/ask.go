package cli

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"symport/internal/fault"
)

// form holds the answers to the eight questions as keys and values of a case file.
type form struct {
	id, today   string
	sex, age    string
	pregnancy   string
	histology   string
	sites       []string
	uptake      []string // uptake, kind, date
	courses     []string // number, total, last date
	growth      []string // verdict, modality, date, date compared with
	symptoms    string   // yes, no, or sites
	drug, since string
	complete    []string
}

// question is one of the eight; put reads a line into the form.
type question struct {
	text, example string
	when          func(*form) bool
	put           func(*form, string) error
}

var questions = []question{
	{"1 Sex, and age today?", "female, 63 y", nil, putPerson},
	{"  Pregnant? (pregnant, not-pregnant; not-applicable after menopause)", "not-pregnant",
		func(f *form) bool { return f.sex == "female" }, func(f *form, s string) error { f.pregnancy = s; return nil }},
	{"2 Histology of the primary?", "papillary, follicular, oncocytic, poorly-differentiated", nil,
		func(f *form, s string) error { f.histology = s; return nil }},
	{"3 Sites of metastases?", "lung, bone", nil, func(f *form, s string) error { f.sites = parts(s); return nil }},
	{"4 Uptake on the last radioiodine scan (all, some, none), kind of scan, date?", "some, post-therapy, 2024-05", nil, putUptake},
	{"5 Radioiodine: number of courses in all, total activity, date of the last? (0 if never given)", "3, 16.7 GBq, 2024-05", nil, putCourses},
	{"6 Growth: progression or stable, seen how, on which day, compared with which?", "progression, CT, 2024-11, 2024-05", nil, putGrowth},
	{"7 Symptoms from metastases? (yes, no, or the sites)", "bone", nil, putSymptoms},
	{"8 Systemic drug running, since when? (never, if none was ever given)", "lenvatinib, 2024-02", nil, putDrug},
}

func parts(line string) []string {
	var out []string
	for _, p := range strings.Split(line, ",") {
		out = append(out, strings.TrimSpace(p))
	}
	return out
}

// take cuts a line into at most n parts; missing ones are unknown.
func take(line string, n int) ([]string, error) {
	p := parts(line)
	if len(p) > n {
		return nil, fault.Hinted(fault.Invalid, "separated by commas; decimal point", "%d answers, at most %d are asked for", len(p), n)
	}
	for i := range p {
		if p[i] == "" {
			p[i] = "unknown"
		}
	}
	for len(p) < n {
		p = append(p, "unknown")
	}
	return p, nil
}

func putPerson(f *form, line string) error {
	p, err := take(line, 2)
	if err != nil {
		return err
	}
	f.sex, f.age = p[0], p[1]
	return nil
}

func putUptake(f *form, line string) (err error) {
	f.uptake, err = take(line, 3)
	return err
}

func putCourses(f *form, line string) (err error) {
	if f.courses, err = take(line, 3); err != nil {
		return err
	}
	if f.courses[0] != "unknown" {
		f.complete = append(f.complete[:len(f.complete):len(f.complete)], "radioiodine")
	}
	return nil
}

func putGrowth(f *form, line string) (err error) {
	f.growth, err = take(line, 4)
	return err
}

// putSymptoms takes yes, no, or sites of question 3: a symptom elsewhere has no lesion.
func putSymptoms(f *form, line string) error {
	for _, site := range parts(line) {
		if line != "yes" && line != "no" && !slices.Contains(f.sites, site) {
			return fault.Hinted(fault.Invalid, "yes, no, or sites named under 3", "%q is none of the sites", site)
		}
	}
	f.symptoms = line
	return nil
}

func putDrug(f *form, line string) error {
	p, err := take(line, 2)
	if err != nil {
		return err
	}
	if p[0] == "none" || p[0] == "no" {
		return fault.Hinted(fault.Invalid, "never, if none was ever given; else leave it open", "whether there was an earlier drug stays unknown")
	}
	if p[0] == "never" {
		f.complete = append(f.complete[:len(f.complete):len(f.complete)], "systemic")
		return nil
	}
	f.drug, f.since = p[0], p[1]
	return nil
}

// text writes the form as a case file.
func (f form) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "symport: case/1\nid: %s\n", plainScalar(f.id))
	if len(f.complete) > 0 {
		fmt.Fprintf(&b, "complete: [%s]   # nothing listed here = not given; all else absent: unknown\n", strings.Join(f.complete, ", "))
	}
	f.person(&b)
	if f.histology != "" {
		fmt.Fprintf(&b, "\ntumour:\n  histology: %s\n", plainScalar(f.histology))
	}
	f.lesions(&b)
	f.treatments(&b)
	f.imaging(&b)
	return b.String()
}

func (f form) person(b *strings.Builder) {
	answers := []string{"sex", f.sex, "age", f.age, "pregnancy", f.pregnancy}
	if known(f.age) {
		answers = append(answers, "age-on", f.today)
	}
	if known(f.pregnancy) {
		answers = append(answers, "pregnancy-on", f.today)
	}
	if f.symptoms == "yes" || f.symptoms == "no" {
		answers = append(answers, "symptomatic", f.symptoms, "symptomatic-on", f.today)
	}
	if inline := mapping(answers...); inline != "" {
		fmt.Fprintf(b, "\npatient: { %s }\n", inline)
	}
}

func (f form) lesions(b *strings.Builder) {
	if len(f.sites) == 0 {
		return
	}
	b.WriteString("\nlesions:   # each entry may stand for several\n")
	for _, site := range f.sites {
		symptomatic := ""
		for _, s := range parts(f.symptoms) {
			if s == site {
				symptomatic = "yes"
			}
		}
		fmt.Fprintf(b, "  %s: { %s }\n", plainScalar(site), mapping("site", site, "count", "unknown", "symptomatic", symptomatic))
	}
}

func (f form) treatments(b *strings.Builder) {
	if c := f.courses; len(c) > 0 && c[0] != "0" {
		fmt.Fprintf(b, "\nradioiodine:\n  - { %s }\n", mapping("courses", c[0], "total", c[1], "to", c[2]))
	}
	if f.drug != "" {
		fmt.Fprintf(b, "\nsystemic:\n  - { %s }\n", mapping("drug", f.drug, "from", f.since, "ongoing", "yes"))
	}
}

func (f form) imaging(b *strings.Builder) {
	if len(f.uptake) == 0 && len(f.growth) == 0 {
		return
	}
	b.WriteString("\nimaging:\n")
	if u := f.uptake; len(u) > 0 {
		fmt.Fprintf(b, "  - { %s }\n", mapping("date", u[2], "modality", "whole-body scan", "tracer", "I-131", "kind", u[1], "uptake", u[0]))
	}
	if g := f.growth; len(g) > 0 {
		fmt.Fprintf(b, "  - { %s }\n", mapping("date", g[2], "modality", g[1], "response", g[0], "compared-with", g[3]))
	}
}

func known(answer string) bool { return answer != "" && answer != "unknown" }

// mapping writes pairs of key and value, without what is not there.
func mapping(pairs ...string) string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, pairs[i]+": "+plainScalar(pairs[i+1]))
		}
	}
	return strings.Join(out, ", ")
}

var harmless = regexp.MustCompile(`^[A-Za-z0-9<>][A-Za-z0-9 ._/%~<>-]*$`)

// plainScalar quotes what YAML could read as anything but a text.
func plainScalar(s string) string {
	if harmless.MatchString(s) {
		return s
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		panic("cli: " + err.Error()) // strings always marshal
	}
	return string(quoted)
}
