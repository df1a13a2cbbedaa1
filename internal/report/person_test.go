package report

import (
	"testing"

	"symport/internal/verdict"
)

func TestWho(t *testing.T) {
	for _, c := range []struct {
		s    verdict.Summary
		want string
	}{
		{verdict.Summary{Sex: "male", Age: "70-75 y", Grown: verdict.Adult}, "man, 70-75 y"},
		{verdict.Summary{Sex: "female", Age: "10 y", Grown: verdict.Minor}, "girl, 10 y"},
		{verdict.Summary{Sex: "male", Age: "14-19 y"}, "male, 14-19 y"},
		{verdict.Summary{Sex: "female"}, "female, age unknown"},
		{verdict.Summary{Age: "62 y", Grown: verdict.Adult}, "sex unknown, 62 y"},
	} {
		if got := who(c.s); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
