package casefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"symport/internal/fault"
	"symport/internal/record"
)

const head = "symport: case/1\nid: t\n" // the shortest file; bodies begin in line 3

// mistakes are files with one mistake each and the report that must come of it.
var mistakes = []struct {
	name, body string
	want       []string
	schema     bool // the JSON Schema refuses it too
}{
	{"unknown key", "tumour: { histolgy: papillary }\n",
		[]string{"t:3:11: error: unknown key \"histolgy\" in tumour (did you mean histology?)"}, true},
	{"two that could not be read are not twice the same", "laboratory:\n  - { date: 2016, test: Tg, value: 4 }\n  - { date: 2016, test: Tg, value: 5 }\n",
		[]string{"t:4:36: error: Tg 4 has no unit (write 4 ng/mL or 4 ng/dL or 4 ng/L, whichever was given; unit: not-stated if the source prints none)", "t:5:36: error: Tg 5 has no unit (write 5 ng/mL or 5 ng/dL or 5 ng/L, whichever was given; unit: not-stated if the source prints none)"}, false},
	{"control character", "about: a\x1bb\n",
		[]string{"t:3:9: error: a control character (U+001B) (delete it)"}, false},
	{"missing unit", "radioiodine:\n  - { date: 2013, activity: 7.4 }\n",
		[]string{"t:4:29: error: activity 7.4 has no unit (7.4 mCi is 0.274 GBq, 7.4 MBq is 0.0074 GBq: write the one that was given)"}, true},
	{"wrong kind of unit", "external-beam:\n  - { date: 2013, dose: 30 GBq }\n",
		[]string{"t:4:25: error: 30 GBq is an activity; radiotherapy is given in Gy"}, true},
	{"unknown unit", "radioiodine:\n  - { date: 2013, activity: 7.4 GBd }\n",
		[]string{"t:4:29: error: unknown unit \"GBd\" in 7.4 GBd (write kBq, GBq, MBq, mCi, uCi, Ci)"}, true},
	{"decimal comma in a quoted value", "radioiodine:\n  - { date: 2013, activity: \"7,4 GBq\" }\n",
		[]string{"t:4:29: error: decimal comma in 7,4 GBq (write 7.4 GBq)"}, true},
	{"decimal comma in braces", "laboratory:\n  - { date: 2016, test: Tg, value: 404,3 ng/mL }\n",
		[]string{"t:4:36: error: decimal comma in 404,3 ng/mL (write 404.3 ng/mL; YAML reads the comma as the end of the value and would keep 404)"}, true},
	{"comma for thousands in braces", "laboratory:\n  - { date: 2016, test: Tg, value: 1,527 ng/mL }\n",
		[]string{"t:4:36: error: decimal comma in 1,527 ng/mL (write 1527 ng/mL if the comma separates thousands, 1.527 ng/mL if it is a decimal comma)"}, true},
	{"comma for thousands in a block", "laboratory:\n  - date: 2016\n    test: Tg\n    value: 284,160 ng/mL\n",
		[]string{"t:6:12: error: a comma in 284,160 ng/mL (write 284160 ng/mL if the comma separates thousands, 284.160 ng/mL if it is a decimal comma)"}, false},
	{"decimal comma in brackets", "imaging:\n  - { date: 2016, modality: CT, regions: [1,5 cm] }\n",
		[]string{"t:4:43: error: decimal comma in 1,5 cm (write 1.5 cm; YAML reads the comma as the end of the value and would keep 1)"}, false},
	{"impossible day", "surgery:\n  - { date: 2013-02-29, what: lobectomy }\n",
		[]string{"t:4:13: error: 2013-02-29 does not exist (the month has 28 days)"}, false},
	{"day first", "surgery:\n  - { date: 11/12/2012, what: lobectomy }\n",
		[]string{"t:4:13: error: \"11/12/2012\" is not a date (day and month can be mistaken for each other: write year-month-day, 2016-04-09)"}, true},
	{"reversed period", "systemic:\n  - { drug: lenvatinib, from: 2017-02, to: 2016-05 }\n",
		[]string{"t:4:44: error: lenvatinib ends 2016-05, before it begins 2017-02 (swapped, or the year?)"}, false},
	{"reversed span", "surgery:\n  - { date: 2016..2015, what: lobectomy }\n",
		[]string{"t:4:13: error: 2016..2015 ends before it begins (swapped, or the year?)"}, false},
	{"unknown lesion", "lesions:\n  c6: { site: bone }\nexternal-beam:\n  - { date: 2016, lesions: [c7] }\n",
		[]string{"t:6:29: error: no lesion is called \"c7\" (did you mean c6?)"}, false},
	{"unknown entry", "radioiodine:\n  - { id: rai-1, date: 2013, activity: 7.4 GBq }\nimaging:\n  - { after: rai-2 + 7 mo, modality: CT }\n",
		[]string{"t:6:14: error: no single entry is called \"rai-2\" (did you mean rai-1?)"}, false},
	{"ambiguous anchor", "radioiodine:\n  - { date: 2013, activity: 7.4 GBq }\n  - { date: 2014, activity: 7.4 GBq }\nimaging:\n  - { after: radioiodine + 7 mo, modality: CT }\n",
		[]string{"t:7:14: error: no single entry is called \"radioiodine\" (2 entries fit; give the one that is meant an id)"}, false},
	{"circle of dates", "events:\n  - { id: a, after: b + 1 mo, what: pain }\n  - { id: b, after: a + 1 mo, what: pain }\n",
		[]string{"t:4:21: error: the date leads back to itself (one of them needs a date of its own)", "t:5:21: error: the date leads back to itself (one of them needs a date of its own)"}, false},
	{"bad distance", "surgery:\n  - { id: op, date: 2013, what: lobectomy }\nevents:\n  - { after: op + seven months, what: pain }\n",
		[]string{"t:6:14: error: \"seven months\" is no distance (write rai-1 + 7 mo, rai-1 + 6..8 mo or rai-1 + 7 mo~; units d, wk, mo, y)"}, false},
	{"end of no period", "surgery:\n  - { id: op, date: 2013, what: lobectomy }\nevents:\n  - { after: op.middle + 1 mo, what: pain }\n",
		[]string{"t:6:14: error: \"middle\" is no end of an entry (write op.start or op.end)"}, false},
	{"milligrams for micrograms, beyond belief", "levothyroxine:\n  - { from: 2013, drug: levothyroxine, dose: 125 mg/d }\n",
		[]string{"t:4:46: error: drug dose of levothyroxine 125 mg/d cannot be: outside 1 to 2000 ug/d (the unit, or the decimal point?)"}, false},
	{"by without after", "events:\n  - { by: 7 mo, what: pain }\n",
		[]string{"t:4:11: error: by needs after or before (write after: rai-1, by: 7 mo)"}, false},
	{"bad word", "lesions:\n  a: { site: lnug }\n",
		[]string{"t:4:14: error: \"lnug\" is not a value of site (did you mean lung?)"}, true},
	{"a place for a site", "lesions:\n  a: { site: skull base }\n",
		[]string{"t:4:14: error: \"skull base\" is not a value of site (write site: bone, detail: skull base)"}, true},
	{"neither yes nor no", "synthetic: maybe\n",
		[]string{"t:3:12: error: \"maybe\" is neither yes nor no (write yes, no or unknown)"}, true},
	{"duplicate key", "about: a\nabout: b\n",
		[]string{"t:4:1: error: \"about\" is given twice (keep one of them)"}, false},
	{"no value", "about:\n",
		[]string{"t:3:1: error: about has no value (write unknown, or leave the key out)"}, true},
	{"required key", "lesions:\n  a: { side: left }\n",
		[]string{"t:4:6: error: site is missing in lesions"}, true},
	{"grade out of range", "adverse-events:\n  - { date: 2016, event: rash, grade: 6 }\n",
		[]string{"t:4:39: error: grade 6 cannot be (from 1 to 5)"}, true},
	{"hard limit", "radioiodine:\n  - { date: 2013, activity: 200 GBq }\n",
		[]string{"t:4:29: error: activity 200 GBq cannot be: outside 0.001 to 60 GBq (200 mCi is 7.40 GBq, 200 MBq is 0.200 GBq: the unit?)"}, false},
	{"diastolic above systolic", "vitals:\n  - { date: 2016, blood-pressure: 84/132 mmHg }\n",
		[]string{"t:4:35: error: diastolic pressure 132 mmHg is not below systolic 84 mmHg (swapped?)"}, false},
	{"pressure without unit", "vitals:\n  - { date: 2016, blood-pressure: 132/84 }\n",
		[]string{"t:4:35: error: blood-pressure 132/84 has no unit (write 132/84 mmHg)"}, true},
	{"two ways of one date", "surgery:\n  - { date: 2013, after: diagnosis + 1 mo, what: lobectomy }\n",
		[]string{"t:4:26: error: date and after say the same thing (keep one of them)"}, false},
	{"id twice", "events:\n  - { id: a, date: 2013, what: pain }\n  - { id: a, date: 2014, what: pain }\n",
		[]string{"t:5:11: error: the id \"a\" is given to two entries (every id once)"}, false},
	{"alias", "about: &x text\n",
		[]string{"t:3:8: error: anchors and aliases are not allowed (write the value out)"}, false},
	{"tag", "about: !!str text\n",
		[]string{"t:3:8: error: tags are not allowed (leave the tag out)"}, false},
	{"list where a mapping belongs", "patient: [a]\n",
		[]string{"t:3:10: error: expected a mapping, found a list (write key: value pairs)"}, true},
	{"mapping where a list belongs", "surgery: { what: lobectomy }\n",
		[]string{"t:3:10: error: expected a list, found a mapping (begin each entry with \"- \")"}, true},
	{"unit not stated beside words", "laboratory:\n  - { date: 2016, test: Tg, value: high, unit: not-stated }\n",
		[]string{"t:4:36: error: \"high\" is not a number (unit: not-stated stands beside a number alone)"}, false},
	{"more nodes than examined", "tumour:\n  nodes: { positive: 4, examined: 2 }\n",
		[]string{"t:4:22: error: 4 nodes positive of 2 examined (swapped?)"}, false},
	{"bounds out of order", "dosimetry:\n  - { date: 2016, blood-per-activity: 0.1 Gy/GBq, blood-per-activity-low: 0.2 Gy/GBq }\n",
		[]string{"t:4:75: error: the bounds are out of order: 0.2 Gy/GBq, then 0.1 Gy/GBq (swapped?)"}, false},
	{"merge key", "tumour:\n  <<: { histology: papillary }\n",
		[]string{"t:4:3: error: merge keys are not allowed (write the values out)"}, true},
	{"complex key", "? [a, b]\n: c\n",
		[]string{"t:3:3: error: a key must be a word"}, true},
	{"place after letters of two bytes", "tumour: { variant: Hürthle é, histolgy: papillary }\n",
		[]string{"t:3:31: error: unknown key \"histolgy\" in tumour (did you mean histology?)"}, true},
	{"lesion that no reference could hold", "lesions:\n  left lung: { site: lung }\n",
		[]string{"t:4:3: error: \"left lung\" cannot be an id (letters, digits, - and _)"}, false},
	{"entry that no reference could hold", "events:\n  - { id: a.start, date: 2013, what: pain }\n",
		[]string{"t:4:11: error: \"a.start\" cannot be an id (letters, digits, - and _)"}, false},
	{"part of itself", "lesions:\n  a: { site: lung, part-of: b }\n  b: { site: lung, part-of: a }\n",
		[]string{"t:4:29: error: a is part of itself (name the group, not the lesion)", "t:5:29: error: b is part of itself (name the group, not the lesion)"}, false},
	{"key of another mapping", "pregnancy: pregnant\n",
		[]string{"t:3:1: error: unknown key \"pregnancy\" (it belongs in patient)"}, true},
	{"age without unit", "patient: { age: 70 }\n",
		[]string{"t:3:17: error: age 70 has no unit (write 70 y or 70 mo)"}, true},
	{"tab as indent", "patient:\n\tsex: male\n",
		[]string{"t:4:1: error: not YAML: found character that cannot start any token (indent with spaces, not with tabs)"}, false},
	{"more than, without quotes", "laboratory:\n  - { date: 2016, test: Tg, value: >1000 ng/mL }\n",
		[]string{`t:4:36: error: not YAML: found character that cannot start any token (put the value in quotes: ">1000 ng/mL")`}, false},
	{"YAML that is none", "about: a: b\n",
		[]string{"t:3:9: error: not YAML: mapping values are not allowed in this context"}, false},
	{"status of completeness", "complete: [surgeries]\n",
		[]string{"t:3:12: error: \"surgeries\" is not a value of complete (did you mean surgery?)"}, true},
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			p, problems := Decode("t", []byte(head+m.body))
			if p != nil {
				t.Error("a patient came of a file with errors")
			}
			if diff := cmp.Diff(m.want, lines(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func lines(problems fault.Problems) []string {
	var out []string
	for _, p := range problems {
		out = append(out, p.String())
	}
	return out
}

// doubts are files without an error that deserve a warning.
var doubts = []struct {
	name, body string
	want       []string
}{
	{"M0 beside lung", "tumour: { tnm: { m: M0 } }\nlesions:\n  lung: { site: lung }\n",
		[]string{"t:3:21: warning: M0, but lung is a distant site (M1, other sites, or found later? then say when)"}},
	{"M0 and neck only", "tumour: { tnm: { n: N1b, m: M0 } }\nlesions:\n  n: { site: neck-node }\n  m: { site: mediastinum }\n", nil},
	{"M0, metastases found later", "tumour: { found: 2007, tnm: { m: M0 } }\nlesions:\n  h: { site: bone, found: 2020 }\n", nil},
	{"M0, found at diagnosis", "tumour: { found: 2007, tnm: { m: M0 } }\nlesions:\n  h: { site: bone, found: at diagnosis }\n",
		[]string{"t:3:34: warning: M0, but h is a distant site (M1, other sites, or found later? then say when)"}},
	{"refractory, never treated", "decisions:\n  - { date: 2016, question: refractory to radioiodine, decision: yes }\n",
		[]string{"t:4:66: warning: declared refractory to radioiodine, but no radioiodine is listed (add the courses, or the reason)"}},
	{"refractory, only a tracer", "radioiodine:\n  - { date: 2015, activity: 185 MBq, intent: diagnostic }\ndecisions:\n  - { date: 2016, question: refractory to radioiodine, decision: yes }\n",
		[]string{"t:6:66: warning: declared refractory to radioiodine, but no radioiodine is listed (add the courses, or the reason)"}},
	{"refractory, words that are no answer", "decisions:\n  - { date: 2016, question: refractory to radioiodine, decision: nein }\n",
		[]string{`t:4:66: warning: "nein" is no answer to "refractory to radioiodine": counts as unknown (write yes or declared; no or not declared; unknown or pending while it is open)`}},
	{"refractory, still open", "decisions:\n  - { date: 2016, question: refractory to radioiodine, decision: pending }\n", nil},
	{"refractory, by its short name", "decisions:\n  - { date: 2016, question: RAIR, decision: yes }\n",
		[]string{`t:4:29: warning: no rule reads a decision on "RAIR" (did you mean refractory to radioiodine? kept as written)`}},
	{"refractory, turned round", "decisions:\n  - { date: 2016, question: not refractory to radioiodine, decision: yes }\n",
		[]string{`t:4:29: warning: no rule reads a decision on "not refractory to radioiodine" (did you mean refractory to radioiodine? kept as written)`}},
	{"refractory, a slip of the pen", "decisions:\n  - { date: 2016, question: refractory to radioiodin, decision: yes }\n",
		[]string{`t:4:29: warning: "refractory to radioiodin" is no word that rules know (did you mean refractory to radioiodine? kept as written)`}},
	{"refractory, another disease", "decisions:\n  - { date: 2016, question: hypertension refractory to treatment, decision: yes }\n", nil},
	{"GBq for mCi", "radioiodine:\n  - { date: 2013, activity: 30 GBq }\n",
		[]string{"t:4:29: warning: activity 30 GBq is hard to believe: usually 0.3 to 20 GBq (30 mCi is 1.11 GBq, 30 MBq is 0.0300 GBq: the unit?)"}},
	{"mCi for GBq", "radioiodine:\n  - { date: 2013, activity: 7.4 mCi }\n",
		[]string{"t:4:29: warning: activity 7.4 mCi is hard to believe: usually 0.3 to 20 GBq (7.4 GBq is 7.40 GBq, 7.4 MBq is 0.00740 GBq: the unit?)"}},
	{"ng/dL", "laboratory:\n  - { date: 2016, test: Tg, value: 404 ng/dL }\n",
		[]string{"t:4:36: warning: Tg 404 ng/dL is 4.04 ng/mL; Tg is rarely given in ng/dL (404 ng/mL would be 100 times more: as printed?)"}},
	{"ng/L", "laboratory:\n  - { date: 2016, test: Tg, value: 404 ng/L }\n",
		[]string{"t:4:36: warning: Tg 404 ng/L is 0.404 ng/mL; Tg is rarely given in ng/L (404 ng/mL would be 1000 times more: as printed?)"}},
	{"a thousand times its neighbours", "laboratory:\n  - { date: 2014, test: Tg, value: 4.1 ng/mL }\n  - { date: 2015, test: Tg, value: 4300 ng/mL }\n  - { date: 2016, test: Tg, value: 4.6 ng/mL }\n",
		[]string{"t:5:36: warning: Tg 4300 ng/mL is about a thousand times off its neighbours (three places off, or ng/L for ng/mL?)"}},
	{"a true rise", "laboratory:\n  - { date: 2019, test: Tg, value: 4.5 ng/mL }\n  - { date: 2020, test: Tg, value: 637.5 ng/mL }\n", nil},
	{"dot for thousands", "laboratory:\n  - { date: 2016, test: Tg, value: 284.160 ng/mL }\n",
		[]string{"t:4:36: warning: three digits after the dot in 284.160 ng/mL (write 284160 if the dot separates thousands, 284.1600 if it is a decimal point)"}},
	{"total of the parts", "radioiodine:\n  - { from: 2013, to: 2015, courses: 3, each: 150 mCi, total: 410 mCi }\n",
		[]string{"t:4:63: warning: the parts make 16.6 GBq, the total says 410 mCi (15.2 GBq) (one of them?)"}},
	{"total that adds up", "radioiodine:\n  - { from: 2013, to: 2015, courses: 3, each: 150 mCi, total: 450 mCi }\n", nil},
	{"stated total too small", "radioiodine:\n  - { date: 2013, activity: 100 mCi }\n  - { date: 2014, activity: 200 mCi, stated-total: 250 mCi }\n",
		[]string{"t:5:52: warning: the courses up to here make 11.1 GBq, stated are 250 mCi (9.25 GBq) (a course missing, or a misprint?)"}},
	{"stated total with an unknown course", "radioiodine:\n  - { date: 2013, activity: unknown }\n  - { date: 2014, activity: 200 mCi, stated-total: 250 mCi }\n", nil},
	{"pregnant man", "patient: { sex: male, pregnancy: pregnant }\n",
		[]string{"t:3:34: warning: pregnant, but the patient is male (the sex, or this?)"}},
	{"pregnant after menopause", "patient: { sex: female, menopause: yes, pregnancy: pregnant }\n",
		[]string{"t:3:52: warning: pregnant, but after menopause or hysterectomy (which of them?)"}},
	{"stimulated, TSH low", "laboratory:\n  - { date: 2016-03-01, test: TSH, value: 0.02 mU/L }\n  - { date: 2016-03-01, test: Tg, value: 12 ng/mL, tsh-state: stimulated }\n",
		[]string{"t:5:63: warning: tsh-state stimulated, but TSH was 0.02 mU/L on that day (the state, or the TSH?)"}},
	{"suppressed, TSH high", "laboratory:\n  - { date: 2016-03-01, test: TSH, value: 59 mU/L }\n  - { date: 2016-03-01, test: Tg, value: 12 ng/mL, tsh-state: suppressed }\n",
		[]string{"t:5:63: warning: tsh-state suppressed, but TSH was 59 mU/L on that day (the state, or the TSH?)"}},
	{"after death", "vital-status: { status: dead, date: 2015 }\nsurgery:\n  - { date: 2016, what: lobectomy }\n",
		[]string{"t:5:13: warning: surgery 2016, after the death 2015 (the year?)"}},
	{"after the day of the question", "as-of: 2015\nsurgery:\n  - { date: 2016, what: lobectomy }\n  - { date: 2017, what: lobectomy }\n",
		[]string{"t:3:8: warning: entries after the day of the question 2015, in lines 5 and 6 (what is later counts only for a later day)"}},
	{"before birth", "patient: { born: 1958 }\nsurgery:\n  - { date: 1955, what: lobectomy }\n",
		[]string{"t:5:13: warning: surgery 1955, before the birth 1958 (the year?)"}},
	{"age against birth", "patient: { born: 1958, age: 40 y, age-on: 2016 }\n",
		[]string{"t:3:29: warning: age 40 y on 2016, but born 1958 (one of the three?)"}},
	{"age of no day against birth", "patient: { sex: male, age: 63 y, born: 1990 }\nsurgery: [{ date: 2015, what: total thyroidectomy }, { date: 2016, what: neck dissection }]\n",
		[]string{"t:3:28: warning: age 63 y at some time in 2015-01..2016-12, but born 1990 (one of the three?)"}},
	{"age of no day that fits some day", "patient: { sex: male, age: 26 y, born: 1990 }\nsurgery: [{ date: 2015, what: total thyroidectomy }, { date: 2016, what: neck dissection }]\n", nil},
	{"event during a drug that was never given", "complete: [systemic]\nadverse-events:\n  - { date: 2016, event: rash, during: sorafenib }\n",
		[]string{"t:5:40: warning: rash during sorafenib, which complete: systemic says was never given (add the drug, or open the list)"}},
	{"event during a drug, the list open", "adverse-events:\n  - { date: 2016, event: rash, during: sorafenib }\n", nil},
	{"scan after a treatment that was never given", "complete: [radioiodine]\nimaging:\n  - { date: 2016, modality: whole-body scan, kind: post-therapy }\n",
		[]string{"t:5:52: warning: a post-therapy scan, but complete: radioiodine says that none was given (add the course, or open the list)"}},
	{"tumour found after the day", "as-of: 2015\ntumour: { found: 2016 }\n",
		[]string{"t:4:18: warning: the tumour was found 2016, after the day of the question 2015 (the year?)"}},
	{"several entries after death are one doubt", "vital-status: { status: dead, date: 2015 }\nsurgery:\n  - { date: 2016, what: total thyroidectomy }\n  - { date: 2017, what: neck dissection }\n",
		[]string{"t:3:37: warning: 2 entries after the death 2015, in lines 5 and 6 (the year?)"}},
	{"age of no day, nothing dated", "patient: { sex: male, age: 63 y, born: 1990 }\n", nil},
	{"age under a bound", "patient: { sex: male, age: <65 y, born: 1990, age-on: 2016 }\n", nil},
	{"age under a bound that is past", "patient: { sex: male, age: <20 y, born: 1990, age-on: 2016 }\n",
		[]string{"t:3:28: warning: age <20 y on 2016, but born 1990 (one of the three?)"}},
	{"age over a bound not reached", "patient: { sex: male, age: \">80 y\", born: 1990, age-on: 2016 }\n",
		[]string{"t:3:28: warning: age >80 y on 2016, but born 1990 (one of the three?)"}},
	{"a drug like a known one", "systemic:\n  - { drug: lenvatinb, from: 2016 }\n",
		[]string{"t:4:13: warning: \"lenvatinb\" is no word that rules know (did you mean lenvatinib? kept as written)"}},
	{"a modality like a known one", "imaging:\n  - { date: 2016, modality: ultrasond }\n",
		[]string{"t:4:29: warning: \"ultrasond\" is no word that rules know (did you mean ultrasound? kept as written)"}},
	{"a modality in capitals like a known one", "imaging:\n  - { date: 2016, modality: PET/CTT }\n",
		[]string{"t:4:29: warning: \"PET/CTT\" is no word that rules know (did you mean PET/CT? kept as written)"}},
	{"a test like a known one", "laboratory:\n  - { date: 2016, test: creatinin, value: 1 mg/dL }\n",
		[]string{"t:4:25: warning: \"creatinin\" is no test that rules know (did you mean creatinine? kept as written)"}},
	{"shown and ruled out", "lesions: { l: { site: lung } }\nimaging:\n  - { date: 2016, modality: CT, lesions: { l: { seen: yes } }, searched-absent: [lung] }\n",
		[]string{"t:5:81: warning: lung is both shown and searched-absent (which of them?)"}},
	{"denied and listed", "patient:\n  comorbidity: [stroke]\n  denied: [stroke, diabetes]\n",
		[]string{"t:5:12: warning: stroke is denied, and listed in line 4 (which of them?)"}},
	{"words of one key are no words of another", "events: [ { date: 2016, what: impending fracture }, { date: 2016, what: haemoptysis } ]\nadverse-events: [ { date: 2016, event: febrile neutropenia } ]\n", nil},
	{"denied, and came later", "patient:\n  comorbidity: [ { name: stroke, date: 2016 } ]\n  denied: [ { date: 2015, items: [stroke] } ]\n", nil},
	{"declared free, with a lesion", "tumour: { sites: [ { site: brain, present: no } ] }\nlesions: { b: { site: brain } }\n",
		[]string{"t:3:44: warning: brain is declared free, but holds the lesion b (which of them, or when?)"}},
	{"ongoing and ended", "systemic:\n  - { drug: sorafenib, from: 2015, to: 2016, ongoing: yes }\n",
		[]string{"t:4:55: warning: sorafenib is ongoing, and ended (which of them?)"}},
	{"adverse event outside its drug", "systemic:\n  - { drug: sorafenib, from: 2015, to: 2016 }\nadverse-events:\n  - { date: 2018, event: rash, during: sorafenib }\n",
		[]string{"t:6:40: warning: rash 2018 during sorafenib, which was not given then (the date, or attributed?)"}},
	{"low TSH under withdrawal", "radioiodine:\n  - { date: 2015, activity: 100 mCi, preparation: withdrawal, tsh: 0.1 mU/L }\n",
		[]string{"t:4:68: warning: TSH 0.1 mU/L after withdrawal (the preparation, or the TSH?)"}},
	{"total over the courses", "radioiodine:\n  - { from: 2013, to: 2015, courses: 2, total: 90 GBq }\n",
		[]string{"t:4:48: warning: total 90 GBq in 2 courses is 45 GBq each: usually 0.3 to 20 GBq (90 mCi is 3.33 GBq, 90 MBq is 0.0900 GBq: the unit?)"}},
	{"delivery of a man", "patient: { sex: male }\nevents:\n  - { date: 2013, what: delivery }\n",
		[]string{"t:5:25: warning: delivery, but the patient is male (the sex, or this?)"}},
	{"M0 beside a site", "tumour: { tnm: { m: M0 }, sites: [bone, neck-node] }\n",
		[]string{"t:3:21: warning: M0, but bone is a distant site (M1, other sites, or found later? then say when)"}},
	{"milligrams for micrograms", "levothyroxine:\n  - { from: 2013, dose: 0.6 mg/d }\n",
		[]string{"t:4:25: warning: drug dose 0.6 mg/d is hard to believe: usually 10 to 500 ug/d (the unit, or the decimal point?)"}},
	{"the same twice", "surgery:\n  - { date: 2015, what: lobectomy }\n  - { what: lobectomy, date: 2015 }\n",
		[]string{"t:5:5: warning: says the same as line 4 (once is enough)"}},
	{"drug dose before the drug", "systemic:\n  - { drug: sorafenib, from: 2016, doses: [ { from: 2014, dose: 400 mg/d } ] }\n",
		[]string{"t:4:53: warning: drug dose of sorafenib from 2014, outside 2016 to unknown (the date?)"}},
}

func TestDoubts(t *testing.T) {
	for _, d := range doubts {
		t.Run(d.name, func(t *testing.T) {
			p, problems := Decode("t", []byte(head+d.body))
			if p == nil {
				t.Fatalf("refused: %v", problems)
			}
			if diff := cmp.Diff(d.want, lines(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSeveralMistakesAtOnceInFileOrder(t *testing.T) {
	name := "six-mistakes.yaml"
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	_, problems := Decode(name, data)
	golden(t, filepath.Join("testdata", "six-mistakes.txt"), strings.Join(lines(problems), "\n")+"\n")
}

func TestWhatIsNoCaseFile(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":     {"", "t:1:1: error: the file is empty (begin with symport: case/1)"},
		"comment":   {"# nothing\n", "t:1:1: error: the file is empty (begin with symport: case/1)"},
		"two":       {head + "---\n" + head, "t:1:1: error: the file holds more than one document (one file is one patient)"},
		"not utf-8": {"id: \xff\n", "t:1:1: error: the file is not UTF-8 text (save it as UTF-8)"},
		"version":   {"symport: case/9\nid: t\n", "t:1:10: error: \"case/9\" is no version of the case file (this program reads case/1)"},
		"large":     {strings.Repeat("#", MaxSize+1), "t:1:1: error: the file is larger than 1048576 bytes"},
		"a word":    {"hello\n", "t:1:1: error: expected a mapping, found the text \"hello\" (write key: value pairs)"},
	} {
		t.Run(name, func(t *testing.T) {
			p, problems := Decode("t", []byte(c.text))
			if got := strings.Join(lines(problems), "\n"); got != c.want || p != nil {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// The billion-laughs attack: nine anchors, each ten times the one before.
func TestAliasesDoNotExpand(t *testing.T) {
	text := head + "about: &a [x]\n"
	for c := 'b'; c < 'k'; c++ {
		text += "k" + string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 10) + "]\n"
	}
	p, problems := Decode("t", []byte(text))
	if p != nil || problems.Errors() == 0 || problems[0].ID != "no-aliases" {
		t.Errorf("got %v", problems)
	}
}

func TestShortestFiles(t *testing.T) {
	p, problems := Decode("t", []byte(head))
	if len(problems) > 0 || p == nil || p.ID != "t" {
		t.Fatalf("the shortest file: %v", problems)
	}
	data, err := os.ReadFile("testdata/eight-fields.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, problems = Decode("eight-fields.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("eight fields: %v", problems)
	}
	if !p.IsComplete(record.SecSystemic) || p.Person.Menopause.V != "post" || p.Lesion("spine").Symptomatic != record.Some(false) {
		t.Errorf("eight fields read wrongly: %+v", p)
	}
}

func TestWordsInOtherSpellings(t *testing.T) {
	p, problems := Decode("t", []byte(head+`patient: { sex: F, pregnancy: no, lactation: no, menopause: yes, comorbidity: [Arterial hypertension, renal failure] }
tumour:
  histology: Papillary thyroid carcinoma
  tnm: { t: T3a, edition: 8th }
  molecular: [ { gene: BRAF, result: negative } ]
lesions: { a: { site: Lymph node, side: bilateral }, b: { site: soft tissue, kind: other tumour } }
imaging: [ { date: 2016, modality: pet-ct, tracer: 18F-FDG, kind: post therapy, response: PD } ]
red-flags: [ { date: 2016, flag: redflag.cord, present: no } ]
systemic: [ { drug: Lenvatinib, from: 2016 } ]
`))
	if p == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	got := []string{p.Person.Sex.V, p.Person.Pregnancy.V, p.Person.Lactation.V, p.Person.Menopause.V, p.Person.Comorbidity[0].Name, p.Person.Comorbidity[1].Name,
		p.Tumour.Histology.V, p.Tumour.TNM.Edition, p.Tumour.Molecular[0].Result.V, p.Lesions[0].Site, p.Lesions[0].Side, p.Lesions[1].Site, p.Lesions[1].Kind,
		p.Imaging[0].Modality, p.Imaging[0].Tracer, p.Imaging[0].Kind.V, p.Imaging[0].Response.V, p.RedFlags[0].Flag, p.Systemic[0].Drug}
	want := []string{"female", "not-pregnant", "no", "post", "hypertension", "renal failure", "papillary", "8", "not-detected", "node", "both", "soft-tissue", "other-tumour",
		"PET/CT", "FDG", "post-therapy", "progression", "cord", "lenvatinib"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

// A word must not lose its weight: what is impending, febrile or a failure stays so.
func TestWordsAreNotWeakened(t *testing.T) {
	p, problems := Decode("t", []byte(head+`patient: { comorbidity: [renal failure, chronic kidney disease], denied: [haemoptysis], risks: [vascular invasion] }
events: [ { date: 2016, what: impending fracture } ]
adverse-events: [ { date: 2016, event: febrile neutropenia } ]
`))
	if p == nil {
		t.Fatal(problems)
	}
	got := []string{p.Person.Comorbidity[0].Name, p.Person.Comorbidity[1].Name, p.Person.Denied[0].Items[0], p.Person.Risks[0].Name, p.Events[0].What, p.Adverse[0].Event}
	want := []string{"chronic kidney disease", "renal failure", "haemoptysis", "vascular invasion", "impending fracture", "febrile neutropenia"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}
