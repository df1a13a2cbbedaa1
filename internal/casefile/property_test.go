package casefile

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"
)

// published returns the text of every published case, by file name.
func published(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../cases/published/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no published cases: %v", err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)] = data
	}
	return out
}

func node(t require, data []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatalf("%v", err)
	}
	return doc.Content[0]
}

// require is what *testing.T and *rapid.T have in common here.
type require interface{ Fatalf(string, ...any) }

// hash decodes a text that must be free of errors.
func hash(t require, data []byte) string {
	p, problems := Decode("t", data)
	if p == nil {
		t.Fatalf("refused: %v\n%s", problems, data)
	}
	return Hash(p)
}

func text(t require, n *yaml.Node) []byte {
	out, err := yaml.Marshal(n)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

func TestPublishedCasesAreFreeOfErrors(t *testing.T) {
	for name, data := range published(t) {
		if p, problems := Decode(name, data); p == nil {
			t.Errorf("%v", problems)
		}
	}
}

// shuffle reorders every list and every mapping below n.
func shuffle(r *rand.Rand, n *yaml.Node) {
	for _, c := range n.Content {
		shuffle(r, c)
	}
	switch n.Kind {
	case yaml.SequenceNode:
		r.Shuffle(len(n.Content), func(i, j int) { n.Content[i], n.Content[j] = n.Content[j], n.Content[i] })
	case yaml.MappingNode:
		r.Shuffle(len(n.Content)/2, func(i, j int) {
			n.Content[2*i], n.Content[2*j] = n.Content[2*j], n.Content[2*i]
			n.Content[2*i+1], n.Content[2*j+1] = n.Content[2*j+1], n.Content[2*i+1]
		})
	}
}

func TestOrderOfEntriesMeansNothing(t *testing.T) {
	files := published(t)
	names := slices.Sorted(maps.Keys(files))
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(names).Draw(rt, "file")
		n := node(rt, files[name])
		shuffle(rand.New(rand.NewSource(rapid.Int64().Draw(rt, "seed"))), n)
		if hash(rt, text(rt, n)) != hash(rt, files[name]) {
			rt.Fatalf("%s: shuffled file has another hash", name)
		}
	})
}

var (
	millicuries = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?) mCi$`)
	gigabecq    = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?) GBq$`)
)

// inOtherUnit writes whole millicuries in MBq (1 mCi is 37 MBq exactly) and GBq in MBq.
func inOtherUnit(n *yaml.Node) (changed int) {
	for _, c := range n.Content {
		changed += inOtherUnit(c)
	}
	if n.Kind != yaml.ScalarNode {
		return changed
	}
	for expr, per := range map[*regexp.Regexp]float64{millicuries: 37, gigabecq: 1000} {
		if m := expr.FindStringSubmatch(n.Value); m != nil {
			x, _ := strconv.ParseFloat(m[1], 64)
			n.Value = strconv.FormatFloat(x*per, 'f', -1, 64) + " MBq"
			return changed + 1
		}
	}
	return changed
}

func TestUnitOfActivityMeansNothing(t *testing.T) {
	changed := 0
	for name, data := range published(t) {
		n := node(t, data)
		changed += inOtherUnit(n)
		if hash(t, text(t, n)) != hash(t, data) {
			t.Errorf("%s: in MBq it has another hash", name)
		}
	}
	if changed < 10 {
		t.Errorf("only %d activities were changed", changed)
	}
}

// dropUnknown leaves out what says only "unknown".
func dropUnknown(n *yaml.Node) (dropped int) {
	if n.Kind == yaml.MappingNode {
		var kept []*yaml.Node
		for i := 0; i < len(n.Content); i += 2 {
			if n.Content[i+1].Value == "unknown" {
				dropped++
				continue
			}
			kept = append(kept, n.Content[i], n.Content[i+1])
		}
		n.Content = kept
	}
	for _, c := range n.Content {
		dropped += dropUnknown(c)
	}
	return dropped
}

func TestUnknownIsTheSameAsAbsent(t *testing.T) {
	dropped := 0
	for name, data := range published(t) {
		n := node(t, data)
		dropped += dropUnknown(n)
		if hash(t, text(t, n)) != hash(t, data) {
			t.Errorf("%s: without its unknowns it has another hash", name)
		}
	}
	if dropped < 20 {
		t.Errorf("only %d unknowns were dropped", dropped)
	}
}

// plainValue is a node as JSON holds it, every scalar a text.
func plainValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plainValue(n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, plainValue(c))
		}
		return out
	}
	if n.Tag == "!!null" {
		return nil
	}
	return n.Value
}

func TestJSONReadsAsYAML(t *testing.T) {
	for name, data := range published(t) {
		asJSON, err := json.Marshal(plainValue(node(t, data)))
		if err != nil {
			t.Fatal(err)
		}
		if hash(t, asJSON) != hash(t, data) {
			t.Errorf("%s: as JSON it has another hash", name)
		}
	}
}

func TestJSONOwnTypes(t *testing.T) {
	asJSON := []byte(`{"symport": "case/1", "id": "t", "synthetic": true, "performance": [{"date": "2016", "ecog": 1}]}`)
	asYAML := []byte(head + "synthetic: yes\nperformance:\n  - { date: 2016, ecog: 1 }\n")
	if hash(t, asJSON) != hash(t, asYAML) {
		t.Error("a JSON truth and number read otherwise than yes and 1")
	}
}

func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("urn:symport:case:1", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:symport:case:1")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaAcceptsWhatTheDecoderAccepts(t *testing.T) {
	s := compiled(t)
	for name, data := range published(t) {
		if err := s.Validate(plainValue(node(t, data))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, d := range doubts {
		if err := s.Validate(plainValue(node(t, []byte(head+d.body)))); err != nil {
			t.Errorf("%s: %v", d.name, err)
		}
	}
}

func TestSchemaRefusesMistakesOfSpelling(t *testing.T) {
	s := compiled(t)
	for _, m := range mistakes {
		var doc yaml.Node
		if yaml.Unmarshal([]byte(head+m.body), &doc) != nil {
			continue
		}
		if err := s.Validate(plainValue(doc.Content[0])); (err != nil) != m.schema {
			t.Errorf("%s: refused %v, want %v", m.name, err != nil, m.schema)
		}
	}
	data, err := os.ReadFile("testdata/six-mistakes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if s.Validate(plainValue(node(t, data))) == nil {
		t.Error("six mistakes were accepted")
	}
}
