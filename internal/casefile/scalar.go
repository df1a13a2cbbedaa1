package casefile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/record"
	"symport/internal/unit"
)

// statusWords may stand instead of any value.
var statusWords = []string{"unknown", "not-done", "failed", "not-applicable", "pending"}

func isStatus(text string) bool { return slices.Contains(statusWords, text) }

// word returns a node's text; scalars are text, whatever YAML would make of them.
func (w *walker) word(n *yaml.Node) string {
	switch {
	case n.Kind != yaml.ScalarNode:
		w.fail(n, "not-a-text", "", "expected a single value, found %s", describe(n))
	case empty(n) || strings.TrimSpace(n.Value) == "":
		w.fail(n, "no-value", "write unknown, or leave the key out", "a value is missing")
	default:
		return strings.TrimSpace(n.Value)
	}
	return ""
}

// status reads one of the words that say how a value is missing.
func (w *walker) status(n *yaml.Node) (fact.Status, bool) {
	if n.Kind != yaml.ScalarNode {
		return fact.Unknown, false
	}
	return fact.ParseStatus(strings.TrimSpace(n.Value))
}

// str reads a text that has no status of its own.
func (w *walker) str(n *yaml.Node, to *string, spec Spec) {
	w.at[to] = n
	if st, ok := w.status(n); ok && st != fact.Known {
		return
	}
	*to = w.choose(n, w.word(n), spec)
}

// text reads a text or a status.
func (w *walker) text(n *yaml.Node, to *record.Text, spec Spec) {
	w.at[to] = n
	if st, ok := w.status(n); ok {
		*to = record.Text{Status: st, Written: true}
		return
	}
	if v := w.choose(n, w.word(n), spec); v != "" {
		*to = record.Some(v)
	}
}

// choose brings a word to its listed spelling. Off a closed list it is an error; beside
// an open one it stands as written, with a doubt if it looks like a slip of the pen.
func (w *walker) choose(n *yaml.Node, word string, spec Spec) string {
	if word == "" || len(spec.Words) == 0 {
		return word
	}
	if other := spec.Means[fold(word)]; other != "" {
		return other
	}
	if known := listed(word, spec.Words); known != "" {
		return known
	}
	best := fault.Nearest(word, spec.Words)
	if spec.Open {
		if best != "" && len(word) > 4 && !strings.Contains(word, ".") && fault.Edits(strings.ToLower(word), strings.ToLower(best)) <= 2 {
			w.warn(n, "unknown-word", "did you mean "+best+"? kept as written", "%q is no word that rules know", shorten(word))
		}
		return word
	}
	hint := "one of " + strings.Join(spec.Words, ", ")
	if best != "" {
		hint = "did you mean " + best + "?"
	}
	for site, places := range siteHints {
		if slices.Equal(spec.Words, siteWords) && slices.Contains(places, fold(word)) {
			hint = "write site: " + site + ", detail: " + word
		}
	}
	w.fail(n, "bad-word", hint, "%q is not a value of %s", shorten(word), spec.Name)
	return ""
}

// listed returns the word of the list that is meant: in any case, with hyphens or
// spaces, or by a synonym.
func listed(word string, words []string) string {
	said := fold(word)
	candidates := []string{said, fold(synonyms[said])}
	for _, end := range carcinoma {
		if stem, ok := strings.CutSuffix(said, end); ok {
			candidates = append(candidates, stem, fold(synonyms[stem]))
		}
	}
	for _, candidate := range candidates {
		if candidate == "" {
			continue
		}
		if i := slices.IndexFunc(words, func(k string) bool { return fold(k) == candidate }); i >= 0 {
			return words[i]
		}
	}
	return ""
}

// fold takes away what is spelling only.
func fold(word string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(word), "-", " ")), " ")
}

func (w *walker) truth(n *yaml.Node, to *record.Truth) {
	w.at[to] = n
	if st, ok := w.status(n); ok {
		*to = record.Truth{Status: st, Written: true}
		return
	}
	switch word := w.word(n); strings.ToLower(word) {
	case "yes", "true":
		*to = record.Some(true)
	case "no", "false":
		*to = record.Some(false)
	case "":
	default:
		w.fail(n, "bad-word", "write yes, no or unknown", "%q is neither yes nor no", shorten(word))
	}
}

var digits = regexp.MustCompile(`^[0-9]{1,6}$`)

