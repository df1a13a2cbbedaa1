// Package unit holds quantities: a number, its unit and what is known of its bound.
// Values are kept in one base unit per kind; conversion happens here, at the border,
// in exact decimal arithmetic.
package unit

import (
	"math/big"
	"slices"
	"strings"
	"sync"
)

// Kind is what a unit measures. Quantities of different kinds do not compare.
type Kind string

// The kinds, with the base unit in which Value is kept.
const (
	Activity     Kind = "activity"              // kBq, a whole number
	Dose         Kind = "absorbed dose"         // Gy
	MassConc     Kind = "mass concentration"    // ng/mL
	Antibody     Kind = "antibody"              // IU/mL
	Thyrotropin  Kind = "thyrotropin"           // mU/L
	Substance    Kind = "amount concentration"  // mmol/L
	Cells        Kind = "cell count"            // 10^9/L
	Enzyme       Kind = "enzyme activity"       // U/L
	Length       Kind = "length"                // mm
	Volume       Kind = "volume"                // mL
	Mass         Kind = "mass"                  // g
	DrugDose     Kind = "drug dose"             // mg/d
	DrugAmount   Kind = "drug amount"           // mg
	Duration     Kind = "time"                  // d
	Pressure     Kind = "pressure"              // mmHg
	Fraction     Kind = "fraction"              // 1
	Rate         Kind = "rate"                  // /min
	SUV          Kind = "standardised uptake"   // 1 (SUV or SUL, said in the key)
	Excretion    Kind = "excretion"             // g/d
	Clearance    Kind = "clearance"             // mL/min
	DosePerGBq   Kind = "dose per activity"     // Gy/GBq
	DoseRate     Kind = "dose rate"             // uSv/h
	Temperature  Kind = "temperature"           // degC
	Smoking      Kind = "smoking"               // pack-years
	Uptake       Kind = "uptake"                // 1 (share of administered activity)
	Percent      Kind = "percent"               // %
	Flow         Kind = "flow"                  // L/min
	IodineRatio  Kind = "iodine per creatinine" // ug/g
	Bone         Kind = "bone density"          // T-score, SD
	Milliseconds Kind = "interval"              // ms
)

// def is one spelling of a unit: how many base units it is.
type def struct {
	kind   Kind
	name   string
	factor string // decimal or a/b
	also   []string
}

// units lists what may be written. The first of a kind is its base unit.
var units = []def{
	{Activity, "kBq", "1", nil},
	{Activity, "GBq", "1000000", nil},
	{Activity, "MBq", "1000", nil},
	{Activity, "mCi", "37000", []string{"millicurie", "millicuries"}},
	{Activity, "uCi", "37", []string{"µCi", "μCi"}},
	{Activity, "Ci", "37000000", nil},
	{Dose, "Gy", "1", nil},
	{Dose, "cGy", "0.01", nil},
	{Dose, "mGy", "0.001", nil},
	{Dose, "rad", "0.01", nil},
	{MassConc, "ng/mL", "1", []string{"ug/L", "µg/L", "μg/L", "mcg/L"}},
	{MassConc, "ng/dL", "0.01", nil},
	{MassConc, "ng/L", "0.001", []string{"pg/mL"}},
	{MassConc, "ug/mL", "1000", []string{"mg/L", "µg/mL", "μg/mL"}},
	{MassConc, "mg/dL", "10000", nil},
	{MassConc, "ug/dL", "10", []string{"µg/dL", "μg/dL"}},
	{MassConc, "g/dL", "10000000", nil},
	{MassConc, "g/L", "1000000", nil},
	{Antibody, "IU/mL", "1", []string{"kIU/L", "kU/L", "U/mL", "UI/mL", "UI/ml"}},
	{Antibody, "IU/L", "0.001", nil},
	{Thyrotropin, "mU/L", "1", []string{"mIU/L", "uU/mL", "uIU/mL", "µU/mL", "μU/mL", "µIU/mL", "μIU/mL", "mUI/L"}},
	{Substance, "mmol/L", "1", nil},
	{Substance, "umol/L", "0.001", []string{"µmol/L", "μmol/L"}},
	{Substance, "nmol/L", "0.000001", nil},
	{Substance, "pmol/L", "0.000000001", nil},
	{Cells, "10^9/L", "1", []string{"G/L", "x10^9/L", "10*9/L", "10^3/uL", "/nL"}},
	{Cells, "/uL", "0.001", []string{"/µL", "/mm3"}},
	{Enzyme, "U/L", "1", nil},
	{Length, "mm", "1", nil},
	{Length, "cm", "10", nil},
	{Length, "m", "1000", nil},
	{Volume, "mL", "1", []string{"cm3", "cc"}},
	{Volume, "L", "1000", nil},
	{Volume, "mm3", "0.001", nil},
	{Mass, "g", "1", nil},
	{Mass, "kg", "1000", nil},
	{DrugDose, "mg/d", "1", []string{"mg/day", "mg daily", "mg once daily"}},
	{DrugDose, "ug/d", "0.001", []string{"µg/d", "μg/d", "mcg/d", "ug/day"}},
	{DrugDose, "g/d", "1000", []string{"g/day"}},
	{DrugDose, "mg twice daily", "2", []string{"mg every 12 h", "mg/12h", "mg/12 h", "mg bid"}},
	{DrugDose, "mg three times daily", "3", []string{"mg every 8 h"}},
	{DrugDose, "mg every 2 d", "1/2", []string{"mg every other day"}},
	{DrugDose, "mg/wk", "1/7", []string{"mg/week", "mg weekly", "mg every 1 wk"}},
	{DrugDose, "mg every 2 wk", "1/14", nil},
	{DrugDose, "mg every 3 wk", "1/21", nil},
	{DrugDose, "mg every 4 wk", "1/28", []string{"mg every 28 d"}},
	{DrugDose, "mg every 1 mo", "16/487", []string{"mg/mo", "mg monthly", "mg every month"}}, // 30.4375 d = 487/16 d
	{DrugDose, "mg every 3 mo", "16/1461", nil},
	{DrugDose, "mg every 6 mo", "8/1461", nil},
	{DrugDose, "mg every 12 mo", "4/1461", []string{"mg/y", "mg yearly"}},
	{DrugDose, "ug twice daily", "0.002", []string{"ug every 12 h", "µg every 12 h"}},
	{DrugAmount, "mg", "1", nil},
	{DrugAmount, "ug", "0.001", []string{"µg", "μg", "mcg"}},
	{Duration, "d", "1", []string{"day", "days"}},
	{Duration, "h", "1/24", []string{"hour", "hours"}},
	{Duration, "min", "1/1440", nil},
	{Duration, "wk", "7", []string{"week", "weeks"}},
	{Duration, "mo", "30.4375", []string{"month", "months"}},
	{Duration, "y", "365.25", []string{"year", "years", "yr"}},
	{Pressure, "mmHg", "1", []string{"mm Hg"}},
	{Fraction, "1", "1", nil},
	{Percent, "%", "1", []string{"percent"}},
	{Rate, "/min", "1", []string{"bpm"}},
	{SUV, "SUV", "1", nil},
	{Excretion, "g/d", "1", []string{"g/24h", "g/24 h"}},
	{Excretion, "mg/d", "0.001", []string{"mg/24h", "mg/24 h"}},
	{Clearance, "mL/min", "1", []string{"mL/min/1.73m2"}},
	{DosePerGBq, "Gy/GBq", "1", []string{"mGy/MBq"}},
	{DosePerGBq, "rad/mCi", "10/37", []string{"cGy/mCi"}},
	{DoseRate, "uSv/h", "1", []string{"µSv/h", "μSv/h"}},
	{Temperature, "degC", "1", []string{"°C"}},
	{Smoking, "pack-years", "1", []string{"pack years"}},
	{Flow, "L/min", "1", nil},
	{IodineRatio, "ug/g", "1", []string{"µg/g"}},
	{Bone, "SD", "1", nil},
	{Milliseconds, "ms", "1", nil},
	{Milliseconds, "s", "1000", nil},
}

