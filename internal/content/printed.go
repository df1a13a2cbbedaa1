package content

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
	"symport/internal/rule"
)

// printed is every number of the content, and every role of a rule, by item.
type printed map[string]*Pin

func (p printed) of(item string) *Pin {
	if p[item] == nil {
		p[item] = &Pin{Item: item, Values: map[string]string{}}
	}
	return p[item]
}

func (p printed) add(item, field, value string) {
	values := p.of(item).Values
	key := field
	for n := 2; values[key] != ""; n++ {
		key = field + "#" + strconv.Itoa(n)
	}
	values[key] = value
}

// Printed lists what the content says that can be pinned, by item.
func Printed(c *Content, fsys fs.FS) ([]Pin, error) {
	p, err := printedIn(fsys)
	if err != nil {
		return nil, err
	}
	p.roles(c.Rules)
	out := make([]Pin, 0, len(p))
	for _, item := range sortedKeys(p) {
		out = append(out, *p[item])
	}
	return out, nil
}

// noItems are files without clinical numbers of their own, by folder or name.
var noItems = []string{"tests", "terms", "editions", "questions.yaml", "sources", "sources.yaml", "coverage.yaml", "words.yaml", "drugnames.yaml"}

// numberFiles lists the files whose numbers are pinned.
func numberFiles(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case slices.Contains(noItems, entry.Name()) && entry.IsDir():
			return fs.SkipDir
		case path.Ext(name) == ".yaml" && !slices.Contains(noItems, entry.Name()):
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%w", err)
	}
	return names, nil
}

// printedIn reads the numbers of all files.
func printedIn(fsys fs.FS) (printed, error) {
	names, err := numberFiles(fsys)
	if err != nil {
		return nil, err
	}
	p := printed{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fault.New(fault.Unavailable, "%w", err)
		}
		n, problems := parse(name, data)
		if err := problems.Err(); err != nil {
			return nil, err
		}
		p.file(name, n)
	}
	return p, nil
}

// itemWords name the items of a kind of file.
var itemWords = map[fileKind]string{
	factFiles: "statement", noteFiles: "note", paramFiles: "parameter", prognosisFile: "prognosis",
	scheduleFile: "follow-up", activityFile: "activity", redFlagFile: "red flag", ruleFileKind: "rule",
}

func (p printed) file(name string, n *yaml.Node) {
	word := itemWords[kindOf(name)]
	if word == "" {
		word = strings.TrimSuffix(path.Base(path.Dir(name)), "s")
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		name := itemName(word, item)
		p.walk(name, "", item)
		if word == itemWords[factFiles] {
			p.statements(name, child(item, "id"))
		}
	}
}

// nameKeys are the keys that name an item, with the word for what they name.
var nameKeys = []struct{ key, word string }{
	{"id", ""}, {"rule", "rule"}, {"criterion", "criterion"}, {"option", "option"},
	{"arguments-for", "option"}, {"constraint", "constraint"}, {"gbq", ""},
}

func itemName(word string, n *yaml.Node) string {
	if s := child(n, "stratum"); s != nil {
		name := word + " " + s.Value
		for _, key := range []string{"endpoint", "years"} {
			if part := child(n, key); part != nil {
				name += ", " + part.Value
			}
		}
		return name
	}
	for _, k := range nameKeys {
		if v := child(n, k.key); v != nil {
			if k.word != "" {
				word = k.word
			}
			return word + " " + v.Value
		}
	}
	return word
}

// noNumbers are keys whose digits count nothing: names, places in a source, conditions.
var noNumbers = []string{
	"id", "lines", "section", "locator", "source", "sources", "facts", "fact", "also", "notes", "verified", "reviewed",
	"url", "doi", "criterion", "option", "rule", "arguments-for", "when", "scope", "until", "number", "stratum", "date", "last-checked",
	"applies", "only-if", "continues", "alternative", "never", "fresh-of", "by",
}

func (p printed) walk(item, field string, n *yaml.Node) {
	switch n.Kind {
	case yaml.ScalarNode:
		if value := pinValue(n.Value); value != "" {
			p.add(item, field, value)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if !slices.Contains(noNumbers, key) {
				p.walk(item, join(field, key), n.Content[i+1])
			}
			if slices.Contains(statementKeys, key) {
				p.statements(item, n.Content[i+1])
			}
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			p.entry(item, field, c)
		}
	}
}

