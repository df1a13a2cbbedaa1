package content

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/rule"
)

// Vignette is one test of the content: facts of a patient and what the rules have to
// say of them.
type Vignette struct {
	ID, AsOf, About, Added, Changed string
	Like                            string   // the vignette whose patient this one is, but for what it says
	Edition                         string   // empty: every edition that holds the folder
	Pins                            []string // ids of what it stands for: statements, or items that rest on none
	Facts                           map[string]yaml.Node
	Lesions                         map[string]map[string]yaml.Node
	LesionsComplete                 string
	Activities                      []map[string]yaml.Node
	Expect                          Expectation

	file string
	node *yaml.Node
}

// Expectation is what has to come out. Targets are written "option@L1", "option@7.4".
type Expectation struct {
	Criteria  map[string]string   // met | not-met | unknown | not-applicable; "id@L1" of one lesion
	Options   map[string]string   // verdict; "absent" if the option has no entry for the target
	Allows    map[string][]string // exactly these verdicts can still come
	AtBest    map[string]string
	Rules     map[string]string   // met | not-met | unknown, "rule" or "rule@L1"
	Needs     map[string][]string // facts that are among the needs of an option
	Checklist map[string][]string // exactly these rules stand open before the start of an option
	Ongoing   map[string]string   // met | not-met | unknown: whether the option runs already
}

// Place is where the vignette was written.
func (v *Vignette) Place() fault.Place { return placeOf(v.file, v.node) }

// Vignettes reads the tests of the edition's folders and of the safety floor. Problems
// of a file are reported all at once.
func Vignettes(c *Content, fsys fs.FS) ([]Vignette, error) {
	var out []Vignette
	var problems fault.Problems
	ids := map[string]fault.Place{}
	for _, folder := range append(slices.Clone(c.Edition.Folders), SafetyFolder) {
		names, err := fs.Glob(fsys, path.Join(folder, "tests/*.yaml"))
		if err != nil {
			return nil, fault.New(fault.Invalid, "%s: %w", folder, err)
		}
		for _, name := range names {
			list, bad := readVignettes(fsys, name)
			problems = append(problems, bad...)
			for _, v := range list {
				if first, ok := ids[v.ID]; ok || v.ID == "" {
					problems = append(problems, fault.Problem{Place: v.Place(), ID: "id-twice",
						Message: "vignette " + strconv.Quote(v.ID) + " needs an id of its own", Hint: first.String()})
				}
				ids[v.ID] = v.Place()
				if v.Edition == "" || v.Edition == c.Edition.ID {
					out = append(out, v)
				}
			}
		}
	}
	problems = append(problems, inherit(out)...)
	problems = append(problems, pinsUnknown(c, out)...)
	problems.Sort()
	return out, problems.Err()
}

// pinsUnknown reports the pins that name nothing of the content.
func pinsUnknown(c *Content, list []Vignette) fault.Problems {
	var problems fault.Problems
	known := IDs(c)
	for i := range list {
		for _, id := range list[i].Pins {
			if _, ok := slices.BinarySearch(known, id); !ok {
				problems = append(problems, fault.Problem{Place: placeOf(list[i].file, child(list[i].node, "pins")), ID: "pin-unknown",
					Message: "nothing is called " + strconv.Quote(id), Hint: didYouMean(id, known)})
			}
		}
	}
	return problems
}

// inherit completes each vignette by the patient it is like. That one stands earlier
// and has been completed itself.
func inherit(list []Vignette) fault.Problems {
	var problems fault.Problems
	at := map[string]int{}
	for i := range list {
		v := &list[i]
		at[v.ID] = i
		if v.Like == "" {
			continue
		}
		j, ok := at[v.Like]
		if !ok || j == i {
			problems = append(problems, fault.Problem{Place: placeOf(v.file, child(v.node, "like")), ID: "like-unknown",
				Message: "no earlier vignette " + v.Like, Hint: didYouMean(v.Like, sortedKeys(at))})
			continue
		}
		v.take(&list[j])
	}
	return problems
}

