package report

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"symport/internal/verdict"
)

// JSON encodes an assessment by the contract. Every key of the contract is written: a
// list that is empty as [], a text that is not there as null (fields tagged
// absent:"null"), a part that is not there as its empty form (absent:"empty"). Keys
// beyond the contract may be left out (omitempty).
func JSON(a *verdict.Assessment) ([]byte, error) {
	Complete(a)
	var plain, pretty bytes.Buffer
	if err := encode(&plain, reflect.ValueOf(a), ""); err != nil {
		return nil, err
	}
	if err := json.Indent(&pretty, plain.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	pretty.WriteByte('\n')
	return pretty.Bytes(), nil
}

var marshaler = reflect.TypeFor[json.Marshaler]()

func encode(b *bytes.Buffer, v reflect.Value, absent string) error {
	switch {
	case v.Type().Implements(marshaler):
	case v.Kind() == reflect.Pointer && v.IsNil() && absent == "empty":
		return encode(b, reflect.Zero(v.Type().Elem()), "")
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return encode(b, v.Elem(), "")
	case v.Kind() == reflect.Struct:
		return encodeFields(b, v)
	case v.Kind() == reflect.Slice:
		return encodeList(b, v)
	case v.Kind() == reflect.String && v.Len() == 0 && absent == "null":
		b.WriteString("null")
		return nil
	}
	return encodeLeaf(b, v)
}

func encodeFields(b *bytes.Buffer, v reflect.Value) error {
	b.WriteByte('{')
	if err := encodeMembers(b, v, new(string)); err != nil {
		return err
	}
	b.WriteByte('}')
	return nil
}

// encodeMembers writes the members of an object, those of an embedded part among them.
func encodeMembers(b *bytes.Buffer, v reflect.Value, between *string) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous {
			if err := encodeMembers(b, reflect.Indirect(v.Field(i)), between); err != nil {
				return err
			}
			continue
		}
		absent := field.Tag.Get("absent")
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if options == "omitempty" && absent == "" && isEmpty(v.Field(i)) {
			continue
		}
		b.WriteString(*between + `"` + name + `":`)
		*between = ","
		if err := encode(b, v.Field(i), absent); err != nil {
			return err
		}
	}
	return nil
}

// isEmpty is what encoding/json leaves out under omitempty.
func isEmpty(v reflect.Value) bool {
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}

func encodeList(b *bytes.Buffer, v reflect.Value) error {
	b.WriteByte('[')
	for i := range v.Len() {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encode(b, v.Index(i), ""); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

// encodeLeaf writes what holds no lists of ours, with < and > as they are.
func encodeLeaf(b *bytes.Buffer, v reflect.Value) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(v.Interface())
}
