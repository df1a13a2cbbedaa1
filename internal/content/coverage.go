package content

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"symport/internal/fault"
)

// Coverage says which statements of a source are at work in the program.
type Coverage struct {
	Source     string    `json:"source"`
	Of         int       `json:"of"`
	Carried    int       `json:"carried"`
	Sections   []Section `json:"sections"`
	Statements []Carried `json:"facts"`
}

// Section is one section of the source.
type Section struct {
	Name    string   `json:"name"`
	Of      int      `json:"of"`
	Carried int      `json:"carried"`
	Missing []string `json:"missing"`
}

// Carried is one statement with the items that use it. A statement that only the
// reading room shows, or that is left out by intent, has a reason instead.
type Carried struct {
	ID     string   `json:"id"`
	By     []string `json:"by"`
	Reason string   `json:"reason,omitempty"`
	Does   string   `json:"does"` // what the program does with it
}

// leftOut is an entry of coverage.yaml: a statement carried by something that is no
// item of the content, or not carried, with the reason.
type leftOut struct {
	Facts  []string
	By     string // "reading room", "term patient.ecog", "command case check"; empty: not carried
	Reason string
}

// CoverageFile lists what is carried by no item, with the reason.
const CoverageFile = "coverage.yaml"

// readingRoom is the only carrier of what is background: nothing is computed with it.
const readingRoom = "reading room"

// Cover finds the items that carry each statement. An item carries what it acts on: a
// rule, criterion, parameter, figure, follow-up item, value of a drug card or line of a
// sheet. A note carries nothing, nor does a mention.
func Cover(c *Content, fsys fs.FS) (*Coverage, error) {
	entries, problems := readLeftOut(fsys)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	by, reasons := c.carriers(), map[string]string{}
	for _, e := range entries {
		for _, id := range e.item.Facts {
			reasons[id] = e.item.Reason
			if e.item.By != "" && c.carrierProblem(id, e.item.By) == "" {
				by[id] = append(by[id], e.item.By)
			}
		}
	}
	out := &Coverage{Source: c.Edition.Body, Of: len(c.Statements)}
	sections := map[string]*Section{}
	var order []string
	for _, id := range slices.Sorted(maps.Keys(c.Statements)) {
		name := c.Statements[id].Section
		if sections[name] == nil {
			sections[name] = &Section{Name: name, Missing: []string{}}
			order = append(order, name)
		}
		out.count(sections[name], Carried{ID: id, By: by[id], Reason: reasons[id], Does: c.Statements[id].Software})
	}
	for _, name := range order {
		out.Sections = append(out.Sections, *sections[name])
	}
	return out, nil
}

func (cov *Coverage) count(s *Section, k Carried) {
	s.Of++
	if len(k.By) > 0 {
		s.Carried++
		cov.Carried++
	} else {
		k.By = []string{}
		s.Missing = append(s.Missing, k.ID)
	}
	cov.Statements = append(cov.Statements, k)
}

// carriers lists, by statement, the items that act on it.
func (c *Content) carriers() map[string][]string {
	by := map[string][]string{}
	for _, u := range c.users() {
		for _, id := range u.facts {
			if item := u.name(); !slices.Contains(by[id], item) {
				by[id] = append(by[id], item)
			}
		}
	}
	return by
}

// carrierProblem says why an entry of coverage.yaml does not carry the statement, ""
// if it does: background is carried by the reading room, all else by an item there is
// or by a command of the program.
func (c *Content) carrierProblem(statement, by string) string {
	background := c.Statements[statement].Background
	kind, id, _ := strings.Cut(by, " ")
	switch {
	case by == readingRoom && background, kind == "command" && id != "":
		return ""
	case by == readingRoom:
		return statement + " is no background: an item has to act on it"
	}
	for _, card := range Show(c, id) {
		if card.Kind == kind {
			return ""
		}
	}
	return "there is no " + by
}

func readLeftOut(fsys fs.FS) ([]placed[leftOut], fault.Problems) {
	data, err := fs.ReadFile(fsys, CoverageFile)
	if err != nil {
		return nil, nil
	}
	n, problems := parse(CoverageFile, data)
	if n == nil {
		return nil, problems
	}
	d := &decoder{file: CoverageFile}
	entries := list[leftOut](d, n)
	return entries, append(problems, d.problems...)
}

// coverage: what coverage.yaml says is about statements and items that exist, with a
// reason, and nothing is left out silently.
func (l *linter) coverage() {
	entries, problems := readLeftOut(l.fsys)
	l.problems = append(l.problems, problems...)
	by := l.carriers()
	excused := map[string]bool{}
	for _, e := range entries {
		l.leftOut(e, excused)
	}
	for _, id := range slices.Sorted(maps.Keys(l.Statements)) {
		if len(by[id]) == 0 && !excused[id] {
			l.report(fault.Fatal, "fact", id, "fact-not-carried", "name it in the item that acts on it, or give a reason in "+CoverageFile,
				"nothing carries fact %s", id)
		}
	}
}

func (l *linter) leftOut(e placed[leftOut], excused map[string]bool) {
	fail := func(id, message string) {
		l.problems = append(l.problems, fault.Problem{Place: placeOf(e.file, e.node), ID: id, Message: message})
	}
	if e.item.Reason == "" {
		fail("reason-missing", "no reason")
	}
	for _, id := range e.item.Facts {
		excused[id] = true
		if _, ok := l.Statements[id]; !ok {
			fail("fact-unknown", "no fact "+id)
		} else if problem := l.carrierProblem(id, e.item.By); e.item.By != "" && problem != "" {
			fail("carrier-unknown", problem)
		}
	}
}
