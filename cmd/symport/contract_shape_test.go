package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// faults gathers what a shape finds wrong: each kind once, with the first place.
type faults struct {
	order []string
	first map[string]string
	count map[string]int
}

func (f *faults) add(at, format string, args ...any) {
	what := fmt.Sprintf("%s: %s", general(at), fmt.Sprintf(format, args...))
	if f.first == nil {
		f.first, f.count = map[string]string{}, map[string]int{}
	}
	if f.count[what]++; f.count[what] == 1 {
		f.order = append(f.order, what)
		f.first[what] = at
	}
}

func (f *faults) report(t *testing.T, name string) {
	t.Helper()
	for _, what := range f.order {
		t.Errorf("%s: %s (%d times, first at %s)", name, what, f.count[what], f.first[what])
	}
}

// general drops the indices of a path, so that a fault of every entry is said once.
func general(at string) string {
	var b strings.Builder
	inside := false
	for _, r := range at {
		switch {
		case r == '[':
			inside = true
			b.WriteString("[]")
		case r == ']':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// shape is what the contract says of a JSON value.
type shape func(f *faults, at string, v any)

// object has at least these keys; more may be added to the contract freely.
type object map[string]shape

func (o object) check(f *faults, at string, v any) {
	m, ok := v.(map[string]any)
	if !ok {
		f.add(at, "is %T, not an object", v)
		return
	}
	for key, s := range o {
		if x, ok := m[key]; ok {
			s(f, at+"."+key, x)
		} else {
			f.add(at, "has no key %s", key)
		}
	}
}

func listOf(s shape) shape {
	return func(f *faults, at string, v any) {
		l, ok := v.([]any)
		if !ok {
			f.add(at, "is %T, not a list", v)
		}
		for i, x := range l {
			s(f, fmt.Sprintf("%s[%d]", at, i), x)
		}
	}
}

func orNull(s shape) shape {
	return func(f *faults, at string, v any) {
		if v != nil {
			s(f, at, v)
		}
	}
}

func anything(*faults, string, any) {}

func text(f *faults, at string, v any) {
	if s, ok := v.(string); !ok || s == "" {
		f.add(at, "is %T %v, not a text", v, v)
	}
}

func anyText(f *faults, at string, v any) {
	if _, ok := v.(string); !ok {
		f.add(at, "is %T, not a text", v)
	}
}

func number(f *faults, at string, v any) {
	if _, ok := v.(float64); !ok {
		f.add(at, "is %T, not a number", v)
	}
}

func truth(f *faults, at string, v any) {
	if _, ok := v.(bool); !ok {
		f.add(at, "is %T, not true or false", v)
	}
}

func word(words ...string) shape {
	return func(f *faults, at string, v any) {
		if s, ok := v.(string); !ok || !slices.Contains(words, s) {
			f.add(at, "is %v, not one of %s", v, strings.Join(words, ", "))
		}
	}
}
