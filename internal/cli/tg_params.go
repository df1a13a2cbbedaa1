package cli

import (
	"io/fs"
	"math"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/cite"
	"symport/internal/consult"
	"symport/internal/fault"
	"symport/internal/growth"
)

// tgFolder holds the limits of thyroglobulin kinetics; parameters with the name
// sizeParams are those of lesions.
const (
	tgFolder   = "guidelines/tg-kinetics/"
	sizeParams = "tg.diameter_"
)

// tgParams are the limits that the kinetics is judged by, from the knowledge.
type tgParams struct {
	suppressed, stimulated float64 // mIU/L
	minValues              int
	minSpan                float64 // d
	classes                []float64
	totalCV                float64 // per cent
	dateSpan               float64 // d, widest span of a date that takes part
	tgabDays               int     // so long a TgAb result holds
	events                 growth.EventRules
	sources                []cite.Source
}

type paramItem struct {
	ID      string
	Unit    string
	Value   float64
	Sources []string
}

// readTgParams reads the limits; an absent or unknown one is an error of the knowledge.
func readTgParams(knowledge fs.FS) (p tgParams, err error) {
	defer fault.Wrap(&err, "reading the limits of thyroglobulin kinetics")
	var items []paramItem
	if err := readYAML(knowledge, tgFolder+"params.yaml", &items); err != nil {
		return p, err
	}
	values := map[string]paramItem{}
	for _, item := range items {
		values[item.ID] = item
	}
	take := func(id, unit string) float64 {
		item, ok := values[id]
		if !ok || item.Unit != unit {
			err = fault.New(fault.Internal, "no parameter %s in %s", id, unit)
		}
		return item.Value
	}
	p.suppressed, p.stimulated = take("tg.suppressed_tsh", "mIU/L"), take("tg.stimulated_tsh", "mIU/L")
	p.minValues, p.minSpan = int(take("tg.min_values", "1")), take("tg.min_span", "d")
	p.classes = []float64{take("tg.class_fast", "y"), take("tg.class_slow", "y")}
	p.totalCV = take("tg.total_cv", "%")
	p.dateSpan = take("tg.date_span", "d")
	if err != nil {
		return p, err
	}
	rules, ok := consult.MarkerEventRules(func(id string) (float64, bool) {
		item, ok := values[id]
		return item.Value, ok
	})
	if !ok {
		return p, fault.New(fault.Internal, "a kind of event lacks its parameter tg.break_*")
	}
	p.events = rules
	if p.tgabDays, err = freshDays(knowledge, "tgab.positive"); err != nil {
		return p, err
	}
	p.sources, err = citedSources(knowledge, items)
	return p, err
}

// freshDays is how long a fact of the vocabulary holds.
func freshDays(knowledge fs.FS, id string) (int, error) {
	var terms []struct {
		ID        string
		FreshDays int `yaml:"freshDays"`
	}
	if err := readYAML(knowledge, "terms/tsh-tg.yaml", &terms); err != nil {
		return 0, err
	}
	for _, t := range terms {
		if t.ID == id && t.FreshDays > 0 {
			return t.FreshDays, nil
		}
	}
	return 0, fault.New(fault.Internal, "the vocabulary does not say how long %s holds", id)
}

// limits are those by which a record is read.
func (p tgParams) limits() consult.MarkerLimits {
	return consult.MarkerLimits{Suppressed: p.suppressed, Stimulated: p.stimulated, TotalCV: p.totalCV,
		DateSpan: p.dateSpan, TgAbDays: p.tgabDays, Events: p.events}
}

func citedSources(knowledge fs.FS, items []paramItem) ([]cite.Source, error) {
	cited := map[string]bool{}
	for _, item := range items {
		if strings.HasPrefix(item.ID, sizeParams) { // of lesions, not used here
			continue
		}
		for _, id := range item.Sources {
			cited[id] = true
		}
	}
	var out []cite.Source
	for _, name := range []string{tgFolder + "sources.yaml", "sources/safety.yaml"} {
		var all []struct{ ID, Citation, DOI, URL, Verified, Note string }
		if err := readYAML(knowledge, name, &all); err != nil {
			return nil, err
		}
		for _, s := range all {
			if cited[s.ID] {
				out = append(out, cite.Source{ID: s.ID, Citation: s.Citation, DOI: s.DOI, URL: s.URL, Verified: cite.Verified(s.Verified), Note: s.Note})
				delete(cited, s.ID)
			}
		}
	}
	for id := range cited {
		return nil, fault.New(fault.Internal, "no source %s", id)
	}
	return out, nil
}

func readYAML(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	return yaml.Unmarshal(data, into)
}

// rules are the limits as the engine takes them.
func (p tgParams) rules() growth.Rules {
	return growth.Rules{
		Fit:         growth.Options{Confidence: 0.95, SDKnown: true},
		MinMeasured: p.minValues, MinSpanDays: p.minSpan, ClassYears: p.classes,
	}
}

// sdOf turns a coefficient of variation in per cent into the sd of the logarithm.
func sdOf(cvPercent float64) float64 {
	cv := cvPercent / 100
	return math.Sqrt(math.Log1p(cv * cv))
}
