package casefile

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// Canonical writes what the record says as deterministic JSON: the same bytes whatever
// the order of the entries, the units of the quantities, the layout of the file. What
// is unknown is left out.
func Canonical(p *record.Patient) []byte {
	out, _ := canonical(reflect.ValueOf(*p))
	return out
}

// Hash is the SHA-256 of the canonical form, in hexadecimal.
func Hash(p *record.Patient) string {
	sum := sha256.Sum256(Canonical(p))
	return hex.EncodeToString(sum[:])
}

// canonical encodes one value; false means that it says nothing.
func canonical(v reflect.Value) ([]byte, bool) {
	switch x := v.Interface().(type) {
	case unit.Quantity:
		return quote(string(x.Kind) + " " + [...]string{"", "<", ">"}[x.Bound] + strconv.FormatFloat(x.Value, 'g', -1, 64)), true
	case date.Span:
		return spanText(x), x.Known
	}
	switch v.Kind() {
	case reflect.Struct:
		return canonicalStruct(v)
	case reflect.Slice:
		return canonicalSlice(v)
	case reflect.Map:
		return canonicalMap(v)
	case reflect.Pointer:
		if v.IsNil() {
			return nil, false
		}
		return canonical(v.Elem())
	case reflect.String:
		return quote(v.String()), v.Len() > 0
	case reflect.Bool:
		return strconv.AppendBool(nil, v.Bool()), v.Bool()
	case reflect.Float64:
		return quote(strconv.FormatFloat(v.Float(), 'g', -1, 64)), true
	}
	return strconv.AppendInt(nil, v.Int(), 10), true
}

func quote(s string) []byte {
	out, err := json.Marshal(s)
	if err != nil {
		panic("casefile: " + err.Error()) // strings always marshal
	}
	return out
}

func spanText(s date.Span) []byte {
	text := s.Lo.String()
	if s.Hi != s.Lo {
		text += ".." + s.Hi.String()
	}
	if s.About {
		text += "~"
	}
	return quote(text)
}

func canonicalStruct(v reflect.Value) ([]byte, bool) {
	if status := v.FieldByName("Status"); status.IsValid() && status.Type() == reflect.TypeFor[fact.Status]() {
		return canonicalField(status.Interface().(fact.Status), v.FieldByName("V"))
	}
	parts := structParts(v, nil)
	return wrap('{', parts, '}'), len(parts) > 0
}

// structParts encodes the fields that say something; those of an embedded entry stand
// among them.
func structParts(v reflect.Value, parts [][]byte) [][]byte {
	for i := range v.NumField() {
		f, t := v.Field(i), v.Type().Field(i)
		switch {
		case f.IsZero() || t.Tag.Get("json") == "-":
		case t.Anonymous:
			parts = structParts(f, parts)
		default:
			if out, ok := canonical(f); ok {
				parts = append(parts, slices.Concat(quote(t.Name), []byte(":"), out))
			}
		}
	}
	return parts
}

func canonicalField(st fact.Status, v reflect.Value) ([]byte, bool) {
	switch st {
	case fact.Known:
		out, ok := canonical(v)
		return out, ok || v.Kind() == reflect.Bool
	case fact.Unknown:
		return nil, false
	}
	return quote("(" + st.String() + ")"), true
}

func canonicalSlice(v reflect.Value) ([]byte, bool) {
	var parts [][]byte
	for i := range v.Len() {
		out, _ := canonical(v.Index(i))
		parts = append(parts, out)
	}
	slices.SortFunc(parts, bytes.Compare)
	return wrap('[', parts, ']'), len(parts) > 0
}

// canonicalMap keeps keys without a value: a section is complete even if nobody says
// until when.
func canonicalMap(v reflect.Value) ([]byte, bool) {
	var parts [][]byte
	for _, k := range v.MapKeys() {
		out, ok := canonical(v.MapIndex(k))
		if !ok {
			out = []byte("null")
		}
		parts = append(parts, slices.Concat(quote(k.String()), []byte(":"), out))
	}
	slices.SortFunc(parts, bytes.Compare)
	return wrap('{', parts, '}'), len(parts) > 0
}

func wrap(open byte, parts [][]byte, end byte) []byte {
	return slices.Concat([]byte{open}, bytes.Join(parts, []byte(",")), []byte{end})
}

// order sorts every list of the record by date and content, so that the order of the
// entries in the file means nothing.
func order(p *record.Patient) { orderIn(reflect.ValueOf(p).Elem()) }

func orderIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			orderIn(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			orderIn(v.Index(i))
		}
		orderSlice(v)
	}
}

// sortKey is what an element is sorted by: first dates, then what it says.
type sortKey struct {
	undated bool
	lo, hi  date.Day
	text    string
}

func orderSlice(v reflect.Value) {
	if v.Len() < 2 {
		return
	}
	keys := make([]sortKey, v.Len())
	items := make([]reflect.Value, v.Len())
	index := make([]int, v.Len())
	for i := range items {
		items[i] = reflect.New(v.Type().Elem()).Elem()
		items[i].Set(v.Index(i))
		keys[i], index[i] = keyOf(items[i]), i
	}
	slices.SortStableFunc(index, func(a, b int) int { return compareKeys(keys[a], keys[b]) })
	for i, j := range index {
		v.Index(i).Set(items[j])
	}
}

func keyOf(v reflect.Value) sortKey {
	out, _ := canonical(v)
	k := sortKey{text: string(out), undated: true}
	if v.Kind() != reflect.Struct {
		return k
	}
	if f := v.FieldByName("Entry"); f.IsValid() {
		s := f.Interface().(record.Entry).Span()
		k.undated, k.lo, k.hi = !s.Known, s.Lo, s.Hi
	}
	return k
}

func compareKeys(a, b sortKey) int {
	if a.undated != b.undated {
		if a.undated {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi), strings.Compare(a.text, b.text))
}
