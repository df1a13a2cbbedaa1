package consult

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"symport/internal/casefile"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
	"symport/internal/verdict"
)

// texts are all case files, read once.
var texts = sync.OnceValue(func() map[string][]byte {
	out := map[string][]byte{}
	for _, dir := range []string{"published", "synthetic"} {
		paths, _ := filepath.Glob("../../cases/" + dir + "/*.yaml")
		for _, p := range paths {
			if data, err := os.ReadFile(p); err == nil {
				out[p] = data
			}
		}
	}
	return out
})

func paths() []string {
	var out []string
	for p := range texts() {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// anyCase draws a case; each draw is a record of its own.
func anyCase(t *rapid.T) *record.Patient {
	path := rapid.SampledFrom(paths()).Draw(t, "case")
	p, problems := casefile.Decode(path, texts()[path])
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}

type fataler interface{ Fatal(...any) }

// on assesses a record on a day, or on its own.
func onDay(t fataler, p *record.Patient, tb testing.TB, day *date.Day) *verdict.Assessment {
	return Assess(p, article(tb), Input{AsOf: day, Today: today}).Explain()
}

func optionKey(o *verdict.Option) string {
	key := o.ID + "@" + o.Target.ID
	if o.ActivityGBq != nil {
		key += fmt.Sprint("@", *o.ActivityGBq)
	}
	return key
}

func byKey(a *verdict.Assessment) map[string]*verdict.Option {
	out := map[string]*verdict.Option{}
	for i := range a.Options {
		out[optionKey(&a.Options[i])] = &a.Options[i]
	}
	return out
}

// narrower fails unless every verdict that the second holds possible is one that the
// first does.
func narrower(t *rapid.T, wide, narrow *verdict.Assessment, what string) {
	before := byKey(wide)
	for i := range narrow.Options {
		o := &narrow.Options[i]
		b, ok := before[optionKey(o)]
		if !ok {
			continue
		}
		if !slices.Contains(b.Allows, o.Verdict) {
			t.Fatalf("%s: %s goes from %s to %s, which %v does not allow", what, optionKey(o), b.Verdict, o.Verdict, b.Allows)
		}
		for _, v := range o.Allows {
			if !slices.Contains(b.Allows, v) {
				t.Fatalf("%s: %s allows %v, and %v before", what, optionKey(o), o.Allows, b.Allows)
			}
		}
	}
}

// Answering a question leads to a verdict that was announced as possible, and no answer
// makes more possible.
func TestAnAnswerStaysWithinWhatWasAllowed(t *testing.T) {
	c := article(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := anyCase(rt)
		before := onDay(rt, p, t, nil)
		var open []verdict.Finding
		for _, f := range before.Findings {
			if f.Status == "unknown" && !neverNo[f.ID] {
				open = append(open, f)
			}
		}
		if len(open) == 0 || len(before.Options) == 0 {
			return
		}
		f := rapid.SampledFrom(open).Draw(rt, "fact")
		term := c.Vocabulary.Term(f.ID)
		j := record.Judgement{Entry: record.Entry{When: date.On(before.AsOf)}, Fact: f.ID, Lesion: f.Lesion}
		switch term.Type {
		case fact.Truth:
			j.Answer = record.Some(rapid.SampledFrom([]string{"yes", "no"}).Draw(rt, "answer"))
		case fact.Enum:
			j.Answer = record.Some(rapid.SampledFrom(term.Members).Draw(rt, "answer"))
		default:
			q, err := unit.Parse(strconv.Itoa(rapid.IntRange(0, 300).Draw(rt, "value"))+" "+term.Unit, unitKinds(term.Unit)...)
			if err != nil {
				return
			}
			j.Quantity = record.Some(q)
		}
		p.Judgements = append(p.Judgements, j)
		day := before.AsOf
		narrower(rt, before, onDay(rt, p, t, &day), fmt.Sprintf("%s@%s answered %v%v", f.ID, f.Lesion, j.Answer.V, j.Quantity.V))
	})
}

func unitKinds(name string) []unit.Kind {
	for _, k := range []unit.Kind{unit.Duration, unit.Activity, unit.Dose, unit.Pressure, unit.Length, unit.Thyrotropin, unit.Clearance, unit.Excretion, unit.Milliseconds, unit.Percent, unit.DosePerGBq, unit.Fraction} {
		if slices.Contains(k.Units(), name) {
			return []unit.Kind{k}
		}
	}
	return nil
}

// eachSpan visits every date of a record.
func eachSpan(v reflect.Value, f func(*date.Span)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachSpan(v.Elem(), f)
		}
	case reflect.Struct:
		if s, ok := v.Addr().Interface().(*date.Span); ok {
			f(s)
			return
		}
		for i := range v.NumField() {
			eachSpan(v.Field(i), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachSpan(v.Index(i), f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			x := reflect.New(v.Type().Elem()).Elem()
			x.Set(v.MapIndex(k))
			eachSpan(x, f)
			v.SetMapIndex(k, x)
		}
	}
}

func shift(p *record.Patient, move func(date.Day) date.Day) {
	eachSpan(reflect.ValueOf(p), func(s *date.Span) {
		if s.Known {
			s.Lo, s.Hi, s.Text = move(s.Lo), move(s.Hi), ""
		}
	})
}

// bare is an assessment without dates and the words that hold them.
func bare(a *verdict.Assessment) string {
	var b strings.Builder
	for _, f := range a.Findings {
		fmt.Fprintln(&b, f.ID, f.Lesion, f.Status, f.Value, number(f.Low), number(f.High), f.Why)
	}
	for _, c := range a.Criteria {
		fmt.Fprintln(&b, c.ID, c.Status, c.Needs)
	}
	for i := range a.Options {
		o := &a.Options[i]
		fmt.Fprintln(&b, optionKey(o), o.Verdict, o.Allows, o.Needs, o.Counts, o.State)
	}
	for _, x := range a.Actions {
		fmt.Fprintln(&b, x.ID, x.State)
	}
	for _, m := range a.Missing {
		fmt.Fprintln(&b, m.Facts, m.Changes)
	}
	return b.String()
}

func number(x *float64) string {
	if x == nil {
		return "-"
	}
	return strconv.FormatFloat(*x, 'g', 12, 64)
}

// The calendar repeats after 28 years: nothing but dates may change.
func TestShiftBy28YearsChangesOnlyDates(t *testing.T) {
	for _, path := range paths() {
		p, _ := casefile.Decode(path, texts()[path])
		before := onDay(t, p, t, nil)
		shift(p, func(d date.Day) date.Day { return d.AddMonths(12 * 28) })
		day := before.AsOf.AddMonths(12 * 28)
		if x, y := bare(before), bare(onDay(t, p, t, &day)); x != y {
			t.Errorf("%s: %s", path, firstDifference(x, y))
		}
	}
}

func firstDifference(x, y string) string {
	a, b := strings.Split(x, "\n"), strings.Split(y, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("%q, then %q", a[i], b[min(i, len(b)-1)])
		}
	}
	return "longer"
}

