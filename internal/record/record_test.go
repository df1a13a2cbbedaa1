package record

import (
	"testing"

	"symport/internal/date"
	"symport/internal/fact"
)

func TestSpanOfAnEntry(t *testing.T) {
	on := func(y int) date.Span { return date.On(date.Of(y, 6, 1)) }
	for name, c := range map[string]struct {
		e    Entry
		want date.Span
	}{
		"a day":            {Entry{When: on(2015)}, on(2015)},
		"a period":         {Entry{From: on(2015), To: on(2016)}, date.Between(on(2015).Lo, on(2016).Lo)},
		"only a beginning": {Entry{From: on(2015)}, on(2015)},
		"only an end":      {Entry{To: on(2016)}, on(2016)},
		"nothing":          {Entry{}, date.Span{}},
	} {
		if got := c.e.Span(); got.Known != c.want.Known || got.Lo != c.want.Lo || got.Hi != c.want.Hi {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestZeroFieldIsUnknown(t *testing.T) {
	var f Truth
	if f.Has() || f.Status != fact.Unknown || f.Written {
		t.Errorf("the zero field is %+v", f)
	}
	if no := Some(false); !no.Has() || no.V || !no.Written {
		t.Errorf("a known no is %+v", no)
	}
}

func TestLesionByID(t *testing.T) {
	p := &Patient{Lesions: []Lesion{{ID: "a"}, {ID: "b", Site: "lung"}}}
	if l := p.Lesion("b"); l == nil || l.Site != "lung" || p.Lesion("c") != nil {
		t.Error("lesions are not found by their id")
	}
}

func TestOnlyNamedSectionsAreComplete(t *testing.T) {
	p := &Patient{Complete: map[Section]date.Span{SecSurgery: {}}}
	if !p.IsComplete(SecSurgery) || p.IsComplete(SecSystemic) || new(Patient).IsComplete(SecSurgery) {
		t.Error("completeness is read wrongly")
	}
}
