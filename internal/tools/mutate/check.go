package main

import (
	"cmp"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"symport/internal/content"
	"symport/internal/rule"
)

// caught is one change with the vignettes that notice it, the first two at most, and
// the pin.
type caught struct {
	rule.Mutant
	By  []string
	Pin string

	notices func(*content.Watch) bool // of a misreading; nil: of changed rules
}

func (m *caught) noticed() bool { return len(m.By) > 0 || m.Pin != "" }

// checked is a whole run.
type checked struct {
	Vignettes []*content.Vignette
	Mutants   []caught
}

// check holds every mutant of an edition against every vignette. enough is how many
// vignettes have to notice one: 1 to know what is caught, 2 to know what a vignette
// catches alone.
func check(fsys fs.FS, edition string, enough int) (*checked, error) {
	c, err := content.Load(fsys, edition, nil)
	if err != nil {
		return nil, err
	}
	vignettes, err := content.Vignettes(c, fsys)
	if err != nil {
		return nil, err
	}
	watches, err := content.Watching(c, vignettes)
	if err != nil {
		return nil, err
	}
	roles, err := content.PinnedRoles(fsys)
	if err != nil {
		return nil, err
	}
	out := &checked{}
	for _, w := range watches {
		out.Vignettes = append(out.Vignettes, w.Vignette)
	}
	for _, m := range c.Rules.Mutants() {
		out.Mutants = append(out.Mutants, caught{Mutant: m})
	}
	out.Mutants = append(out.Mutants, misreadings(c.Rules)...)
	each(len(out.Mutants), func(i int) { out.Mutants[i].hold(watches, roles, enough) })
	return out, nil
}

// each calls what for 0 to n-1 on every processor.
func each(n int, what func(i int)) {
	var next atomic.Int64
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				what(i)
			}
		})
	}
	done.Wait()
}

func (m *caught) hold(watches []content.Watch, roles content.RolePins, enough int) {
	notices := m.notices
	if notices == nil {
		set := m.Set()
		m.Pin = roles.Notice(set)
		notices = func(w *content.Watch) bool { return w.Concerns(m.Options) && w.Notices(set) }
	}
	for i := range watches {
		if notices(&watches[i]) {
			if m.By = append(m.By, watches[i].ID); len(m.By) == enough {
				return
			}
		}
	}
}

// share is how many of the mutants of one kind were caught, by patients and in all.
type share struct {
	Kind                  string
	Vignettes, Caught, Of int
}

func (c *checked) shares() []share {
	var out []share
	total := share{Kind: "all"}
	for _, m := range c.Mutants {
		i := slices.IndexFunc(out, func(s share) bool { return s.Kind == m.Kind })
		if i < 0 {
			i = len(out)
			out = append(out, share{Kind: m.Kind})
		}
		out[i].count(&m)
		total.count(&m)
	}
	slices.SortFunc(out, func(a, b share) int { return cmp.Compare(a.Kind, b.Kind) })
	return append(out, total)
}

func (s *share) count(m *caught) {
	s.Of++
	if len(m.By) > 0 {
		s.Vignettes++
	}
	if m.noticed() {
		s.Caught++
	}
}

func (c *checked) survivors() []caught {
	var out []caught
	for _, m := range c.Mutants {
		if !m.noticed() {
			out = append(out, m)
		}
	}
	return out
}

// idle lists the vignettes that notice nothing alone and pin nothing.
func (c *checked) idle() []string {
	alone := map[string]bool{}
	for _, m := range c.Mutants {
		if len(m.By) == 1 {
			alone[m.By[0]] = true
		}
	}
	var out []string
	for _, v := range c.Vignettes {
		if !alone[v.ID] && len(v.Pins) == 0 {
			out = append(out, v.ID)
		}
	}
	return out
}
