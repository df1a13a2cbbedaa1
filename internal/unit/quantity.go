package unit

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"symport/internal/fault"
)

// Bound says how a number is to be read.
type Bound uint8

// The bounds.
const (
	Exact Bound = iota
	Below       // "<0.1": below the limit that is printed
	Above       // ">472"
)

// Quantity is a number with its unit. Value is in the base unit of Kind.
type Quantity struct {
	Kind    Kind
	Value   float64
	Bound   Bound
	Unit    string // as written, in the table's spelling
	Number  string // the digits as written
	Written string // the whole as written
}

// NotStated is the unit of a value that its source prints without one: shown, never
// computed with.
const NotStated = "not-stated"

var (
	number       = regexp.MustCompile(`^([<>]?)\s*([+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)\s*(.*)$`)
	decimalComma = regexp.MustCompile(`[0-9],[0-9]`)
	dotThousands = regexp.MustCompile(`[0-9]\.[0-9]+\.[0-9]`)
	gapThousands = regexp.MustCompile(`^[<>]?\s*[0-9]{1,3}( [0-9]{3})+(\D|$)`)
	thousands    = regexp.MustCompile(`^[<>]?\s*[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?(\D|$)`)
)

// Parse reads a quantity of one of the given kinds: "7.4 GBq", "200 mCi", "<0.1 ng/mL".
// A number without a unit, a unit of another kind, a decimal comma and a separator of
// thousands, and a negative number (of anything but a bone density) are refused with a
// hint; nothing is guessed.
func Parse(text string, kinds ...Kind) (Quantity, error) {
	text = strings.TrimSpace(text)
	if decimalComma.MatchString(text) {
		return Quantity{}, commaError(text)
	}
	if dotThousands.MatchString(text) || gapThousands.MatchString(text) {
		return Quantity{}, fault.Hinted(fault.Invalid, "one decimal point, no separator of thousands", "%s is no number", text)
	}
	m := number.FindStringSubmatch(text)
	if m == nil {
		return Quantity{}, fault.Hinted(fault.Invalid, "write a number and a unit: "+example(kinds), "%q is not a quantity", text)
	}
	if m[3] == "" {
		return Quantity{}, noUnit(m[2], kinds)
	}
	d, ok := lookup(m[3], kinds...)
	if !ok {
		return Quantity{}, wrongUnit(text, m[3], kinds)
	}
	return build(d.def, m[1], m[2], text)
}

// Of reads a number and a unit that are written apart.
func Of(num, unitName string, kinds ...Kind) (Quantity, error) {
	return Parse(strings.TrimSpace(num)+" "+strings.TrimSpace(unitName), kinds...)
}

func build(d def, bound, num, text string) (Quantity, error) {
	r, ok := new(big.Rat).SetString(num)
	if !ok {
		return Quantity{}, fault.New(fault.Invalid, "%q is not a number", num)
	}
	if r.Sign() < 0 && d.kind != Bone {
		return Quantity{}, fault.Hinted(fault.Invalid, "the sign?", "%s is negative", text)
	}
	r.Mul(r, d.rat())
	if d.kind == Activity {
		r = nearestWhole(r)
	}
	v, _ := r.Float64()
	q := Quantity{Kind: d.kind, Value: v, Unit: d.name, Number: num, Written: text}
	switch bound {
	case "<":
		q.Bound = Below
	case ">":
		q.Bound = Above
	}
	return q, nil
}

// nearestWhole rounds half away from zero: activities are whole kBq.
func nearestWhole(r *big.Rat) *big.Rat {
	half := big.NewRat(1, 2)
	if r.Sign() < 0 {
		half.Neg(half)
	}
	s := new(big.Rat).Add(r, half)
	return new(big.Rat).SetInt(new(big.Int).Quo(s.Num(), s.Denom()))
}

func commaError(text string) error {
	hint, both := CommaHint(text)
	if both {
		return fault.Hinted(fault.Invalid, hint, "a comma in %s", text)
	}
	return fault.Hinted(fault.Invalid, hint, "decimal comma in %s", text)
}