// Days do not matter, only distances: the verdicts of the synthetic cases, none of which
// lies at a limit, do not change when all dates move by some days.
func TestShiftByDaysChangesNoVerdict(t *testing.T) {
	for _, path := range paths() {
		if !strings.Contains(path, "synthetic") || strings.Contains(path, "repeat-too-early") {
			continue
		}
		for _, k := range []date.Day{-9, -4, -1, 1, 3, 8} {
			p, _ := casefile.Decode(path, texts()[path])
			before := onDay(t, p, t, nil)
			shift(p, func(d date.Day) date.Day { return d + k })
			day := before.AsOf + k
			after := byKey(onDay(t, p, t, &day))
			for key, o := range byKey(before) {
				if after[key] == nil || after[key].Verdict != o.Verdict {
					t.Errorf("%s by %d days: %s was %s, is %+v", path, k, key, o.Verdict, after[key])
				}
			}
		}
	}
}

// The order of the entries in the file does not matter.
func TestOrderOfEntriesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := anyCase(rt)
		before, err := json.Marshal(onDay(rt, p, t, nil))
		if err != nil {
			rt.Fatal(err)
		}
		shuffle(rt, reflect.ValueOf(p).Elem())
		after, _ := json.Marshal(onDay(rt, p, t, nil))
		if string(before) != string(after) {
			rt.Fatalf("differs: %s", around(string(before), string(after)))
		}
	})
}