// statementKeys hold the statements that an item, or a part of it, comes from.
var statementKeys = []string{"facts", "fact", "also"}

func (p printed) statements(item string, n *yaml.Node) {
	if pin := p.of(item); n.Kind == yaml.ScalarNode && !slices.Contains(pin.Facts, n.Value) {
		pin.Facts = append(pin.Facts, n.Value)
	}
	for _, c := range n.Content {
		p.statements(item, c)
	}
}

// entry is one member of a list: a rule is an item by itself, anything else a field by
// the value of its first key.
func (p printed) entry(item, field string, n *yaml.Node) {
	switch {
	case child(n, "rule") != nil:
		p.walk(itemName("", n), "", n)
	case n.Kind == yaml.MappingNode && len(n.Content) > 1 && n.Content[1].Kind == yaml.ScalarNode:
		p.walk(item, join(field, n.Content[1].Value), n)
	default:
		p.walk(item, field, n)
	}
}

func join(field, key string) string {
	if field == "" {
		return key
	}
	return field + "." + key
}

// roles adds what the rules do and which options are experimental.
func (p printed) roles(s *rule.Set) {
	for _, o := range s.Options {
		if o.Experimental {
			p.add("option "+o.ID, "experimental", "yes")
		}
		for _, a := range o.Arguments {
			id, _, _ := strings.Cut(a.Rule, "@")
			p.role("rule "+id, roleOf(a))
		}
	}
}

// role enters the role of a rule once, however many options have it.
func (p printed) role(item, role string) {
	values := p.of(item).Values
	switch before := values["role"]; {
	case before == "":
		values["role"] = role
	case !slices.Contains(strings.Split(before, " | "), role):
		values["role"] = before + " | " + role
	}
}

func roleOf(a *rule.Argument) string {
	text := strings.TrimSpace(string(a.Role) + " " + a.Strength)
	if a.BeforeStart {
		text += ", before start"
	}
	return text
}

// pinValue is what a pin holds of a text: of "28 d" or "-6 wk" all of it, else the
// numbers.
func pinValue(text string) string {
	value := figuresIn(text)
	if words := strings.Fields(text); value != "" && len(words) <= 2 && figuresIn(words[0]) == value {
		return text
	}
	return value
}

// figuresIn lists the numbers of a text, each with the comparison or sign before it.
// Digits within a name (VEGFR1, F017) and mass numbers (131I) are none.
func figuresIn(text string) string {
	var found []string
	for i := 0; i < len(text); {
		end := numberAt(text, i)
		if end == i {
			i++
			continue
		}
		if !isName(text, i, end) {
			found = append(found, signBefore(text, i)+text[i:end])
		}
		i = end
	}
	return strings.Join(found, " ")
}

// numberAt returns where the number that begins at i ends, i if there is none. A point
// or comma belongs to it if a digit follows.
func numberAt(text string, i int) int {
	end := i
	for end < len(text) && (digitAt(text, end) || end > i && (text[end] == '.' || text[end] == ',') && digitAt(text, end+1)) {
		end++
	}
	return end
}

func digitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

// isName reports whether letters make a name of the digits: one before them, or the
// symbol of an element after them.
func isName(text string, from, to int) bool {
	if from > 0 && (letter(text[from-1]) || text[from-1] == '_') {
		return true
	}
	if to < len(text) && text[to] == 'm' {
		to++
	}
	return to < len(text) && text[to] >= 'A' && text[to] <= 'Z'
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// signBefore is the comparison or minus that belongs to a number: "<", ">=", "-".
func signBefore(text string, at int) string {
	before := strings.TrimRight(text[:at], " ")
	for _, sign := range []string{"<=", ">=", "<", ">"} {
		if strings.HasSuffix(before, sign) {
			return sign
		}
	}
	if strings.HasSuffix(text[:at], "-") && (at == 1 || text[at-2] == ' ') {
		return "-"
	}
	return ""
}
