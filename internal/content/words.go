package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"symport/internal/cite"
)

// Meaning is what words of a case file say of facts. Words stand for themselves and their
// spellings; "carotid|jugular + invasion" is met by one of each group anywhere in an entry.
// A meaning without facts holds words that say nothing of any.
type Meaning struct {
	ID       string
	Is       []string // facts whose name the words are: stated by them, denied with them
	Shows    []string // facts of which they are a kind: stated by them, not denied with them
	Leaves   []string // facts that they leave open
	Ends     []string // facts that they say are over
	Doubts   bool     // words that turn an entry into no plain statement: "no", "suspected"
	Words    []string
	Sources  []string
	Verified cite.Verified
}

// DrugName is a drug that a case file may name, and what it is.
type DrugName struct {
	ID       string   // the name that rules use
	Class    string   // kinase-inhibitor | other
	Names    []string // other names of it
	Stems    []string // endings of names of this class
	Sources  []string
	Verified cite.Verified
}

// Brand is a trade name of the drug of a card.
type Brand struct {
	Name     string
	By       []string
	Verified cite.Verified
}

// Reading is what an entry says, as far as its words are known.
type Reading struct {
	Is, Shows, Leaves, Ends []string
	Doubt                   bool
	Understood              bool // every word of the name is known
}

// lexicon holds the phrases by their first word.
type lexicon struct {
	byFirst map[string][]phrase
	joint   []jointPhrase
}

type phrase struct {
	words []string
	of    *Meaning
}

type jointPhrase struct {
	groups [][]phrase
	of     *Meaning
}

func newLexicon(list []Meaning) *lexicon {
	l := &lexicon{byFirst: map[string][]phrase{}}
	for i := range list {
		m := &list[i]
		for _, text := range m.Words {
			if strings.Contains(text, " + ") || strings.Contains(text, "|") {
				l.joint = append(l.joint, jointOf(text, m))
				continue
			}
			if w := spelled(text); len(w) > 0 {
				l.byFirst[w[0]] = append(l.byFirst[w[0]], phrase{w, m})
			}
		}
	}
	for _, list := range l.byFirst {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return l
}

func jointOf(text string, m *Meaning) jointPhrase {
	j := jointPhrase{of: m}
	for _, group := range strings.Split(text, " + ") {
		var one []phrase
		for _, alternative := range strings.Split(group, "|") {
			one = append(one, phrase{spelled(alternative), m})
		}
		j.groups = append(j.groups, one)
	}
	return j
}

// spelled splits a text into words in one spelling: lower case, American, singular.
func spelled(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(text), "?", " ? ")
	words := strings.FieldsFunc(text, func(r rune) bool { return r != '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		w = respell.Replace(w)
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
			w = w[:len(w)-1]
		}
		words[i] = w
	}
	return words
}

var respell = strings.NewReplacer("ae", "e", "oe", "e", "our", "or", "isation", "ization")

// Read reads the name of an entry, and its detail for what qualifies the name. What only
// the detail says is left open, and nothing of it has to be known.
func (c *Content) Read(name, detail string) Reading {
	return c.words.read(spelled(name), spelled(detail))
}

func (l *lexicon) read(name, detail []string) Reading {
	text := slices.Concat(name, detail)
	known := make([]bool, len(text))
	out := Reading{}
	denied := false // in the detail
	for i := 0; i < len(text); {
		m, n := l.longest(text[i:])
		if m == nil {
			known[i] = isNumber(text[i])
			i++
			continue
		}
		denied = denied || m.Doubts && i >= len(name)
		if i < len(name) || !denied {
			out.take(m, i < len(name))
		}
		for k := range n {
			known[i+k] = true
		}
		i += n
	}
	for k := range l.joint {
		l.joint[k].read(&out, text, known, len(name))
	}
	out.Understood = !slices.Contains(known[:len(name)], false)
	return out
}

func (l *lexicon) longest(text []string) (*Meaning, int) {
	for _, p := range l.byFirst[text[0]] {
		if len(p.words) <= len(text) && slices.Equal(p.words, text[:len(p.words)]) {
			return p.of, len(p.words)
		}
	}
	return nil, 0
}

