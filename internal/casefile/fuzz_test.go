package casefile

import (
	"bytes"
	"testing"
)

// FuzzDecode: no panic; every problem has a place inside the text; the same text gives
// the same record.
func FuzzDecode(f *testing.F) {
	for _, m := range mistakes {
		f.Add([]byte(head + m.body))
	}
	for _, d := range doubts {
		f.Add([]byte(head + d.body))
	}
	for _, data := range published(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := Decode("f", data)
		lines := 1 + bytes.Count(data, []byte("\n"))
		for _, q := range problems {
			if q.Place.Line < 1 || q.Place.Line > lines+1 || q.Place.Column < 1 || q.Place.Width < 1 || q.Message == "" || q.ID == "" {
				t.Fatalf("problem without a place: %+v", q)
			}
		}
		if (p == nil) != (problems.Errors() > 0) {
			t.Fatalf("patient %v beside %v", p != nil, problems)
		}
		if p == nil {
			return
		}
		again, _ := Decode("f", data)
		if !bytes.Equal(Canonical(p), Canonical(again)) {
			t.Fatal("the same text gave another record")
		}
	})
}
