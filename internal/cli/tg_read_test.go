package cli

import (
	"testing"

	"symport/internal/growth"
	"symport/internal/table"
)

func TestIsCaseFile(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       bool
	}{
		{"a.yaml", "", true},
		{"a.JSON", "", true},
		{"a.csv", "symport: case/1", false},
		{"-", "# remark\n\nsymport: case/1\nid: X\n", true},
		{"-", "\ufeff{\"symport\": \"case/1\"}", true},
		{"-", "date,value,unit\n", false},
		{"-", "", false},
		{"example:cantemist-945", "", true},
	} {
		if got := isCaseFile(c.name, []byte(c.data)); got != c.want {
			t.Errorf("%s %q: %v", c.name, c.data, got)
		}
	}
}

// TSH by its number alone: 0.1 and 30 mIU/L are the limits of the knowledge; a range or
// a bound that lies on both sides of one is not recorded.
func TestTSHByValue(t *testing.T) {
	p := testParams(t)
	one := func(x float64) table.Range { return table.Range{Low: x, High: x, Known: true} }
	for _, c := range []struct {
		tsh  table.Range
		want growth.TSH
	}{
		{one(0.09), growth.TSHSuppressed},
		{one(0.1), growth.TSHOther},
		{one(30), growth.TSHOther},
		{one(30.1), growth.TSHStimulated},
		{table.Range{High: 0.1, HighOpen: true, Known: true}, growth.TSHSuppressed},
		{table.Range{High: 0.2, HighOpen: true, Known: true}, growth.TSHNotRecorded},
		{table.Range{Low: 0.01, High: 0.03, Known: true}, growth.TSHSuppressed},
		{table.Range{Low: 0.05, High: 0.2, Known: true}, growth.TSHNotRecorded},
		{table.Range{Low: 100, High: 1e300, Known: true}, growth.TSHStimulated},
		{table.Range{}, growth.TSHNotRecorded},
	} {
		if got := p.tshOf(c.tsh); got != c.want {
			t.Errorf("%+v: %d, want %d", c.tsh, got, c.want)
		}
	}
}

// A word and a number that contradict each other leave the value out of the fit.
func TestTSHAndStateDisagree(t *testing.T) {
	rows, problems := table.ReadTg("x", []byte("date,value,unit,tsh,tgab,assay,state\n"+
		"2020-01-06,3.1,ng/mL,4.2,negative,A,suppressed\n2020-07-06,3.4,ng/mL,0.05,negative,A,suppressed\n"))
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	c := tgFromTable("x", rows, nil, testParams(t))
	if c.course.Placed[0].Why != "TSH and state disagree" || len(c.warnings) != 1 {
		t.Errorf("%+v %+v", c.course.Placed, c.warnings)
	}
}

// A value below the limit of its own row is used as below it; the limit itself is a value.
func TestLimitOfQuantification(t *testing.T) {
	rows, problems := table.ReadTg("x", []byte("date,value,unit,tsh,tgab,assay,state,loq\n"+
		"2020-01-06,0.05,ng/mL,0.05,negative,A,,0.1\n2020-07-06,0.1,ng/mL,0.05,negative,A,,0.1\n"))
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	c := tgFromTable("x", rows, nil, testParams(t))
	if c.samples[0].Censor != growth.Below || c.samples[1].Censor != growth.Exact {
		t.Errorf("%+v", c.samples)
	}
}
