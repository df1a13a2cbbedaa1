package fault

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"lesions", "lesion", "imaging", "TSH", "Tg", "modality"}
	for _, c := range []struct{ word, want string }{
		{"lesoin", "lesion"},    // two neighbours swapped: one edit
		{"lesionss", "lesions"}, // one letter too many
		{"tsh", "TSH"},          // the case is of no account
		{"Tgg", "Tg"},
		{"modlty", "modality"},
		{"aspirin", ""},
		{"", ""},
	} {
		if got := Nearest(c.word, known); got != c.want {
			t.Errorf("%q: %q, want %q", c.word, got, c.want)
		}
	}
	if got := Nearest("bat", []string{"cat", "bar"}); got != "bar" {
		t.Errorf("of two equally near the first of the alphabet, not %q", got)
	}
}
