package reading

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Shelves of the index, in the order in which they stand.
const (
	shelfSource  = "What the sources say"
	shelfRules   = "What the program does with it"
	shelfDrugs   = "Drugs and sheets"
	shelfSafety  = "Safety floor"
	shelfWords   = "Words and numbers"
	shelfTests   = "Tests"
	shelfGeneral = "Overview"
)

var shelves = []string{shelfGeneral, shelfSource, shelfRules, shelfDrugs, shelfSafety, shelfWords, shelfTests}

// shelve puts every item on its page.
func (s *site) shelve() {
	s.statements()
	s.plain("notes", shelfSource, "Inconsistencies of the article", "What is printed, what was checked, what the program does with it.", "note", sorted(s.Notes))
	s.plain("sources", shelfSource, "Sources", "The works cited, and how far each was read.", "source", sorted(s.Sources))
	s.options()
	s.rules()
	s.criteria()
	s.tables()
	s.drugs()
	s.plain("parameters", shelfWords, "Parameters", "Every threshold, with its unit, source and place in it.", "parameter", sorted(s.Params))
	s.terms()
	s.tests()
}

func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

func (s *site) plain(name, shelf, title, intro, kind string, ids []string) {
	if len(ids) == 0 {
		return
	}
	p := s.page(name, shelf, title, intro)
	for _, id := range ids {
		s.add(p, kind, id)
	}
}

// statements stand section by section, in the order of the source.
func (s *site) statements() {
	bySection := map[string]*page{}
	for _, id := range sorted(s.Statements) {
		section := s.Statements[id].Section
		if bySection[section] == nil {
			bySection[section] = s.page("statements-"+slug(section), shelfSource, "Statements: "+section,
				"What the article says in this section, in other words, and what the program does with it.")
		}
		s.add(bySection[section], "fact", id)
	}
}

// options have a page each, so that what is for and against stands together.
func (s *site) options() {
	for _, o := range s.Rules.Options {
		p := s.page("option-"+slug(o.ID), shelfRules, "Option: "+upper(o.Label), "")
		s.add(p, "option", o.ID)
	}
}

// rules stand by the file that holds them, each once however many options share it.
func (s *site) rules() {
	byFile := map[string]*page{}
	seen := map[string]bool{}
	for _, o := range s.Rules.Options {
		for _, a := range o.Arguments {
			id, _, _ := strings.Cut(a.Rule, "@")
			if seen[id] {
				continue
			}
			seen[id] = true
			name, shelf := pageOfRules(a.Place.File)
			if byFile[name] == nil {
				byFile[name] = s.page(name, shelf, "Rules: "+titleOf(a.Place.File), "")
			}
			s.add(byFile[name], "rule", id)
		}
	}
}

func pageOfRules(file string) (name, shelf string) {
	base := slug(strings.TrimSuffix(path.Base(file), ".yaml"))
	if strings.HasPrefix(file, "safety/") {
		return "safety-rules-" + base, shelfSafety
	}
	return "rules-" + base, shelfRules
}

func titleOf(file string) string {
	words := strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".yaml"), "-", " ")
	if strings.HasPrefix(file, "safety/") {
		return upper(words) + " (safety floor)"
	}
	return upper(words)
}

func (s *site) criteria() {
	byFile := map[string]*page{}
	for _, k := range s.Rules.Criteria {
		file := k.Place.File
		name := "criteria-" + slug(strings.TrimSuffix(path.Base(file), ".yaml"))
		shelf := shelfRules
		if strings.HasPrefix(file, "safety/") {
			name, shelf = "safety-"+name, shelfSafety
		}
		if byFile[name] == nil {
			byFile[name] = s.page(name, shelf, "Criteria: "+titleOf(file), "")
		}
		s.add(byFile[name], "criterion", k.ID)
	}
}

func (s *site) tables() {
	var schedule, flags, questions, strata []string
	for _, it := range s.Schedule {
		schedule = append(schedule, it.ID)
	}
	for _, r := range s.RedFlags {
		flags = append(flags, r.ID)
	}
	for _, q := range s.Questions {
		questions = append(questions, q.ID)
	}
	for _, r := range s.Prognosis {
		if !slices.Contains(strata, r.Stratum) {
			strata = append(strata, r.Stratum)
		}
	}
	s.plain("prognosis", shelfRules, "Survival tables", "One cohort, as the article quotes it: a table, no model and no interpolation.", "prognosis", strata)
	s.plain("follow-up", shelfRules, "Follow-up and preparation", "What is due, from when and until when. An interval of the house says so.", "schedule item", schedule)
	s.plain("red-flags", shelfSafety, "Red flags", "First line of every output.", "red flag", flags)
	s.plain("questions", shelfWords, "Questions", "What one document or person answers together.", "question", questions)
}

func (s *site) drugs() {
	for i := range s.Drugs {
		p := s.page("drug-"+slug(s.Drugs[i].ID), shelfDrugs, "Drug card: "+s.Drugs[i].Label, "")
		s.add(p, "drug", s.Drugs[i].ID)
	}
	for i := range s.Sheets {
		p := s.page("about-"+slug(s.Sheets[i].ID), shelfDrugs, "Sheet: "+s.Sheets[i].Label, "")
		s.add(p, "sheet", s.Sheets[i].ID)
	}
}

// terms stand by the first part of their id.
func (s *site) terms() {
	byWord := map[string]*page{}
	ids := make([]string, 0, len(s.Vocabulary.Terms))
	for i := range s.Vocabulary.Terms {
		ids = append(ids, s.Vocabulary.Terms[i].ID)
	}
	slices.Sort(ids)
	for _, id := range ids {
		word, _, dotted := strings.Cut(id, ".")
		if !dotted {
			word = "others"
		}
		if byWord[word] == nil {
			byWord[word] = s.page("terms-"+slug(word), shelfWords, "Terms: "+word, "What each fact of the vocabulary means, and who is asked for it.")
		}
		s.add(byWord[word], "term", id)
	}
}