// take adds a meaning that the name has, or that stands in the detail alone.
func (r *Reading) take(m *Meaning, ofName bool) {
	if !ofName {
		if !m.Doubts {
			r.Leaves = slices.Concat(r.Leaves, m.Is, m.Shows, m.Leaves)
		}
		return
	}
	r.Is, r.Shows = append(r.Is, m.Is...), append(r.Shows, m.Shows...)
	r.Leaves, r.Ends = append(r.Leaves, m.Leaves...), append(r.Ends, m.Ends...)
	r.Doubt = r.Doubt || m.Doubts
}

func (j *jointPhrase) read(out *Reading, text []string, known []bool, name int) {
	var spans [][2]int
	for _, group := range j.groups {
		i, n := find(text, group)
		if n == 0 {
			return
		}
		spans = append(spans, [2]int{i, n})
	}
	out.take(j.of, spans[0][0] < name)
	for _, s := range spans {
		for k := range s[1] {
			known[s[0]+k] = true
		}
	}
}

// find is where one of the phrases of a group stands.
func find(text []string, group []phrase) (at, n int) {
	for _, p := range group {
		for i := range text {
			if i+len(p.words) <= len(text) && slices.Equal(p.words, text[i:i+len(p.words)]) {
				return i, len(p.words)
			}
		}
	}
	return 0, 0
}

func isNumber(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// drugBook finds drugs by any of their names.
type drugBook struct {
	byName map[string]*DrugName
	stems  map[string]*DrugName
}

func newDrugBook(cards []Drug, list []DrugName) *drugBook {
	b := &drugBook{byName: map[string]*DrugName{}, stems: map[string]*DrugName{}}
	add := func(name string, d *DrugName) { b.byName[strings.Join(spelled(name), " ")] = d }
	for i := range list {
		d := &list[i]
		if len(d.Stems) == 0 {
			add(d.ID, d)
		}
		for _, n := range d.Names {
			add(n, d)
		}
		for _, s := range d.Stems {
			b.stems[s] = d
		}
	}
	for i := range cards {
		d := &DrugName{ID: cards[i].ID, Class: KinaseInhibitor}
		add(d.ID, d)
		for _, brand := range cards[i].Brands {
			add(brand.Name, d)
		}
	}
	return b
}

// Classes of drugs.
const (
	KinaseInhibitor = "kinase-inhibitor"
	OtherDrug       = "other"
)

// DrugsNamed are the drugs that a text names, by the names that rules use, each once; ok is
// false if some word of it names no known drug, dose, salt or form.
func (c *Content) DrugsNamed(text string) (drugs []DrugName, ok bool) {
	words := spelled(text)
	ok = len(words) > 0
	for i := 0; i < len(words); {
		d, n := c.drugBook.longest(words[i:])
		switch {
		case d != nil && !slices.ContainsFunc(drugs, func(x DrugName) bool { return x.ID == d.ID }):
			drugs = append(drugs, *d)
		case d == nil && !isNumber(words[i]) && !slices.Contains(drugForms, words[i]):
			ok = false
		}
		i += max(n, 1)
	}
	return drugs, ok && len(drugs) > 0
}

// drugForms are words that stand beside the name of a drug.
var drugForms = []string{"mg", "g", "ug", "d", "day", "daily", "twice", "once", "tablet", "capsule", "oral", "iv", "sodium", "hydrochloride",
	"mesylate", "tosylate", "acid", "low", "dose", "and", "plu", "with", "in", "combination", "the", "a"}

const longestDrugName = 3

func (b *drugBook) longest(words []string) (*DrugName, int) {
	for n := min(longestDrugName, len(words)); n > 0; n-- {
		if d := b.byName[strings.Join(words[:n], " ")]; d != nil {
			return d, n
		}
	}
	for stem, d := range b.stems {
		if strings.HasSuffix(words[0], stem) && len(words[0]) > len(stem) {
			return &DrugName{ID: words[0], Class: d.Class}, 1
		}
	}
	return nil, 0
}
