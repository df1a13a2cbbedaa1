package content

import (
	"slices"
	"sync"

	"go.yaml.in/yaml/v4"

	"symport/internal/cite"
	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/rule"
)

// items collects what was decoded from the files of some kinds.
type items struct {
	problems fault.Problems
	places   map[string]fault.Place

	termList   []placed[fact.Term]
	paramList  []placed[Param]
	sources    []placed[cite.Source]
	statements []placed[Statement]
	notes      []placed[Note]
	prognosis  []placed[PrognosisRow]
	schedule   []placed[ScheduleItem]
	redFlags   []placed[RedFlag]
	activities []placed[Activity]
	questions  []placed[Question]
	drugs      []placed[Drug]
	sheets     []placed[Sheet]
	reviews    []placed[Review]
	words      []placed[Meaning]
	drugNames  []placed[DrugName]
}

// decode reads the files of the kinds, each by itself and several at once; the result
// is in the order of the files.
func decode(files []rule.File, kinds ...fileKind) *items {
	var parts []*items
	var all sync.WaitGroup
	for _, f := range files {
		if kind := kindOf(f.Name); slices.Contains(kinds, kind) {
			part := &items{}
			parts = append(parts, part)
			all.Go(func() { part.decodeFile(kind, f) })
		}
	}
	all.Wait()
	it := &items{places: map[string]fault.Place{}}
	for _, part := range parts {
		it.join(part)
	}
	return it
}

func (it *items) join(part *items) {
	it.problems = append(it.problems, part.problems...)
	it.termList = append(it.termList, part.termList...)
	it.paramList = append(it.paramList, part.paramList...)
	it.sources = append(it.sources, part.sources...)
	it.statements = append(it.statements, part.statements...)
	it.notes = append(it.notes, part.notes...)
	it.prognosis = append(it.prognosis, part.prognosis...)
	it.schedule = append(it.schedule, part.schedule...)
	it.redFlags = append(it.redFlags, part.redFlags...)
	it.activities = append(it.activities, part.activities...)
	it.questions = append(it.questions, part.questions...)
	it.drugs = append(it.drugs, part.drugs...)
	it.sheets = append(it.sheets, part.sheets...)
	it.reviews = append(it.reviews, part.reviews...)
	it.words = append(it.words, part.words...)
	it.drugNames = append(it.drugNames, part.drugNames...)
}

func (it *items) decodeFile(kind fileKind, f rule.File) {
	n, problems := parse(f.Name, f.Data)
	it.problems = append(it.problems, problems...)
	if n == nil {
		return
	}
	d := &decoder{file: f.Name}
	switch kind {
	case termFiles:
		it.termList = append(it.termList, list[fact.Term](d, n)...)
	case paramFiles:
		it.paramList = append(it.paramList, list[Param](d, n)...)
	case sourceFiles:
		it.sources = append(it.sources, list[cite.Source](d, n)...)
	case factFiles:
		it.statements = append(it.statements, list[Statement](d, n)...)
	case noteFiles:
		it.notes = append(it.notes, list[Note](d, n)...)
	case prognosisFile:
		it.prognosis = append(it.prognosis, list[PrognosisRow](d, n)...)
	case scheduleFile:
		it.schedule = append(it.schedule, list[ScheduleItem](d, n)...)
	case redFlagFile:
		it.redFlags = append(it.redFlags, list[RedFlag](d, n)...)
	case activityFile:
		it.activities = append(it.activities, list[Activity](d, n)...)
	case questionFile:
		it.questions = append(it.questions, list[Question](d, n)...)
	case drugFiles:
		it.drugs = append(it.drugs, one[Drug](d, n))
	case sheetFiles:
		it.sheets = append(it.sheets, one[Sheet](d, n))
	case reviewFiles:
		it.reviews = append(it.reviews, list[Review](d, n)...)
	case wordFile:
		it.words = append(it.words, list[Meaning](d, n)...)
	case drugNameFile:
		it.drugNames = append(it.drugNames, list[DrugName](d, n)...)
	}
	it.problems = append(it.problems, d.problems...)
}

// into hands the decoded texts to the content.
func (it *items) into(c *Content) {
	c.Sources = byID(it, it.sources, "source", func(s cite.Source) string { return s.ID })
	c.Statements = byID(it, it.statements, "fact", func(s Statement) string { return s.ID })
	c.Notes = byID(it, it.notes, "note", func(n Note) string { return n.ID })
	c.Prognosis = plain(it.prognosis)
	c.Schedule = unique(it, it.schedule, "schedule item", func(s ScheduleItem) string { return s.ID })
	c.RedFlags = unique(it, it.redFlags, "red flag", func(r RedFlag) string { return r.ID })
	c.Activities = plain(it.activities)
	c.Questions = unique(it, it.questions, "question", func(q Question) string { return q.ID })
	c.Drugs = unique(it, it.drugs, "drug", func(d Drug) string { return d.ID })
	c.Meanings, c.DrugNames = plain(it.words), plain(it.drugNames)
	c.words, c.drugBook = newLexicon(c.Meanings), newDrugBook(c.Drugs, c.DrugNames)
	c.Reviews = plain(it.reviews)
	for _, r := range it.reviews {
		c.reviewPlaces = append(c.reviewPlaces, placeOf(r.file, r.node))
	}
	c.Sheets = unique(it, it.sheets, "sheet", func(s Sheet) string { return s.ID })
}

func plain[T any](list []placed[T]) []T {
	out := make([]T, len(list))
	for i, p := range list {
		out[i] = p.item
	}
	return out
}

// unique returns the items with an id that no earlier one has, and notes their places.
func unique[T any](it *items, list []placed[T], kind string, id func(T) string) []T {
	out := make([]T, 0, len(list))
	for _, p := range list {
		if it.register(p.file, placeOf(p.file, p.node), kind, id(p.item)) {
			out = append(out, p.item)
		}
	}
	return out
}

func byID[T any](it *items, list []placed[T], kind string, id func(T) string) map[string]T {
	out := make(map[string]T, len(list))
	for _, item := range unique(it, list, kind, id) {
		out[id(item)] = item
	}
	return out
}

func (it *items) register(file string, at fault.Place, kind, id string) bool {
	at.Width = 0
	if id == "" {
		it.fail(at, "id-missing", kind+" without id", "")
		return false
	}
	key := kind + " " + id
	if first, ok := it.places[key]; ok {
		it.fail(at, "id-twice", kind+" "+id+" is declared twice", "first at "+first.String())
		return false
	}
	it.places[key] = at
	return true
}

func (it *items) fail(at fault.Place, id, message, hint string) {
	it.problems = append(it.problems, fault.Problem{Place: at, ID: id, Message: message, Hint: hint})
}

// failAt notes a problem at the key's value, or at the item if the key is not there.
func (it *items) failAt(file string, n *yaml.Node, key, message, hint string) {
	at := child(n, key)
	if at == nil {
		at = n
	}
	it.fail(placeOf(file, at), "item-wrong", message, hint)
}