func (v *Vignette) take(from *Vignette) {
	v.Facts = under(v.Facts, from.Facts)
	v.Lesions = under(v.Lesions, from.Lesions)
	if v.LesionsComplete == "" {
		v.LesionsComplete = from.LesionsComplete
	}
	if v.Activities == nil {
		v.Activities = from.Activities
	}
}

// under returns base with the entries of m over it.
func under[T any](m, base map[string]T) map[string]T {
	out := maps.Clone(base)
	if out == nil {
		out = map[string]T{}
	}
	maps.Copy(out, m)
	return out
}

func readVignettes(fsys fs.FS, name string) ([]Vignette, fault.Problems) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fault.Problems{{Place: fault.Place{File: name}, ID: "unreadable", Message: err.Error()}}
	}
	n, problems := parse(name, data)
	if n == nil {
		return nil, problems
	}
	d := &decoder{file: name}
	var out []Vignette
	for _, p := range list[Vignette](d, n) {
		p.item.file, p.item.node = p.file, p.node
		out = append(out, p.item)
	}
	return out, d.problems
}

// patient builds the facts of a vignette.
func (v *Vignette) patient(c *Content) (*rule.Facts, fault.Problems) {
	d := &decoder{file: v.file}
	f := rule.NewFacts(c.Vocabulary)
	d.values(c, v.Facts, fact.OfPatient, f.Set)
	for _, id := range sortedKeys(v.Lesions) {
		t := f.AddLesion(id)
		d.values(c, v.Lesions[id], fact.OfLesion, func(id string, value fact.Value) { f.SetOn(t, id, value) })
	}
	for _, a := range v.Activities {
		d.activity(c, f, a)
	}
	switch v.LesionsComplete {
	case "yes":
		f.LesionsComplete = fact.Yes
	case "no":
		f.LesionsComplete = fact.No
	case "", "unknown":
	default:
		d.fail(child(v.node, "lesions-complete"), "value-wrong", "lesions-complete is yes, no or unknown", "")
	}
	return f, d.problems
}

func (d *decoder) activity(c *Content, f *rule.Facts, a map[string]yaml.Node) {
	n, ok := a["gbq"]
	gbq, err := strconv.ParseFloat(n.Value, 64)
	if !ok || err != nil {
		d.problems = append(d.problems, fault.Problem{Place: fault.Place{File: d.file}, ID: "activity", Message: "an activity needs gbq: its number"})
		return
	}
	t := f.AddActivity(n.Value+" GBq", gbq)
	rest := map[string]yaml.Node{}
	for id, value := range a {
		if id != "gbq" {
			rest[id] = value
		}
	}
	d.values(c, rest, fact.OfActivity, func(id string, value fact.Value) { f.SetOn(t, id, value) })
}

func (d *decoder) values(c *Content, nodes map[string]yaml.Node, scope fact.Scope, set func(string, fact.Value)) {
	for _, id := range sortedKeys(nodes) {
		n := nodes[id]
		t := c.Vocabulary.Term(id)
		switch {
		case t == nil:
			d.fail(&n, "fact-unknown", "no fact "+strconv.Quote(id), didYouMean(id, termIDs(c.Vocabulary.Terms)))
		case t.Scope != scope:
			d.fail(&n, "fact-scope", id+" is a fact of a "+string(t.Scope), "")
		default:
			value, hint := readValue(t, &n)
			if hint != "" {
				d.fail(&n, "value-wrong", strconv.Quote(n.Value)+" is no value of "+id, hint)
				continue
			}
			set(id, value)
		}
	}
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// matches reports whether an entry is one of "external-beam", "external-beam@L1",
// "radioiodine-fixed@7.4", "external-beam@patient".
func matches(o *rule.OptionResult, key string) bool {
	id, target, given := strings.Cut(key, "@")
	if o.Option.ID != id {
		return false
	}
	if !given {
		return true
	}
	if o.Option.Each == "activity" {
		gbq, err := strconv.ParseFloat(target, 64)
		return err == nil && gbq == o.Activity
	}
	return o.Target.ID == target || o.Target.ID == "" && target == o.Target.Kind
}
