package rule

import (
	"testing"

	"symport/internal/fact"
)

func TestSmoke(t *testing.T) {
	s := compiled(t, testRules)
	f := NewFacts(s.Vocabulary)
	f.Set("dtc.metastatic", fact.True())
	show := func() {
		for _, o := range s.Assess(f).Options {
			t.Log(o.Option.ID, o.Target, o.Activity, o.Verdict, o.Allows, o.State, o.Reason)
		}
	}
	show()
	f.Set("pregnant", fact.False())
	l := f.AddLesion("L1")
	f.SetOn(l, "lesion.site", fact.Members(2))
	f.SetOn(l, "lesion.painful", fact.True())
	f.SetOn(l, "lesion.uptake", fact.False())
	f.Set("tg.doubling", fact.Estimated(10, 8, 14))
	f.Set("bp.high", fact.False())
	f.Set("lactation.months_since_end", fact.Value{Status: fact.NotApplicable})
	f.SetOn(f.AddActivity("3.7 GBq", 3.7), "plan.activity", fact.Exactly(3.7))
	f.SetOn(f.AddActivity("11.1 GBq", 11.1), "plan.activity", fact.Exactly(11.1))
	show()
}
