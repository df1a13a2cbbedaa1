package cli

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"symport/internal/cite"
	"symport/internal/content"
	"symport/internal/dose"
	"symport/internal/fault"
)

const (
	doseFolder  = "guidelines/dosimetry/"
	nuclideFile = "nuclides/iodine.yaml"
)

// doseKnowledge is what the dosimetry takes from the knowledge.
type doseKnowledge struct {
	nuclides map[string]dose.Nuclide
	limits   dose.Limits
	assumed  dose.AssumedU

	elderlyFrom doseParam
	sources     map[string]cite.Source
	hash        string // of nuclides and parameters
}

// doseParam is a parameter of the dosimetry.
type doseParam struct {
	ID, Unit, Text string
	Value          float64
	Sources        []string
}

func readDoseKnowledge(content fs.FS) (k *doseKnowledge, err error) {
	defer fault.Wrap(&err, "reading the limits of dosimetry")
	k = &doseKnowledge{sources: map[string]cite.Source{}}
	if err := k.readNuclides(content); err != nil {
		return nil, err
	}
	if err := k.readLimits(content); err != nil {
		return nil, err
	}
	sum := sha256.New()
	for _, name := range []string{nuclideFile, doseFolder + "params.yaml"} {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return nil, err
		}
		sum.Write(data)
	}
	k.hash = fmt.Sprintf("%x", sum.Sum(nil))
	for _, name := range []string{"sources/article.yaml", "sources/safety.yaml", doseFolder + "sources.yaml", "nuclides/sources.yaml"} {
		var all []struct{ ID, Citation, DOI, URL, Verified, Note string }
		if err := readYAML(content, name, &all); err != nil {
			return nil, err
		}
		for _, s := range all {
			k.sources[s.ID] = cite.Source{ID: s.ID, Citation: s.Citation, DOI: s.DOI, URL: s.URL, Verified: cite.Verified(s.Verified), Note: s.Note}
		}
	}
	return k, nil
}

func (k *doseKnowledge) readNuclides(content fs.FS) error {
	var items []struct {
		ID       string
		HalfLife string `yaml:"half-life"`
	}
	if err := readYAML(content, nuclideFile, &items); err != nil {
		return err
	}
	k.nuclides = map[string]dose.Nuclide{}
	for _, n := range items {
		number, unitName, _ := strings.Cut(n.HalfLife, " ")
		h, err := strconv.ParseFloat(number, 64)
		perUnit := map[string]float64{"d": 24, "h": 1}[unitName]
		if err != nil || perUnit == 0 {
			return fault.New(fault.Internal, "half-life %q of %s", n.HalfLife, n.ID)
		}
		k.nuclides[n.ID] = dose.Nuclide{Name: n.ID, HalfLifeHours: h * perUnit}
	}
	return nil
}

func (k *doseKnowledge) readLimits(content fs.FS) (err error) {
	var items []doseParam
	if err := readYAML(content, doseFolder+"params.yaml", &items); err != nil {
		return err
	}
	values := map[string]doseParam{}
	for _, item := range items {
		values[item.ID] = item
	}
	get := func(id string) (float64, bool) {
		item, ok := values[id]
		return item.Value, ok
	}
	if k.limits, err = dose.LimitsFrom(get); err != nil {
		return err
	}
	k.assumed = dose.AssumedFrom(get)
	elderly, ok := values["dose.elderly_from"]
	if !ok || len(elderly.Sources) == 0 {
		return fault.New(fault.Internal, "no parameter dose.elderly_from with a source")
	}
	k.elderlyFrom = elderly
	return nil
}

// overlaid takes the limits of the edition, which a local overlay may have changed; an
// edition without them leaves the built-in ones.
func (k *doseKnowledge) overlaid(c *content.Content) (err error) {
	get := func(id string) (float64, bool) {
		p, ok := c.Params[id]
		return p.Value, ok
	}
	if _, ok := get("dose.blood_limit"); !ok {
		return nil
	}
	k.assumed = dose.AssumedFrom(get)
	k.limits, err = dose.LimitsFrom(get)
	return err
}

// cite completes the sources that an engine named by id.
func (k *doseKnowledge) cite(list []cite.Source) {
	for i := range list {
		if s, ok := k.sources[list[i].ID]; ok {
			list[i] = s
		}
	}
}
