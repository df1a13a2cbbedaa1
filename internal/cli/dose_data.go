package cli

import (
	"io/fs"
	"strconv"
	"strings"

	"symport/internal/cite"
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
	var all []struct{ ID, Citation, DOI, URL, Verified, Note string }
	if err := readYAML(content, doseFolder+"sources.yaml", &all); err != nil {
		return nil, err
	}
	for _, s := range all {
		k.sources[s.ID] = cite.Source{ID: s.ID, Citation: s.Citation, DOI: s.DOI, URL: s.URL, Verified: cite.Verified(s.Verified), Note: s.Note}
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
	take := func(id, unit string) float64 {
		item, ok := values["dose."+id]
		if !ok || item.Unit != unit {
			err = fault.New(fault.Internal, "no parameter dose.%s in %s", id, unit)
		}
		return item.Value
	}
	k.limits = dose.Limits{
		BloodGy: take("blood_limit", "Gy"), Retention48GBq: take("retention_48h", "GBq"), LungRetentionGBq: take("retention_48h_lung", "GBq"),
		LungFemaleGBq: take("lung_48h_female", "GBq"), LungMaleGBq: take("lung_48h_male", "GBq"), LungTeenGBq: take("lung_48h_15y", "GBq"),
		TeenYears: take("lung_teen_from", "y"), AdultYears: take("lung_adult_from", "y"),
		LungDoseGy: take("lung_dose", "Gy"), LungRateGyPerH: take("lung_rate", "Gy/h"), RiskShare: take("risk_share", "1"),
		LateRetention: take("late_retention", "1"), BloodTauLimit: take("blood_tau_limit", "1"), BodyTauLimit: take("body_tau_limit", "1"),
		Extrapolated: take("extrapolated", "1"), PlausibleLow: take("plausible_low", "Gy/GBq"), PlausibleHigh: take("plausible_high", "Gy/GBq"),
		LesionPartialGy: take("lesion_partial", "Gy"), LesionGy: take("lesion_response", "Gy"), LesionHighGy: take("lesion_high", "Gy"),
	}
	k.assumed = dose.AssumedU{Blood: take("assumed_u_blood", "1"), Lesion: take("assumed_u_lesion", "1")}
	take("elderly_from", "y")
	k.elderlyFrom = values["dose.elderly_from"]
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
