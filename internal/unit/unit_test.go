package unit

import (
	"math/big"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func must(t interface{ Fatalf(string, ...any) }, text string, kinds ...Kind) Quantity {
	q, err := Parse(text, kinds...)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return q
}

// Factors by hand from the definitions: 1 Ci = 37 GBq, 1 rad = 0.01 Gy, a year of
// 365.25 days, a month a twelfth of it.
func TestParseToBase(t *testing.T) {
	for _, c := range []struct {
		text string
		kind Kind
		want float64
	}{
		{"7.4 GBq", Activity, 7.4e6},
		{"200 mCi", Activity, 7.4e6},
		{"410 mCi", Activity, 15.17e6},
		{"11803 MBq", Activity, 11.803e6},
		{"1 Ci", Activity, 37e6},
		{"30 µCi", Activity, 1110},
		{"7.4GBq", Activity, 7.4e6},
		{"30 Gy", Dose, 30},
		{"3000 cGy", Dose, 30},
		{"3000 rad", Dose, 30},
		{"404 ng/dL", MassConc, 4.04},
		{"404 ng/L", MassConc, 0.404},
		{"404 pg/ml", MassConc, 0.404},
		{"404 µg/L", MassConc, 404},
		{"404 μg/l", MassConc, 404}, // the Greek mu
		{"1 mg/L", MassConc, 1000},
		{"1 mg/dL", MassConc, 10000},
		{"0.01 mIU/L", Thyrotropin, 0.01},
		{"150.99 uU/ml", Thyrotropin, 150.99},
		{"21.51 UI/ml", Antibody, 21.51},
		{"88 umol/L", Substance, 0.088},
		{"150 G/L", Cells, 150},
		{"150000 /uL", Cells, 150},
		{"5 cm", Length, 50},
		{"4 cm3", Volume, 4},
		{"70 kg", Mass, 70000},
		{"850 mg every 12 h", DrugDose, 1700},
		{"125 ug/d", DrugDose, 0.125},
		{"120 mg every 4 wk", DrugDose, 120.0 / 28},
		{"60 mg every 6 mo", DrugDose, 60 / 182.625},
		{"70 y", Duration, 70 * 365.25},
		{"12 mo", Duration, 365.25},
		{"48 h", Duration, 2},
		{"95 %", Percent, 95},
		{"0.13 mGy/MBq", DosePerGBq, 0.13},
		{"3.7 rad/mCi", DosePerGBq, 1},
		{"2 g/24h", Excretion, 2},
		{"440 ms", Milliseconds, 440},
		{"-2.5 SD", Bone, -2.5},
	} {
		if got := must(t, c.text, c.kind); got.Value != c.want || got.Kind != c.kind || got.Bound != Exact {
			t.Errorf("%s = %v %s, want %v", c.text, got.Value, got.Kind, c.want)
		}
	}
}

func TestBounds(t *testing.T) {
	for text, want := range map[string]Bound{"<0.1 ng/mL": Below, "< 0.1 ng/mL": Below, ">472 ng/mL": Above, "472 ng/mL": Exact} {
		if q := must(t, text, MassConc); q.Bound != want || q.String() != text {
			t.Errorf("%s: bound %v, prints %s", text, q.Bound, q)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		kind Kind
		want string
	}{
		{"410", Activity, "410 has no unit (410 mCi is 15.2 GBq, 410 MBq is 0.41 GBq: write the one that was given)"},
		{"30 GBq", Dose, "30 GBq is an activity, not an absorbed dose (write Gy, cGy, mGy, rad)"},
		{"7,4 GBq", Activity, "decimal comma in 7,4 GBq (write 7.4 GBq)"},
		{"1.234,5 ng/mL", MassConc, "decimal comma in 1.234,5 ng/mL (write 1234.5 ng/mL)"},
		{"1,234.5 ng/mL", MassConc, "decimal comma in 1,234.5 ng/mL (write 1234.5 ng/mL)"},
		{"1,527 ng/mL", MassConc, "a comma in 1,527 ng/mL (write 1527 ng/mL if the comma separates thousands, 1.527 ng/mL if it is a decimal comma)"},
		{"284.160.5 ng/mL", MassConc, "284.160.5 ng/mL is no number (one decimal point, no separator of thousands)"},
		{"284 160 ng/mL", MassConc, "284 160 ng/mL is no number (one decimal point, no separator of thousands)"},
		{"7.4 gbq", Activity, "unknown unit \"gbq\" in 7.4 gbq (write kBq, GBq, MBq, mCi, uCi, Ci)"},
		{"much", Mass, "\"much\" is not a quantity (write a number and a unit: g, kg)"},
		{"", Mass, "\"\" is not a quantity (write a number and a unit: g, kg)"},
		{"-7.4 GBq", Activity, "-7.4 GBq is negative (the sign?)"},
		{"7.4 mBq", Activity, "unknown unit \"mBq\" in 7.4 mBq (write kBq, GBq, MBq, mCi, uCi, Ci)"}, // milli is not mega
		{"NaN GBq", Activity, "\"NaN GBq\" is not a quantity (write a number and a unit: kBq, GBq, MBq, mCi, uCi, Ci)"},
	} {
		if q, err := Parse(c.text, c.kind); err == nil || err.Error() != c.want {
			t.Errorf("Parse(%q) = %v, %v\nwant %s", c.text, q, err, c.want)
		}
	}
}

func TestNoSpellingIsTakenTwiceInOneKind(t *testing.T) {
	seen := map[string]string{}
	for _, d := range units {
		for _, name := range append([]string{d.name}, d.also...) {
			key := string(d.kind) + " " + spelling(name)
			if other, ok := seen[key]; ok && other != d.name {
				t.Errorf("%q is both %s and %s", name, other, d.name)
			}
			seen[key] = d.name
		}
	}
}

func TestFirstUnitOfAKindIsItsBase(t *testing.T) {
	seen := map[Kind]bool{}
	for _, d := range units {
		if !seen[d.kind] && d.rat().Cmp(big.NewRat(1, 1)) != 0 {
			t.Errorf("%s: the first unit %s is %s base units", d.kind, d.name, d.factor)
		}
		seen[d.kind] = true
	}
}

// Every quantity that is written in one unit and given in another reads back.
func TestUnitsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(units).Draw(t, "unit")
		n := rapid.IntRange(1, 1_000_000).Draw(t, "n")
		q := must(t, strconv.Itoa(n)+" "+d.name, d.kind)
		if back := q.In(d.name); back < float64(n)*(1-1e-12)-0.5/factorOf(d) || back > float64(n)*(1+1e-12)+0.5/factorOf(d) {
			t.Fatalf("%d %s comes back as %v", n, d.name, back)
		}
	})
}