// CommaHint says how to write a number that holds a comma. A comma before three digits can
// separate thousands or be a decimal comma, then both readings stand side by side; with a
// point beside it the later of the two is the decimal one.
func CommaHint(text string) (hint string, both bool) {
	point, comma := strings.IndexByte(text, '.'), strings.IndexByte(text, ',')
	switch {
	case point >= 0 && point < comma:
		return "write " + strings.Replace(strings.ReplaceAll(text, ".", ""), ",", ".", 1), false
	case point > comma:
		return "write " + strings.ReplaceAll(text, ",", ""), false
	case thousands.MatchString(text):
		return "write " + strings.ReplaceAll(text, ",", "") + " if the comma separates thousands, " +
			strings.Replace(text, ",", ".", 1) + " if it is a decimal comma", true
	}
	return "write " + strings.Replace(text, ",", ".", 1), false
}

func noUnit(num string, kinds []Kind) error {
	hint := "write " + num + " with its unit"
	if len(kinds) == 1 && kinds[0] == Activity {
		if x, err := strconv.ParseFloat(num, 64); err == nil {
			hint = num + " mCi is " + Sig(x*0.037, 3) + " GBq, " + num + " MBq is " + Sig(x/1000, 2) +
				" GBq: write the one that was given"
		}
	} else if len(kinds) > 0 {
		offered := kinds[0].Units()
		offered = offered[:min(len(offered), 3)]
		hint = "write " + num + " " + strings.Join(offered, " or "+num+" ") + ", whichever was given"
	}
	return fault.Hinted(fault.Invalid, hint, "%s has no unit", num)
}

func wrongUnit(text, name string, kinds []Kind) error {
	if d, ok := lookup(name); ok && len(kinds) > 0 {
		return fault.Hinted(fault.Invalid, "write "+example(kinds), "%s is %s, not %s", text, article(d.kind), article(kinds[0]))
	}
	return fault.Hinted(fault.Invalid, "write "+example(kinds), "unknown unit %q in %s", name, text)
}

func article(k Kind) string {
	if strings.ContainsRune("aeiou", rune(k[0])) {
		return "an " + string(k)
	}
	return "a " + string(k)
}

func example(kinds []Kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.Units()...)
	}
	if len(names) == 0 {
		return "a known unit"
	}
	return strings.Join(names, ", ")
}

// In returns the value in another unit of the same kind.
func (q Quantity) In(unitName string) float64 {
	d, ok := lookup(unitName, q.Kind)
	if !ok {
		panic("unit: " + unitName + " is not a unit of " + string(q.Kind))
	}
	return q.Value / d.float
}

// KBq returns an activity in whole kBq.
func (q Quantity) KBq() int64 { return int64(q.Value) }

// GBq returns whole kBq in GBq.
func GBq(kBq int64) float64 { return float64(kBq) / 1e6 }

// MCi returns whole kBq in mCi.
func MCi(kBq int64) float64 { return float64(kBq) / 37000 }

// Sig prints x with n significant figures, without an exponent and without
// trailing zeros after the point beyond what n asks for.
func Sig(x float64, n int) string {
	if x == 0 {
		return "0"
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', n-1, 64), 64)
	if err != nil {
		return strconv.FormatFloat(x, 'g', n, 64)
	}
	digits := n - 1 - exponent(r)
	return strconv.FormatFloat(r, 'f', max(digits, 0), 64)
}

func exponent(x float64) int {
	s := strconv.FormatFloat(x, 'e', -1, 64)
	e, _ := strconv.Atoi(s[strings.IndexByte(s, 'e')+1:])
	return e
}

// String prints bound, digits and unit as they were written.
func (q Quantity) String() string {
	if q.Written != "" {
		return q.Written
	}
	return strings.TrimSpace([...]string{"", "<", ">"}[q.Bound] + Sig(q.Value, 4) + " " + q.Kind.Base())
}
