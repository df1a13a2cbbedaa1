package consult

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"symport/internal/casefile"
)

// A case written on one line, as programs write JSON, is the same case: entries are told
// apart by what they are, not by where they stand.
func TestOneLineIsTheSameCase(t *testing.T) {
	c := article(t)
	for _, path := range published(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var doc yaml.Node
		if err := yaml.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		var one strings.Builder
		writeOneLine(t, &one, doc.Content[0])
		p, problems := casefile.Decode("one", []byte(one.String()))
		if problems.Err() != nil {
			t.Fatalf("%s: %v", path, problems)
		}
		want, got := encode(t, decode(t, string(data)), c), encode(t, p, c)
		if string(want) != string(got) {
			t.Errorf("%s: another assessment on one line", path)
		}
	}
}

// writeOneLine writes a node as JSON, its scalars as texts.
func writeOneLine(t *testing.T, b *strings.Builder, n *yaml.Node) {
	opened, closed := "[", "]"
	switch n.Kind {
	case yaml.ScalarNode:
		text, err := json.Marshal(n.Value)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
		return
	case yaml.MappingNode:
		opened, closed = "{", "}"
	}
	b.WriteString(opened)
	for i, x := range n.Content {
		switch {
		case i > 0 && n.Kind == yaml.MappingNode && i%2 == 1:
			b.WriteString(": ")
		case i > 0:
			b.WriteString(", ")
		}
		writeOneLine(t, b, x)
	}
	b.WriteString(closed)
}
