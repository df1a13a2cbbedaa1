package report

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"symport/internal/verdict"
)

// thin empties every list and text of v that the draw picks, at any depth: what is half
// known must still be printed.
func thin(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Anonymous {
				thin(t, reflect.Indirect(v.Field(i)))
				continue
			}
			thin(t, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			thin(t, reflect.Indirect(v.Index(i)))
		}
		if v.CanSet() && rapid.IntRange(0, 9).Draw(t, "drop") == 0 {
			v.SetZero()
		}
	case reflect.String, reflect.Pointer, reflect.Interface:
		if v.CanSet() && rapid.IntRange(0, 19).Draw(t, "clear") == 0 {
			v.SetZero()
		}
	}
}

func TestAnythingHalfKnownIsPrinted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := fixture(t)
		thin(rt, reflect.ValueOf(a).Elem())
		text := Text(a, TextOptions{Full: rapid.Bool().Draw(rt, "full")})
		checkFrame(rt, text)
		if _, err := HTML(a); err != nil {
			rt.Fatal(err)
		}
		if _, err := JSON(a); err != nil {
			rt.Fatal(err)
		}
	})
}

func TestNothingAtAllIsPrinted(t *testing.T) {
	a := &verdict.Assessment{}
	checkFrame(t, Text(a, TextOptions{}))
	if _, err := HTML(a); err != nil {
		t.Fatal(err)
	}
}

func TestRenderingTwiceGivesTheSameBytes(t *testing.T) {
	a := fixture(t)
	if Text(a, TextOptions{}) != Text(a, TextOptions{}) || Text(fixture(t), TextOptions{}) != Text(a, TextOptions{}) {
		t.Error("the text differs")
	}
	first, err := HTML(a)
	if err != nil {
		t.Fatal(err)
	}
	if second, _ := HTML(fixture(t)); string(first) != string(second) {
		t.Error("the page differs")
	}
}

func TestListsAreNeverNull(t *testing.T) {
	for _, a := range []*verdict.Assessment{{}, fixture(t)} {
		data, err := JSON(a)
		if err != nil {
			t.Fatal(err)
		}
		var top map[string]any
		if err := json.Unmarshal(data, &top); err != nil {
			t.Fatal(err)
		}
		// the lists of the contract
		for _, key := range []string{"findings", "criteria", "redFlags", "prognosis", "lesions", "options", "actions", "missing", "warnings", "notes", "sources"} {
			if _, ok := top[key].([]any); !ok {
				t.Errorf("%s is %T, not a list", key, top[key])
			}
		}
		for _, o := range top["options"].([]any) {
			for _, key := range []string{"for", "against", "excludes", "requires", "informs", "allows", "needs", "flips", "sources", "correct"} {
				if _, ok := o.(map[string]any)[key].([]any); !ok {
					t.Errorf("option %v: %s is no list", o.(map[string]any)["id"], key)
				}
			}
		}
	}
}

func TestDeadAndOutOfScopeGetNoOptions(t *testing.T) {
	dead, out := fixture(t), fixture(t)
	dead.Summary.Dead = true
	out.Scope = verdict.Scope{Status: "out", Reason: "anaplastic primary"}
	for _, a := range []*verdict.Assessment{dead, out} {
		text := Text(a, TextOptions{Full: true})
		for _, word := range []string{"OPTIONS", "NEXT", "lenvatinib  "} {
			if strings.Contains(text, word) {
				t.Errorf("the text still has %q", word)
			}
		}
		page, err := HTML(a)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(page), "<h2>Options") || strings.Contains(string(page), "<h2>Next") {
			t.Error("the page still has options or actions")
		}
	}
	if text := Text(out, TextOptions{}); !strings.Contains(text, "anaplastic primary") {
		t.Error("the reason is not said")
	}
}
