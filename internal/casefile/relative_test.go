package casefile

import (
	"testing"

	"symport/internal/record"
)

// Expected days are counted by hand from the anchor 2015-01-31 (op) and the period
// 2016-03-01 to 2016-09-30 (drug).
func TestDatesToldFromOtherEntries(t *testing.T) {
	const anchors = head + `as-of: 2018-12-31
tumour: { found: 2014-11 }
surgery:
  - { id: op, date: 2015-01-31, what: lobectomy }
  - { id: vague, date: 2015, what: lobectomy }
  - { id: lost, date: unknown, what: lobectomy }
systemic:
  - { drug: sorafenib, from: 2016-03-01, to: 2016-09-30 }
events:
  - { what: pain, `
	for told, want := range map[string]string{
		"after: op + 1 mo":                "2015-02-28",
		"after: op, by: 1 mo":             "2015-02-28",
		"after: op + 2 y":                 "2017-01-31",
		"after: op + 2 wk":                "2015-02-14",
		"after: op + 10 d":                "2015-02-10",
		"after: op + 6..8 mo":             "2015-07-31..2015-09-30",
		"after: op + 7 mo~":               "2015-07-31..2015-09-30",
		"before: op + 2 mo":               "2014-11-30",
		"after: vague + 6 mo":             "2015-07-01..2016-06-30",
		"after: sorafenib + 1 mo":         "2016-04-01..2016-10-30",
		"after: sorafenib.start + 1 mo":   "2016-04-01",
		"after: sorafenib.end + 1 mo":     "2016-10-30",
		"after: systemic.end + 1 mo":      "2016-10-30",
		"after: diagnosis + 1 mo":         "2014-12-01..2014-12-30",
		"after: op":                       "2015-01-31..2018-12-31",
		"after: lost + 1 mo":              "unknown",
		"after: metastases + 1 mo":        "unknown",
		"date: at op":                     "2015-01-31",
		"date: after op + 1 mo":           "2015-02-28",
		"from: after op + 1 mo, to: 2016": "2015-02-28",
	} {
		p, problems := Decode("t", []byte(anchors+told+" }\n"))
		if p == nil {
			t.Errorf("%s: %v", told, problems)
			continue
		}
		e := p.Events[0].Entry
		got := e.When
		if e.From.Known {
			got = e.From
		}
		if s := plainSpan(got.Lo.String(), got.Hi.String(), got.Known); s != want {
			t.Errorf("%s: %s, want %s", told, s, want)
		}
	}
}

// Without a distance the day can be any up to the last that the file speaks of, even
// after the day of the question.
func TestOrderAloneReachesToTheLastEntry(t *testing.T) {
	p, problems := Decode("t", []byte(head+"as-of: 2016-01-01\nsurgery:\n  - { id: op, date: 2015-01-31, what: lobectomy }\n  - { date: 2017-05-02, what: lobectomy }\nevents:\n  - { after: op, what: pain }\n"))
	if p == nil {
		t.Fatal(problems)
	}
	if got := p.Events[0].When; plainSpan(got.Lo.String(), got.Hi.String(), got.Known) != "2015-01-31..2017-05-02" {
		t.Errorf("got %v", got)
	}
}

// A period whose beginning is itself told from another entry is settled first, in
// whatever order the file has them.
func TestDatesToldFromToldDates(t *testing.T) {
	p, problems := Decode("t", []byte(head+`events:
  - { id: c, after: sorafenib + 1 mo, what: pain }
systemic:
  - { drug: sorafenib, from: after op + 1 mo, to: after op + 2 mo }
surgery:
  - { id: op, date: 2015-01-31, what: lobectomy }
`))
	if p == nil {
		t.Fatal(problems)
	}
	// The drug from 28 February to 31 March; a month later.
	if got := p.Events[0].When; plainSpan(got.Lo.String(), got.Hi.String(), got.Known) != "2015-03-28..2015-04-30" {
		t.Errorf("got %v", got)
	}
}

func plainSpan(lo, hi string, known bool) string {
	switch {
	case !known:
		return "unknown"
	case lo == hi:
		return lo
	}
	return lo + ".." + hi
}

func TestToldDistanceIsKeptWhenTheAnchorHasNoDate(t *testing.T) {
	p, problems := Decode("t", []byte(head+"radioiodine:\n  - { id: rai-1, date: unknown, activity: 7.4 GBq }\nimaging:\n  - { after: rai-1 + 7 mo, modality: CT }\n"))
	if p == nil {
		t.Fatal(problems)
	}
	want := record.Relative{To: "rai-1", Least: 7, Most: 7}
	if r := p.Imaging[0].Rel; r == nil || *r != want || p.Imaging[0].When.Known {
		t.Errorf("got %+v on %v, want %+v and no day", r, p.Imaging[0].When, want)
	}
}

func TestComparedWithCarriesTheDate(t *testing.T) {
	p, problems := Decode("t", []byte(head+"imaging:\n  - { id: ct-1, date: 2015-03, modality: CT }\n  - { date: 2016, modality: CT, compared-with: ct-1 }\n  - { date: 2017, modality: CT, compared-with: 2016-01 }\n"))
	if p == nil {
		t.Fatal(problems)
	}
	if got := p.Imaging[1].ComparedOn.String(); got != "2015-03" || p.Imaging[1].ComparedWith != "ct-1" {
		t.Errorf("compared with %s %s", p.Imaging[1].ComparedWith, got)
	}
	if got := p.Imaging[2].ComparedOn.String(); got != "2016-01" {
		t.Errorf("compared on %s", got)
	}
}
