package report

import (
	"bytes"
	"encoding/json"
	"reflect"

	"symport/internal/verdict"
)

// JSON encodes an assessment by the contract: every list is written, empty as [].
func JSON(a *verdict.Assessment) ([]byte, error) {
	Complete(a)
	fillLists(reflect.ValueOf(a).Elem())
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(a); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// fillLists replaces each nil list below v by an empty one.
func fillLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillLists(v.Field(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			fillLists(v.Elem())
		}
	case reflect.Slice:
		if v.IsNil() && v.CanSet() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			fillLists(v.Index(i))
		}
	}
}
