package casefile

import (
	"slices"
	"strings"

	"symport/internal/unit"
)

// labTest is one laboratory test: its name in the record, other names, the kinds of
// quantity it is given in, and the limits of plausibility.
type labTest struct {
	name   string
	also   []string
	kinds  []unit.Kind
	limits []limit
}

// limit bounds what can be a true value in one unit. Outside hard the value is
// refused, outside soft it is questioned. These are limits of plausibility, chosen
// wide by the programmers to catch slips of unit and decimal point; no clinical
// statement and no verdict rests on them.
type limit struct {
	unit             string
	softLo, softHi   float64
	hardLo, hardHigh float64
}

var (
	concentration = []unit.Kind{unit.MassConc}
	either        = []unit.Kind{unit.Substance, unit.MassConc}
	cells         = []unit.Kind{unit.Cells}
	enzyme        = []unit.Kind{unit.Enzyme}
)

// labTests lists the tests that rules know.
var labTests = []labTest{
	{"Tg", []string{"thyroglobulin"}, concentration, []limit{{"ng/mL", 0, 500000, 0, 2e7}}},
	{"TgAb", []string{"anti-Tg", "thyroglobulin antibodies", "anti-thyroglobulin"}, []unit.Kind{unit.Antibody, unit.MassConc}, []limit{{"IU/mL", 0, 10000, 0, 1e6}}},
	{"TSH", []string{"thyrotropin"}, []unit.Kind{unit.Thyrotropin}, []limit{{"mU/L", 0, 300, 0, 2000}}},
	{"fT4", []string{"free T4", "FT4"}, either, []limit{{"pmol/L", 1, 100, 0, 300}, {"ng/dL", 0.05, 8, 0, 30}}},
	{"fT3", []string{"free T3", "FT3"}, either, []limit{{"pmol/L", 0.5, 40, 0, 150}, {"ng/dL", 0.03, 3, 0, 10}}},
	{"calcium", []string{"Ca", "total calcium"}, either, []limit{{"mmol/L", 1.2, 4.5, 0.3, 8}, {"mg/dL", 5, 18, 1, 32}}},
	{"corrected calcium", []string{"albumin-corrected calcium"}, either, []limit{{"mmol/L", 1.2, 4.5, 0.3, 8}, {"mg/dL", 5, 18, 1, 32}}},
	{"ionised calcium", []string{"ionized calcium"}, either, []limit{{"mmol/L", 0.6, 2.2, 0.2, 4}, {"mg/dL", 2.4, 9, 0.8, 16}}},
	{"phosphate", nil, either, []limit{{"mmol/L", 0.2, 4, 0.05, 10}}},
	{"magnesium", []string{"Mg"}, either, []limit{{"mmol/L", 0.2, 3, 0.05, 8}}},
	{"potassium", []string{"K"}, []unit.Kind{unit.Substance}, []limit{{"mmol/L", 1.8, 8, 0.8, 14}}},
	{"sodium", []string{"Na"}, []unit.Kind{unit.Substance}, []limit{{"mmol/L", 105, 175, 80, 220}}},
	{"PTH", []string{"parathormone", "parathyroid hormone"}, either, []limit{{"pmol/L", 0, 300, 0, 1000}, {"ng/L", 0, 3000, 0, 10000}}},
	{"vitamin D", []string{"25-OH vitamin D"}, either, []limit{{"nmol/L", 2, 500, 0, 2000}, {"ng/mL", 1, 200, 0, 800}}},
	{"creatinine", nil, either, []limit{{"umol/L", 15, 1500, 2, 5000}, {"mg/dL", 0.17, 17, 0.02, 57}}},
	{"eGFR", []string{"GFR", "creatinine clearance"}, []unit.Kind{unit.Clearance}, []limit{{"mL/min", 2, 200, 0, 400}}},
	{"urea", []string{"BUN"}, either, []limit{{"mmol/L", 0.5, 70, 0.1, 150}, {"mg/dL", 2, 420, 0.5, 900}}},
	{"haemoglobin", []string{"hemoglobin", "Hb"}, either, []limit{{"g/dL", 3, 22, 1, 30}, {"mmol/L", 1.8, 14, 0.6, 19}}},
	{"leucocytes", []string{"leukocytes", "white cells", "WBC"}, cells, []limit{{"10^9/L", 0.3, 100, 0, 1000}}},
	{"neutrophils", nil, cells, []limit{{"10^9/L", 0, 80, 0, 900}}},
	{"lymphocytes", nil, cells, []limit{{"10^9/L", 0, 50, 0, 900}}},
	{"platelets", []string{"thrombocytes"}, cells, []limit{{"10^9/L", 5, 1500, 0, 5000}}},
	{"plasma cells", nil, []unit.Kind{unit.Percent}, []limit{{"%", 0, 100, 0, 100}}},
	{"ALT", []string{"GPT"}, enzyme, []limit{{"U/L", 1, 3000, 0, 30000}}},
	{"AST", []string{"GOT"}, enzyme, []limit{{"U/L", 1, 3000, 0, 30000}}},
	{"alkaline phosphatase", []string{"ALP"}, enzyme, []limit{{"U/L", 5, 4000, 0, 30000}}},
	{"GGT", nil, enzyme, []limit{{"U/L", 1, 4000, 0, 30000}}},
	{"LDH", nil, enzyme, []limit{{"U/L", 30, 8000, 0, 50000}}},
	{"lipase", nil, enzyme, []limit{{"U/L", 0, 5000, 0, 50000}}},
	{"amylase", nil, enzyme, []limit{{"U/L", 0, 5000, 0, 50000}}},
	{"bilirubin", nil, either, []limit{{"umol/L", 0, 700, 0, 2000}, {"mg/dL", 0, 40, 0, 120}}},
	{"albumin", nil, concentration, []limit{{"g/L", 8, 65, 2, 100}}},
	{"INR", nil, []unit.Kind{unit.Fraction}, []limit{{"1", 0.6, 12, 0.2, 50}}},
	{"urine protein", []string{"proteinuria", "urine protein 24 h"}, []unit.Kind{unit.Excretion, unit.MassConc}, []limit{{"g/d", 0, 25, 0, 100}}},
	{"urine iodine", []string{"urinary iodine"}, []unit.Kind{unit.MassConc, unit.IodineRatio, unit.Excretion}, []limit{{"ug/mL", 0, 20, 0, 1000}}},
	{"hCG", []string{"beta-hCG", "pregnancy test"}, []unit.Kind{unit.Antibody}, nil},
	{"CRP", nil, concentration, []limit{{"ug/mL", 0, 600, 0, 2000}}},
	{"glucose", nil, either, []limit{{"mmol/L", 1, 60, 0.2, 150}, {"mg/dL", 18, 1000, 4, 2700}}},
	{"cholesterol", nil, either, nil},
	{"triglycerides", nil, either, nil},
	{"HbA1c", nil, []unit.Kind{unit.Percent}, []limit{{"%", 3, 18, 1, 30}}},
	{"CEA", nil, concentration, nil},
	{"calcitonin", nil, concentration, nil},
	{"cortisol", nil, either, nil},
	{"FSH", nil, []unit.Kind{unit.Enzyme, unit.Antibody}, nil},
	{"testosterone", nil, either, nil},
}

// findTest returns a test by one of its names, in any case.
func findTest(name string) *labTest {
	for i := range labTests {
		t := &labTests[i]
		if strings.EqualFold(t.name, name) || slices.ContainsFunc(t.also, func(a string) bool { return strings.EqualFold(a, name) }) {
			return t
		}
	}
	return nil
}

func testNames() []string {
	out := make([]string, len(labTests))
	for i, t := range labTests {
		out[i] = t.name
	}
	return out
}

// labKinds returns every kind that some test is given in.
func labKinds() []unit.Kind {
	var kinds []unit.Kind
	for _, t := range labTests {
		for _, k := range t.kinds {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	return kinds
}