func (w *walker) count(n *yaml.Node, to *record.Count, spec Spec) {
	w.at[to] = n
	if st, ok := w.status(n); ok {
		*to = record.Count{Status: st, Written: true}
		return
	}
	word := w.word(n)
	if word == "" {
		return
	}
	if !digits.MatchString(word) {
		w.fail(n, "not-a-count", "a whole number, no unit", "%q is not a whole number", shorten(word))
		return
	}
	v, _ := strconv.Atoi(word)
	if v < spec.Lo || v > spec.Hi {
		w.fail(n, "out-of-range", "from "+strconv.Itoa(spec.Lo)+" to "+strconv.Itoa(spec.Hi), "%s %d cannot be", spec.Name, v)
		return
	}
	*to = record.Some(v)
}

func (w *walker) quantity(n *yaml.Node, to *record.Quantity, spec Spec) {
	w.at[to] = n
	if st, ok := w.status(n); ok {
		*to = record.Quantity{Status: st, Written: true}
		return
	}
	if q, ok := w.measure(n, w.word(n), spec); ok {
		*to = record.Some(q)
	}
}

var bareNumber = regexp.MustCompile(`^[<>]?\s*[0-9]+(\.[0-9]+)?$`)

// measure parses a quantity of the key's kinds.
func (w *walker) measure(n *yaml.Node, text string, spec Spec) (unit.Quantity, bool) {
	if text == "" {
		return unit.Quantity{}, false
	}
	full := text
	if spec.Bare && bareNumber.MatchString(text) {
		full = text + " " + spec.Kinds[0].Base()
	}
	q, err := unit.Parse(full, spec.Kinds...)
	if err != nil {
		w.badQuantity(n, err, spec)
		return q, false
	}
	q.Written = text
	return q, true
}

// badQuantity reports what unit found wrong, in the words of the key.
func (w *walker) badQuantity(n *yaml.Node, err error, spec Spec) {
	msg, hint := err.Error(), ""
	if e, ok := err.(*fault.Error); ok {
		msg, hint = e.Err.Error(), e.Hint
	}
	if num, ok := strings.CutSuffix(msg, " has no unit"); ok && spec.Usual != nil {
		hint = "write " + num + " " + strings.Join(spec.Usual, " or "+num+" ")
	}
	if strings.HasSuffix(msg, "has no unit") && spec.Name != "" {
		msg = subject(spec) + " " + msg
	}
	if slices.Contains(spec.Kinds, unit.Dose) && strings.Contains(msg, "an activity") {
		msg = strings.Split(msg, ",")[0] + "; radiotherapy is given in Gy"
		hint = ""
	}
	w.fail(n, "bad-quantity", hint, "%s", msg)
}

// subject names what the number is: a total of radioiodine is an activity.
func subject(spec Spec) string {
	if slices.Equal(spec.Kinds, []unit.Kind{unit.Activity}) {
		return "activity"
	}
	return spec.Name
}

// names reads a list of words, or one word.
func (w *walker) names(n *yaml.Node, spec Spec) []string {
	if n.Kind == yaml.ScalarNode {
		if isStatus(n.Value) {
			return nil
		}
		return nonEmpty(w.choose(n, w.word(n), spec))
	}
	var out []string
	for _, c := range w.items(n) {
		out = append(out, nonEmpty(w.choose(c, w.word(c), spec))...)
	}
	return out
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// lesionRefs reads a list of lesion ids, to be looked up when all are known.
func (w *walker) lesionRefs(n *yaml.Node) []string {
	nodes := []*yaml.Node{n}
	if n.Kind != yaml.ScalarNode {
		nodes = w.items(n)
	} else if isStatus(n.Value) {
		return nil
	}
	var out []string
	for _, c := range nodes {
		if id := w.word(c); id != "" {
			out = append(out, id)
			w.needLesion(c, id)
		}
	}
	return out
}

func (w *walker) needLesion(n *yaml.Node, id string) {
	if id != "" {
		w.lesions = append(w.lesions, reference{n, id})
	}
}

func (w *walker) needEntry(n *yaml.Node, id string) {
	if id != "" {
		w.refs = append(w.refs, reference{n, id})
	}
}

func (w *walker) pattern(n *yaml.Node, to *string, spec Spec) {
	w.at[to] = n
	if isStatus(n.Value) {
		return
	}
	word := w.word(n)
	if word == "" {
		return
	}
	if !regexp.MustCompile(`^(?:` + spec.Pattern + `)$`).MatchString(word) {
		w.fail(n, "bad-word", "write it as in pT3a, N1b, M1, edition 8", "%q is not a value of %s", shorten(word), spec.Name)
		return
	}
	*to = strings.TrimSuffix(word, "th")
}

// splitName parts "diabetes, type 2" into the name and what is said about it.
func splitName(text string) (name, detail string) {
	name, detail, _ = strings.Cut(text, ",")
	name, detail = strings.TrimSpace(name), strings.TrimSpace(detail)
	if known := listed(name, conditionWords); known != "" {
		name = known
	} else if known := listed(name, riskWords); known != "" {
		name = known
	}
	return name, detail
}