func factorOf(d def) float64 {
	if d.kind != Activity {
		return 1e15 // only activities are rounded to whole base units
	}
	f, _ := d.rat().Float64()
	return f
}

// A sum of millicuries is the same kBq as the sum of the same activities in GBq:
// tenths of a mCi are 3700 kBq.
func TestActivitiesSumExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var inMCi, inGBq int64
		for _, tenth := range rapid.SliceOfN(rapid.IntRange(1, 9999), 1, 12).Draw(t, "tenths of mCi") {
			text := strconv.Itoa(tenth/10) + "." + strconv.Itoa(tenth%10)
			inMCi += must(t, text+" mCi", Activity).KBq()
			gbq := new(big.Rat).SetFrac64(int64(tenth)*3700, 1_000_000).FloatString(6)
			inGBq += must(t, gbq+" GBq", Activity).KBq()
		}
		if inMCi != inGBq {
			t.Fatalf("%d kBq and %d kBq", inMCi, inGBq)
		}
	})
}

func TestOf(t *testing.T) {
	q, err := Of(" 404.3", "ng/mL ", MassConc)
	if err != nil || q.Value != 404.3 || q.Number != "404.3" || q.Unit != "ng/mL" {
		t.Errorf("got %+v, %v", q, err)
	}
}

func TestSig(t *testing.T) {
	for _, c := range []struct {
		x    float64
		n    int
		want string
	}{
		{15.17, 3, "15.2"}, {0.41, 2, "0.41"}, {0, 3, "0"}, {9.996, 3, "10.0"}, {123456, 3, "123000"}, {0.000123456, 3, "0.000123"}, {-2.345, 2, "-2.3"},
	} {
		if got := Sig(c.x, c.n); got != c.want {
			t.Errorf("Sig(%v, %d) = %s, want %s", c.x, c.n, got, c.want)
		}
	}
}

func TestPrintsAsWritten(t *testing.T) {
	if s := must(t, "200 mCi", Activity).String(); s != "200 mCi" {
		t.Errorf("prints %s", s)
	}
	if s := (Quantity{Kind: Dose, Value: 30, Bound: Below}).String(); s != "<30.00 Gy" {
		t.Errorf("prints %s", s)
	}
	if GBq(15170000) != 15.17 || MCi(15170000) != 410 {
		t.Errorf("15 170 000 kBq is %v GBq, %v mCi", GBq(15170000), MCi(15170000))
	}
}

func TestEveryKindWithUnitsNamesThem(t *testing.T) {
	for _, d := range units {
		if d.kind.Base() == "" || len(d.kind.Units()) == 0 || !strings.Contains(strings.Join(d.kind.Spellings(), "|"), d.name) {
			t.Errorf("%s has no names", d.kind)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"7.4 GBq", "<0.1 ng/mL", "1,527 ng/mL", "850 mg every 12 h", "1e30 Gy", "-2 SD", "284 160 x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text)
		if err == nil && (q.Unit == "" || q.Kind == "" || q.Value != q.Value) {
			t.Fatalf("Parse(%q) = %+v", text, q)
		}
	})
}