// spelling folds what people write differently without meaning anything by it.
func spelling(s string) string {
	return folded.Replace(strings.Join(strings.Fields(s), " "))
}

var folded = strings.NewReplacer("/ml", "/mL", "/dl", "/dL", "/l", "/L", "μ", "µ")

// scaled is a definition with its factor as a number.
type scaled struct {
	def
	float float64
}

// bySpelling finds the definitions of a folded spelling, in the order of the table.
var bySpelling = sync.OnceValue(func() map[string][]scaled {
	out := map[string][]scaled{}
	for _, d := range units {
		float, _ := d.rat().Float64()
		for _, name := range append([]string{d.name}, d.also...) {
			if key := spelling(name); !slices.ContainsFunc(out[key], func(e scaled) bool { return e.kind == d.kind && e.name == d.name }) {
				out[key] = append(out[key], scaled{d, float})
			}
		}
	}
	return out
})

// lookup returns the definition of a unit among the kinds given (all, if none).
func lookup(name string, kinds ...Kind) (scaled, bool) {
	table := bySpelling()
	found, ok := table[name]
	if !ok {
		found = table[spelling(name)]
	}
	for _, d := range found {
		if len(kinds) == 0 || slices.Contains(kinds, d.kind) {
			return d, true
		}
	}
	return scaled{}, false
}

func (d def) rat() *big.Rat {
	r, ok := new(big.Rat).SetString(d.factor)
	if !ok {
		panic("unit: bad factor of " + d.name)
	}
	return r
}

// Base returns the name of the kind's base unit.
func (k Kind) Base() string {
	for _, d := range units {
		if d.kind == k {
			return d.name
		}
	}
	return ""
}

// Units returns the units in which a kind may be written, base first.
func (k Kind) Units() []string {
	var names []string
	for _, d := range units {
		if d.kind == k {
			names = append(names, d.name)
		}
	}
	return names
}

// Spellings returns every way of writing a unit of the kind.
func (k Kind) Spellings() []string {
	var names []string
	for _, d := range units {
		if d.kind == k {
			names = append(append(names, d.name), d.also...)
		}
	}
	return names
}

// Kinds returns the kinds that have units, in the order of the table.
func Kinds() []Kind {
	var out []Kind
	for _, d := range units {
		if !slices.Contains(out, d.kind) {
			out = append(out, d.kind)
		}
	}
	return out
}
