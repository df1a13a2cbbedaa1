package consult

import "testing"

// The header says the age on the day, 2020-06-15, by hand: with a day of birth one number,
// else all whole years that the words allow. The article's reading of adults begins at 18
// years, of adolescents at 10.
func TestAgeOnTheDay(t *testing.T) {
	const dtc = "tumour: { histology: papillary }\nlesions: { lung: { site: lung, found: 2019 } }\n"
	for _, x := range []struct{ patient, age, grown, scope, reason string }{
		{"{ age: 16 y, age-on: 2015-06-15 }", "21 y", "adult", "in", "Differentiated thyroid cancer with distant metastases"},
		{"{ age: 16 y, age-on: 2015 }", "20-22 y", "adult", "in", "Differentiated thyroid cancer with distant metastases"},
		{"{ born: 1950 }", "69-70 y", "adult", "in", "Differentiated thyroid cancer with distant metastases"},
		{"{ born: 1950-01-01 }", "70 y", "adult", "in", "Differentiated thyroid cancer with distant metastases"},
		{"{ age: <65 y, age-on: 2020-06-15 }", "under 65 y", "", "partly", "not known: Child under 10 years"},
		{"{ age: \">80 y\", age-on: 2020-06-15 }", "at least 80 y", "adult", "in", "Differentiated thyroid cancer with distant metastases"},
		{"{ age: 8 mo, age-on: 2020-06-15 }", "8 mo", "minor", "out", "Under 10 years: the article speaks of adolescents and adults only."},
		{"{ age: 8 y, age-on: 2020-06-15 }", "8 y", "minor", "out", "Under 10 years: the article speaks of adolescents and adults only."},
		{"{ age: 8 y, age-on: 2018 }", "9-11 y", "minor", "partly", "not known: Child under 10 years"},
		{"{ age: 16 y, age-on: 2018 }", "17-19 y", "", "partly", "not known: Adolescent"},
		{"{ age: unknown }", "", "", "partly", "not known: Child under 10 years"},
	} {
		a := assess(t, decode(t, "symport: case/1\nid: x\npatient: "+x.patient+"\n"+dtc), article(t), "2020-06-15")
		if s := a.Summary; s.Age != x.age || s.Grown != x.grown || a.Scope.Status != x.scope || a.Scope.Reason != x.reason {
			t.Errorf("%s: %q %q, scope %s: %s; want %q %q, %s: %s", x.patient, s.Age, s.Grown, a.Scope.Status, a.Scope.Reason, x.age, x.grown, x.scope, x.reason)
		}
	}
}
