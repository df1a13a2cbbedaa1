package worksheet

import "testing"

func TestRoundingDirections(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{floorSig(20.658, 3), "20.6"}, {floorSig(20.6, 3), "20.6"}, {ceilSig(0.0968166, 3), "0.0969"},
		{ceilSig(1.999, 3), "2.00"}, {floorSig(9.999, 3), "9.99"}, {nearSig(5.770780e-4, 6), "5.77078e-04"}, {floorSig(0, 3), "0"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

// A chance is never printed as 0 or 1, and not at all where none is known.
func TestChance(t *testing.T) {
	for p, want := range map[float64]string{0: "<0.01", 0.0099: "<0.01", 0.01: "0.01", 0.5: "0.50", 0.99: "0.99", 0.9951: ">0.99", 1: ">0.99"} {
		if got := chance(&p); got != want {
			t.Errorf("%v: %s, want %s", p, got, want)
		}
	}
	if got := chance(nil); got != "" {
		t.Errorf("unknown: %q", got)
	}
}

// 1 mCi is 37 MBq; an activity that limits is printed rounded down.
func TestActivities(t *testing.T) {
	for x, want := range map[float64]string{14.9479: "14.9", 18.1818: "18.1", 7.4: "7.40", 3.7: "3.70", 123.4: "123"} {
		if got := gbq(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
	for printed, want := range map[string]string{"3.70": "100", "7.40": "200", "14.9": "403", "18.1": "489"} {
		if got := mCiOf(printed); got != want {
			t.Errorf("%s GBq: %s mCi, want %s", printed, got, want)
		}
	}
}
