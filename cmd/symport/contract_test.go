package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"symport/internal/cli"
)

// Black-box checks of what others rely on: names and types of the JSON, exit codes,
// what goes to which stream. Nothing of the program is used but its command line.

// said is what a run of the program gave back.
type said struct {
	code     int
	out, err string
}

// symport runs the command line on a fixed day, with the given standard input.
func symport(stdin string, args ...string) said {
	var out, talk bytes.Buffer
	code := cli.Main(args, cli.Env{
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &talk, ReadFile: os.ReadFile,
		Today: func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) },
	})
	return said{code, out.String(), talk.String()}
}

// ok runs a command that must succeed and say nothing on standard error.
func ok(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	s := symport(stdin, args...)
	if s.code != 0 || s.err != "" {
		t.Fatalf("symport %s: exit %d, stderr %q", strings.Join(args, " "), s.code, s.err)
	}
	return s.out
}

func decode(t *testing.T, data string) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		t.Fatalf("no JSON: %v in %.200s", err, data)
	}
	return m
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../cases/*/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d case files, %v", len(files), err)
	}
	return files
}

const (
	model    = "../../cases/published/cantemist-945.yaml"
	verdicts = "contraindicated not-addressed not-eligible not-indicated defer discouraged needs-data check-first indicated consider"
)

var (
	verdictWord = word(strings.Fields(verdicts)...)
	optText     = orNull(text)
	optNumber   = orNull(number)
	texts       = listOf(text)

	whyShape = object{
		"fact": text, "lesion": optText, "value": anything, "unit": optText, "date": optText, "at": optText,
		"op": optText, "threshold": anything, "parameter": optText, "text": text,
	}
	argShape = object{
		"rule": text, "lesion": optText, "status": word("met", "not-met", "unknown"), "text": text,
		"strength":  word("strong", "conditional", "weak", "none"),
		"certainty": word("high", "moderate", "low", "very-low", "not-graded"),
		"because":   listOf(whyShape.check), "needs": texts, "sources": texts, "facts": texts,
	}
	arguments   = listOf(argShape.check)
	optionShape = object{
		"id": text, "label": text, "verdict": verdictWord,
		"target":       object{"kind": word("patient", "lesion", "region"), "id": anyText}.check,
		"activity_GBq": optNumber, "state": word("none", "ongoing", "done", "failed", "stopped-toxicity", "refused"),
		"urgency": word("emergency", "soon", "routine"), "experimental": truth,
		"counts": object{"for": number, "against": number, "unknown": number}.check,
		"until":  optText, "correct": texts, "intent": orNull(word("curative", "palliative", "adjuvant")),
		"for": arguments, "against": arguments, "excludes": arguments, "requires": arguments, "informs": arguments,
		"allows": listOf(verdictWord), "needs": texts, "sources": texts,
		"flips": listOf(object{
			"fact": text, "lesion": optText, "op": text, "threshold": anything, "unit": optText, "from": anything,
			"to": verdictWord, "text": text,
		}.check),
	}
	assessmentShape = object{
		"schema": word("symport/assessment/1"), "case": text, "asOf": text, "edition": text,
		"scope":  object{"status": word("in", "out", "partly"), "reason": text, "sources": texts}.check,
		"hashes": object{"case": text, "knowledge": text, "overlay": text, "program": text}.check,
		"findings": listOf(object{
			"id": text, "label": text, "value": anything, "unit": optText, "low": optNumber, "high": optNumber,
			"status": word("known", "unknown", "not-done", "failed", "pending", "stale", "not-applicable"),
			"below":  truth, "date": optText, "from": texts, "needs": texts,
		}.check),
		"criteria": listOf(object{
			"id": text, "body": text, "status": word("met", "not-met", "unknown", "not-applicable"), "uncertain": truth,
			"reading": optText, "lesions": orNull(object{"met": texts, "unknown": texts}.check),
			"because": listOf(whyShape.check), "needs": texts, "sources": texts,
		}.check),
		"redFlags": listOf(object{"id": text, "status": word("met", "unknown"), "text": text, "ask": text}.check),
		"prognosis": listOf(object{
			"stratum": text, "years": number, "survivalPercent": optNumber, "n": number, "endpoint": text, "timeZero": text,
			"cohort": text, "low": optNumber, "high": optNumber, "note": optText, "applies": orNull(truth), "sources": texts,
		}.check),
		"options": listOf(optionShape.check),
		"actions": listOf(object{
			"id": text, "label": text, "earliest": optText, "recommended": optText, "overdue": optText,
			"state": word("due", "overdue", "later", "done", "lapsed"), "because": text,
		}.check),
		"missing":  listOf(object{"facts": texts, "ask": text, "where": text, "burden": text, "why": text, "changes": texts}.check),
		"warnings": listOf(object{"id": text, "text": text, "at": optText}.check),
		"sources": listOf(object{
			"id": text, "citation": text, "doi": optText, "verified": word("source", "secondary", "unverified"),
		}.check),
	}
)

func TestContractAssessment(t *testing.T) {
	var f faults
	for _, file := range caseFiles(t) {
		a := decode(t, ok(t, "", "consult", file, "--format", "json"))
		at := "[" + filepath.Base(file) + "]"
		assessmentShape.check(&f, at, a)
		checkOptions(&f, at, a)
		checkNeeds(&f, at, a)
		checkSources(&f, at, a)
	}
	f.report(t, "assessment")
}

func list(v any, key string) []map[string]any {
	l, _ := v.(map[string]any)[key].([]any)
	out := make([]map[string]any, 0, len(l))
	for _, x := range l {
		out = append(out, x.(map[string]any))
	}
	return out
}

func strs(v any) []string {
	l, _ := v.([]any)
	out := make([]string, 0, len(l))
	for _, x := range l {
		out = append(out, fmt.Sprint(x))
	}
	return out
}

// successors is the table of clinical-logic, section 1: what a verdict may become when an
// unknown is filled. needs-data may become anything.
var successors = map[string]string{
	"contraindicated": "contraindicated",
	"not-eligible":    "not-eligible contraindicated",
	"not-indicated":   "not-indicated not-eligible contraindicated",
	"defer":           "defer contraindicated not-eligible not-indicated",
	"discouraged":     "discouraged consider check-first defer not-eligible not-indicated contraindicated",
	"check-first":     "check-first indicated consider defer discouraged not-eligible contraindicated",
	"indicated":       "indicated consider discouraged",
	"consider":        "consider indicated discouraged",
	"needs-data":      verdicts,
	"not-addressed":   "contraindicated", // an absolute excluder stands before the scope
}

func checkOptions(f *faults, at string, a map[string]any) {
	seen := map[string]bool{}
	for _, o := range list(a, "options") {
		key := fmt.Sprint(o["id"], o["target"], o["activity_GBq"])
		if seen[key] {
			f.add(at, "two entries for %s", key)
		}
		seen[key] = true
		here := fmt.Sprintf("%s.%v", at, o["id"])
		checkAllows(f, here, o)
		checkCounts(f, here, o)
	}
}

func checkAllows(f *faults, at string, o map[string]any) {
	allows, v := strs(o["allows"]), fmt.Sprint(o["verdict"])
	if !slices.Contains(allows, v) {
		f.add(at, "allows %v without its verdict %s", allows, v)
	}
	may := strings.Fields(successors[v])
	if v != "contraindicated" {
		may = append(may, "not-addressed") // by the scope
	}
	for _, w := range allows {
		if !slices.Contains(may, w) {
			f.add(at, "%s allows %s, which the table does not", v, w)
		}
	}
	for _, flip := range list(o, "flips") {
		if !slices.Contains(allows, fmt.Sprint(flip["to"])) && flip["from"] == nil {
			f.add(at, "filling %v flips to %v, not in allows %v", flip["fact"], flip["to"], allows)
		}
	}
	if o["experimental"] == true && slices.Contains(allows, "indicated") {
		f.add(at, "experimental, yet allows indicated")
	}
}

// checkCounts holds the counts to the arguments: those met in the lists "for" and
// "against", and what is unknown of any that bear on the verdict.
func checkCounts(f *faults, at string, o map[string]any) {
	want := map[string]any{"for": 0.0, "against": 0.0, "unknown": 0.0}
	count := func(kind string) { want[kind] = want[kind].(float64) + 1 }
	for _, role := range []string{"for", "against", "excludes", "requires"} {
		for _, arg := range list(o, role) {
			switch {
			case arg["status"] == "unknown":
				count("unknown")
			case arg["status"] == "met" && (role == "for" || role == "against"):
				count(role)
			}
		}
	}
	if !reflect.DeepEqual(o["counts"], any(want)) {
		f.add(at, "counts %v, arguments %v", o["counts"], want)
	}
}

var needForm = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)+(@[A-Za-z0-9_.-]+)?$`)

// checkNeeds: fact ids, lesion facts with the lesion, and every need of an argument is a finding.
func checkNeeds(f *faults, at string, a map[string]any) {
	known := map[string]bool{}
	for _, x := range list(a, "findings") {
		known[fmt.Sprint(x["id"])] = true
	}
	walk(a, at, func(at, key string, v any) {
		if key != "needs" {
			return
		}
		for _, need := range strs(v) {
			fact, lesion, _ := strings.Cut(need, "@")
			switch {
			case !needForm.MatchString(need):
				f.add(at, "need %q is no fact id", need)
			case !known[fact] && !strings.HasSuffix(fact, ".complete") && !strings.HasPrefix(fact, "plan."): // plan: of one activity
				f.add(at, "need %q is no finding", need)
			case strings.HasPrefix(fact, "lesion.") != (lesion != ""):
				f.add(at, "need %q: lesion facts and only they name a lesion", need)
			}
		}
	})
}

func checkSources(f *faults, at string, a map[string]any) {
	given := map[string]bool{}
	for _, s := range list(a, "sources") {
		if id := fmt.Sprint(s["id"]); given[id] {
			f.add(at, "source %s twice", id)
		} else {
			given[id] = true
		}
	}
	walk(a, at, func(at, key string, v any) {
		if key != "sources" {
			return
		}
		for _, id := range v.([]any) {
			if s, ok := id.(string); ok && !given[s] {
				f.add(at, "source %s is not listed", s)
			}
		}
	})
}

// walk calls visit for every key of every object below v.
func walk(v any, at string, visit func(at, key string, v any)) {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			visit(at, key, x)
			walk(x, at+"."+key, visit)
		}
	case []any:
		for i, x := range v {
			walk(x, fmt.Sprintf("%s[%d]", at, i), visit)
		}
	}
}