// shuffle reverses or rotates every list of entries.
func shuffle(rt *rapid.T, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case f.Kind() == reflect.Slice && f.Len() > 1 && f.Type().Elem().Kind() == reflect.Struct:
			swap, n := reflect.Swapper(f.Interface()), f.Len()
			for k := n - 1; k > 0; k-- {
				swap(k, rapid.IntRange(0, k).Draw(rt, v.Type().Field(i).Name))
			}
		case f.Kind() == reflect.Struct && (f.Type().Name() == "Person" || f.Type().Name() == "Tumour"):
			shuffle(rt, f)
		}
	}
}

func around(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[max(0, i-200):min(len(a), i+60)] + "\n against \n" + b[max(0, i-200):min(len(b), i+60)]
		}
	}
	return "length"
}

// Activities in mCi and in GBq give the same bytes.
func TestGBqAndMCiAreTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var gbq, mci strings.Builder
		n := rapid.IntRange(1, 6).Draw(rt, "courses")
		for i := range n {
			a := rapid.IntRange(1, 400).Draw(rt, "mCi")
			fmt.Fprintf(&mci, "  - { date: %d-03-05, activity: %d mCi }\n", 2010+i, a)
			fmt.Fprintf(&gbq, "  - { date: %d-03-05, activity: %d.%03d GBq }\n", 2010+i, a*37/1000, a*37%1000)
		}
		head := "symport: case/1\nid: x\nas-of: 2020-01-01\ncomplete: [radioiodine]\ntumour: { histology: papillary }\nlesions: { lung: { site: lung } }\nradioiodine:\n"
		var out [2]string
		for i, text := range []string{head + gbq.String(), head + mci.String()} {
			p, problems := casefile.Decode("x", []byte(text))
			if problems.Err() != nil {
				rt.Fatal(problems)
			}
			data, err := json.Marshal(onDay(rt, p, t, nil))
			if err != nil {
				rt.Fatal(err)
			}
			out[i] = string(data)
		}
		if out[0] != out[1] {
			rt.Fatal(around(out[0], out[1]))
		}
	})
}

// Without a declaration of completeness nothing rests on the end of a list.
func TestAnOpenListIsNeverANo(t *testing.T) {
	for _, path := range paths() {
		p, _ := casefile.Decode(path, texts()[path])
		p.Complete = nil
		for i := range p.Imaging {
			p.Imaging[i].LesionsComplete = record.Truth{}
		}
		for _, f := range onDay(t, p, t, nil).Findings {
			if f.Status == "known" && slices.ContainsFunc(f.From, func(s string) bool { return strings.HasSuffix(s, ": complete") }) {
				t.Errorf("%s: %s@%s is %v by a complete section", path, f.ID, f.Lesion, f.Value)
			}
		}
	}
}

// A date that is only known to lie within a span never makes a verdict firmer.
func TestAVaguerDateIsNeverFirmer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := anyCase(rt)
		before := onDay(rt, p, t, nil)
		var dates []*date.Span
		entriesOf(p, func(_ record.Section, e *record.Entry) {
			for _, s := range []*date.Span{&e.When, &e.From, &e.To} {
				if s.Exact() {
					dates = append(dates, s)
				}
			}
		})
		if len(dates) == 0 || len(before.Options) == 0 {
			return
		}
		s := rapid.SampledFrom(dates).Draw(rt, "date")
		was := *s
		*s = date.Between(s.Lo-date.Day(rapid.IntRange(0, 200).Draw(rt, "back")), s.Hi+date.Day(rapid.IntRange(0, 200).Draw(rt, "on")))
		day := before.AsOf
		narrower(rt, onDay(rt, p, t, &day), before, fmt.Sprintf("%s widened to %s", was, *s))
	})
}
