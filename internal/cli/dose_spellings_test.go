package cli

import "testing"

// Two spellings of one flag may agree; if they differ neither wins.
func TestEitherFlag(t *testing.T) {
	for _, x := range []struct {
		a, b, want string
		bad        bool
	}{{"mono", "uptake-washout", "", true}, {"mono", "mono", "mono", false}, {"", "mono", "mono", false}, {"mono", "", "mono", false}, {"", "", "", false}} {
		if got, err := eitherFlag("model", x.a, "method", x.b); got != x.want || (err != nil) != x.bad {
			t.Errorf("%+v: %q, %v", x, got, err)
		}
	}
}
