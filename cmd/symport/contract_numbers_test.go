package main

import (
	"slices"
	"strings"
	"testing"
)

var (
	intervalShape  = orNull(object{"value": optNumber, "low": optNumber, "high": optNumber}.check)
	warningsShape  = listOf(anything)
	doseBloodShape = object{
		"dosePerActivity_Gy_per_GBq": number, "low": optNumber, "high": optNumber, "tiac_wholeBody_h": number,
		"tiac_bloodPerMl_h": number, "maximumSafeActivity_GBq": number, "msaLow": optNumber, "msaHigh": optNumber,
		"limits":               listOf(object{"kind": text, "activity_GBq": optNumber, "low": optNumber, "high": optNumber, "binds": truth}.check),
		"retention48h_percent": number, "model": text, "extrapolated_percent": number, "warnings": warningsShape, "sources": listOf(anything),
	}
	doseLesionShape = object{
		"dosePerActivity_Gy_per_GBq": number, "low": optNumber, "high": optNumber, "tiac_h": number, "effectiveHalfLife_h": optNumber,
		"mass_g": number, "activityFor20Gy_GBq": optNumber, "activityFor80Gy_GBq": optNumber, "activityFor100Gy_GBq": optNumber,
		"model": text, "extrapolated_percent": number, "warnings": warningsShape, "sources": listOf(anything),
	}
	tgShape = object{
		"segments": listOf(object{
			"from": text, "to": text, "n": number, "doublingTime_d": intervalShape, "doublingRate_per_y": intervalShape,
			"probabilityUnder1y": optNumber, "class": optText, "reliable": truth, "why": orNull(anyText),
		}.check),
		"warnings": warningsShape,
	}
	category    = orNull(word("CR", "PR", "SD", "PD", "NE", "Non-CR/Non-PD"))
	recistShape = object{
		"timepoints": listOf(object{
			"date": optText, "sum_mm": optNumber, "changeFromBaseline_percent": optNumber, "changeFromNadir_percent": optNumber,
			"target": category, "nonTarget": orNull(text), "newLesion": orNull(truth), "overall": orNull(text),
		}.check),
		"best": orNull(text),
	}
)

// The JSON of every other command, by the names and types of the contract.
func TestContractOtherJSON(t *testing.T) {
	for line, c := range map[string]struct {
		stdin string
		shape object
	}{
		"dose blood - --weight 70kg --height 170cm --sex f": {wholeBodyAndBlood, doseBloodShape},
		"dose lesion - --mass 4g":                           {lesionReadings, doseLesionShape},
		"dose lesion - --volume 4mL":                        {lesionReadings, doseLesionShape},
		"tg -":                                              {tgSeries, tgShape},
		"recist -":                                          {lesionSizes, recistShape},
		"recist - --criteria 1.0":                           {lesionSizes, recistShape},
		"compare - --as-of 2016-05-30 --as-of 2017-02-15": {readModel(t), object{"schema": text, "case": text, "causes": listOf(word("data", "content", "correction", "program")), "differences": listOf(anything)}},
		"case check -":        {readModel(t), object{"schema": text, "files": listOf(object{"file": text, "valid": truth, "errors": number, "warnings": number, "problems": listOf(anything)}.check)}},
		"knowledge lint":      {"", object{"errors": number, "problems": listOf(anything)}},
		"knowledge show F077": {"", object{"items": listOf(object{"id": text, "sources": listOf(anything)}.check)}},
	} {
		var f faults
		c.shape.check(&f, "", decode(t, ok(t, c.stdin, append(strings.Fields(line), "--format", "json")...)))
		f.report(t, line)
	}
}

// Values of the small series that can be counted by hand.
func TestContractNumbers(t *testing.T) {
	r := decode(t, ok(t, lesionSizes, "recist", "-", "--format", "json"))
	var sums, overall []any
	for _, p := range list(r, "timepoints") {
		sums, overall = append(sums, p["sum_mm"]), append(overall, p["overall"])
	}
	// 20+15, 12+10 (-37 %), 20+10 (+36 % and +8 mm from the smallest)
	if !slices.Equal(sums, []any{35.0, 22.0, 30.0}) || !slices.Equal(overall[1:], []any{"PR", "PD"}) {
		t.Errorf("sums %v, overall %v", sums, overall)
	}
	b := decode(t, ok(t, wholeBodyAndBlood, "dose", "blood", "-", "--weight", "70kg", "--format", "json"))
	if got := b["dosePerActivity_Gy_per_GBq"].(float64) * b["maximumSafeActivity_GBq"].(float64); got < 1.999 || got > 2.001 {
		t.Errorf("the safe activity gives %v Gy, not 2", got)
	}
	l := decode(t, ok(t, lesionReadings, "dose", "lesion", "-", "--mass", "4g", "--format", "json"))
	if got := l["dosePerActivity_Gy_per_GBq"].(float64) * l["activityFor80Gy_GBq"].(float64); got < 79.99 || got > 80.01 {
		t.Errorf("the activity for 80 Gy gives %v Gy", got)
	}
	g := list(decode(t, ok(t, tgSeries, "tg", "-", "--format", "json")), "segments")[0]
	rate, time := g["doublingRate_per_y"].(map[string]any)["value"].(float64), g["doublingTime_d"].(map[string]any)["value"].(float64)
	if got := rate * time; got < 365 || got > 366 {
		t.Errorf("a doubling time of %v d at %v per year", time, rate)
	}
}

func TestContractVersion(t *testing.T) {
	if out := ok(t, "", "version"); !strings.HasPrefix(out, "symport ") || !strings.Contains(out, "knowledge ") {
		t.Errorf("version says %q", out)
	}
	if n := strings.Count(ok(t, ""), "\n"); n != 10 {
		t.Errorf("the bare program prints %d lines, not ten", n)
	}
}

// Eight answers, known or not, give a file that can be read.
func TestContractCaseNew(t *testing.T) {
	for _, answers := range []string{
		strings.Repeat("\n", 8), strings.Repeat("unknown\n", 8),
		"female, 63 y\nfollicular\nlung, bone\nsome, post-therapy, 2024-05\n3, 16.7 GBq, 2024-05\nprogression, CT, 2024-11, 2024-05\nbone\nlenvatinib, 2024-02\n",
	} {
		s := symport(answers, "case", "new")
		if s.code != 0 {
			t.Errorf("case new of %q: exit %d: %s", answers, s.code, s.err)
			continue
		}
		ok(t, s.out, "case", "check", "-")
		ok(t, s.out, "consult", "-")
	}
	ok(t, ok(t, "", "case", "example"), "consult", "-")
}
