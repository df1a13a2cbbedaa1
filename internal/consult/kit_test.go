package consult

import (
	"encoding/json"
	"testing"

	"symport/internal/casefile"
	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/verdict"
)

// decode reads a case file written in the test.
func decode(t testing.TB, text string) *record.Patient {
	t.Helper()
	p, problems := casefile.Decode("case.yaml", []byte(text))
	if problems.Err() != nil {
		t.Fatalf("%v\n%s", problems, text)
	}
	return p
}

// assess assesses on a day ("": the default of the case).
func assess(t testing.TB, p *record.Patient, c *content.Content, asOf string) *verdict.Assessment {
	t.Helper()
	in := Input{Today: today, Program: "test", CaseHash: casefile.Hash(p)}
	if asOf != "" {
		s, err := date.Parse(asOf)
		if err != nil {
			t.Fatal(err)
		}
		in.AsOf = &s.Lo
	}
	return Assess(p, c, in).Explain()
}

func encode(t testing.TB, p *record.Patient, c *content.Content) []byte {
	t.Helper()
	data, err := json.Marshal(assess(t, p, c, ""))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// option returns the verdict of an option for a target and activity ("" and 0: the
// patient).
func option(t testing.TB, a *verdict.Assessment, id, lesion string, gbq float64) *verdict.Option {
	t.Helper()
	for i := range a.Options {
		o := &a.Options[i]
		if o.ID == id && o.Target.ID == lesion && (gbq == 0 || o.ActivityGBq != nil && *o.ActivityGBq == gbq) {
			return o
		}
	}
	return nil
}
