package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestKindOf(t *testing.T) {
	wrapped := fmt.Errorf("outer: %w", Hinted(NotFound, "look there", "no such file"))
	for name, c := range map[string]struct {
		err  error
		want Kind
	}{
		"classified":   {New(Usage, "bad flag"), Usage},
		"wrapped":      {wrapped, NotFound},
		"unclassified": {errors.New("x"), Internal},
		"problems":     {fmt.Errorf("case: %w", Problems{{Message: "m"}}), Invalid},
		"outermost":    {New(Conflict, "over: %w", New(NotFound, "under")), Conflict},
	} {
		if got := KindOf(c.err); got != c.want {
			t.Errorf("%s: kind %d, want %d", name, got, c.want)
		}
	}
	if wrapped.Error() != "outer: no such file (look there)" {
		t.Errorf("prints %q", wrapped)
	}
}

func TestCauseIsKept(t *testing.T) {
	if err := New(NotFound, "reading: %w", fs.ErrNotExist); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
}

func TestWrap(t *testing.T) {
	read := func(fail error) (err error) {
		defer Wrap(&err, "reading %s", "a.yaml")
		return fail
	}
	if err := read(nil); err != nil {
		t.Errorf("nothing failed, and yet %v", err)
	}
	if err := read(New(Invalid, "bad")); err.Error() != "reading a.yaml: bad" || KindOf(err) != Invalid {
		t.Errorf("got %v of kind %d", err, KindOf(err))
	}
}

func TestProblems(t *testing.T) {
	p := Problems{
		{Place: Place{File: "f", Line: 3, Column: 2}, Message: "later", Hint: "mend it"},
		{Place: Place{File: "f", Line: 1, Column: 9}, Message: "doubt", Severity: Warning},
		{Place: Place{File: "f", Line: 1, Column: 4}, Message: "first"},
	}
	p.Sort()
	const want = "f:1:4: error: first\nf:1:9: warning: doubt\nf:3:2: error: later (mend it)"
	if p.Error() != want || p.Errors() != 2 {
		t.Errorf("got %d errors:\n%s", p.Errors(), p.Error())
	}
	if p.Err() == nil || p[1:2].Err() != nil || Problems(nil).Err() != nil {
		t.Error("only errors stop the work")
	}
	if s := (Place{File: "f"}).String(); s != "f" {
		t.Errorf("a place without a line prints %q", s)
	}
}
