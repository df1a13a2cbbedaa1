package content

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"symport/knowledge"
)

func TestFiguresInText(t *testing.T) {
	tests := []struct{ text, want string }{
		{"3.7 to 7.4 GBq", "3.7 7.4"},
		{"6,500", "6,500"},
		{"65 years, then 66.", "65 66"},
		{"< 0.1; 0.1 or slightly below", "<0.1 0.1"},
		{">=65 against > 65", ">=65 >65"},
		{"-6 wk", "-6"},
		{"12-24 mo", "12 24"},
		{"grade 3+4", "3 4"},
		{"131I, 99mTc, F017, VEGFR1, 6 mo after_12", "6"},
		{"none", ""},
	}
	for _, tt := range tests {
		if got := figuresIn(tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func pinOutcomes(t *testing.T, files map[string]string) map[string][]string {
	t.Helper()
	fsys := mini(files)
	list, err := RunPins(mustLoad(t, fsys, ""), fsys)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, o := range list {
		out[o.Vignette.ID] = o.Failures
	}
	return out
}

// The pins of the smallest content, and one change of each kind that they notice.
func TestPinsNotice(t *testing.T) {
	const pins = `
- {item: parameter old, facts: [F001], values: {value: "65"}}
- {item: parameter fresh, values: {value: "30"}}
- {item: note I01, values: {printed: "1", checked: "2"}}
- {item: rule walk.ill, values: {role: for strong}}
`
	fresh := "\n- {id: fresh, kind: days, unit: d, value: 30, label: fresh, text: t, reason: r, sources: [book], locator: p. 1, verified: source, fresh-of: [pregnant]}"
	params := func(value, text string) string {
		return "- {id: old, kind: age, unit: y, value: " + value + ", label: old, text: " + text +
			", reason: r, sources: [book], locator: p. 1, verified: source, moves: yes, safer: lower}" + fresh
	}
	tests := []struct {
		name         string
		change       map[string]string
		pin, failure string // no failure: all pass
	}{
		{"nothing", nil, "", ""},
		{"a value", map[string]string{"book/params/p.yaml": params("66", "t")}, "pin parameter old", "value: pinned 65, reads 66"},
		{"a new number", map[string]string{"book/params/p.yaml": params("65", "from 65")}, "pin parameter old", "text: 65 has no pin in"},
		{"an item gone", map[string]string{"tests/pins/more.yaml": "- {item: note I09, values: {text: \"1\"}}"}, "pin note I09", "nothing is called so"},
		{"a role", map[string]string{"tests/pins/p.yaml": strings.Replace(pins, "for strong", "for weak", 1)}, "pin rule walk.ill", "role: pinned for weak, reads for strong"},
	}
	for _, tt := range tests {
		files := map[string]string{"tests/pins/p.yaml": pins}
		for name, text := range tt.change {
			files[name] = text
		}
		for id, failures := range pinOutcomes(t, files) {
			if tt.failure == "" && len(failures) > 0 {
				t.Errorf("%s: %s: %v", tt.name, id, failures)
			}
		}
		if tt.failure != "" && !slices.ContainsFunc(pinOutcomes(t, files)[tt.pin], func(f string) bool { return strings.Contains(f, tt.failure) }) {
			t.Errorf("%s: %v, want %s: %s", tt.name, pinOutcomes(t, files), tt.pin, tt.failure)
		}
	}
	if got := pinOutcomes(t, nil); len(got) != 0 {
		t.Errorf("content without pins: %v", got)
	}
}

// Every pin holds and names statements that there are, and what carries a number has one.
func TestEveryPinHolds(t *testing.T) {
	c, err := Load(knowledge.FS, "article", nil)
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := RunPins(c, knowledge.FS)
	if err != nil || len(outcomes) == 0 {
		t.Fatalf("%d pins: %v", len(outcomes), err)
	}
	for _, o := range outcomes {
		for _, failure := range o.Failures {
			t.Errorf("%s: %s", o.Vignette.ID, failure)
		}
		for _, id := range o.Vignette.Pins {
			if _, ok := c.Statements[id]; !ok {
				t.Errorf("%s names %s, which is no statement", o.Vignette.ID, id)
			}
		}
	}
}

// Every number of the content, changed by itself, makes the pin of its item fail.
func TestEveryNumberIsPinned(t *testing.T) {
	names, err := numberFiles(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	pins, err := Pins(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for _, name := range names {
		data, err := knowledge.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		root, problems := parse(name, data)
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		f := numberFile{name: name, root: root}
		f.pins = f.own(pins)
		if failures := f.failures(); len(failures) > 0 {
			t.Fatalf("%s as it stands: %v", name, failures)
		}
		f.visit(root, func(n *yaml.Node) { changed += f.changeEach(t, n) })
	}
	if changed < 1000 {
		t.Errorf("only %d numbers changed: the walk is broken", changed)
	}
}

// numberFile is one file of the content with the pins of its items.
type numberFile struct {
	name string
	root *yaml.Node
	pins []placed[Pin]
}

func (f *numberFile) printed() printed {
	p := printed{}
	p.file(f.name, f.root)
	return p
}

// own keeps of the pins the numbers of items in the file.
func (f *numberFile) own(pins []placed[Pin]) []placed[Pin] {
	here := f.printed()
	var out []placed[Pin]
	for _, pin := range pins {
		if here[pin.item.Item] == nil || pin.item.Values["role"] != "" || pin.item.Values["experimental"] != "" {
			continue
		}
		out = append(out, pin)
	}
	return out
}

func (f *numberFile) failures() []string {
	var out []string
	for _, o := range f.printed().against(f.pins) {
		for _, failure := range o.Failures {
			out = append(out, o.Vignette.ID+": "+failure)
		}
	}
	return out
}

// visit calls for every value that is not under a key whose digits count nothing.
func (f *numberFile) visit(n *yaml.Node, scalar func(*yaml.Node)) {
	if n.Kind == yaml.ScalarNode {
		scalar(n)
	}
	for i, c := range n.Content {
		isKey := n.Kind == yaml.MappingNode && i%2 == 0
		if !isKey && (n.Kind != yaml.MappingNode || !slices.Contains(noNumbers, n.Content[i-1].Value)) {
			f.visit(c, scalar)
		}
	}
}

// inText finds digits that no letter stands beside.
var inText = regexp.MustCompile(`(?:^|[^A-Za-z_0-9])([0-9]+)(?:[^A-Za-z0-9]|$)`)

// changeEach changes the last digit of each number of a value, one at a time.
func (f *numberFile) changeEach(t *testing.T, n *yaml.Node) int {
	was, changed := n.Value, 0
	for at := 0; at < len(was); {
		found := inText.FindStringSubmatchIndex(was[at:])
		if found == nil {
			break
		}
		last := at + found[3] - 1
		n.Value = was[:last] + string('0'+(was[last]-'0'+1)%10) + was[last+1:]
		if len(f.failures()) == 0 {
			t.Errorf("%s:%d: %q for %q makes no pin fail", f.name, n.Line, n.Value, was)
		}
		changed++
		at = last + 1
	}
	n.Value = was
	return changed
}

// A copy of the content with one changed figure fails by the name of the statement, the
// parameter, the cell of the table, the offset and the figure of the card.
func TestChangedCopyFails(t *testing.T) {
	tests := []struct{ file, old, new, pin, statement string }{
		{"guidelines/article-mdtc/2019/prognosis.yaml", "percent: 56", "percent: 57", "pin prognosis avid, overall survival, 10", "F017"},
		{"facts/article.yaml", "57,000", "75,000", "pin statement F004", "F004"},
		{"guidelines/article-mdtc/2019/params/article.yaml", "value: 70", "value: 71", "pin parameter elderly-age", "F059"},
		{"guidelines/article-mdtc/2019/schedule.yaml", "overdue: 12 mo", "overdue: 12 wk", "pin follow-up ct-after-rai-6mo", "F077"},
		{"drugs/lenvatinib.yaml", "41.8 %", "48.1 %", "pin drug lenvatinib", "F092"},
	}
	for _, tt := range tests {
		data, err := knowledge.FS.ReadFile(tt.file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), tt.old, tt.new, 1)
		if text == string(data) {
			t.Errorf("%s does not hold %q any more", tt.file, tt.old)
			continue
		}
		copied := overlaid{knowledge.FS, fstest.MapFS{tt.file: {Data: []byte(text)}}}
		c, err := Load(copied, "article", nil)
		if err != nil {
			t.Fatal(err)
		}
		outcomes, err := RunPins(c, copied)
		if err != nil {
			t.Fatal(err)
		}
		failed := slices.ContainsFunc(outcomes, func(o Outcome) bool {
			return len(o.Failures) > 0 && o.Vignette.ID == tt.pin && slices.Contains(o.Vignette.Pins, tt.statement)
		})
		if !failed {
			t.Errorf("%s: %s for %s: %s does not fail for %s", tt.file, tt.new, tt.old, tt.pin, tt.statement)
		}
	}
}
