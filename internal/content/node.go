package content

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
)

// maxDepth bounds how deep a file may nest; nothing here is deeper than six.
const maxDepth = 32

// parse reads one YAML document. A syntax error stands alone: nothing after it can be
// trusted to be where it seems.
func parse(file string, data []byte) (*yaml.Node, fault.Problems) {
	var docs []yaml.Node
	err := yaml.Load(data, &docs, yaml.WithAllDocuments())
	if err != nil {
		return nil, fault.Problems{syntaxProblem(file, err)}
	}
	if len(docs) > 1 {
		return nil, fault.Problems{{Place: fault.Place{File: file, Line: docs[1].Line, Column: docs[1].Column},
			ID: "yaml-documents", Message: "a second YAML document", Hint: "one document a file"}}
	}
	if len(docs) == 0 {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: 1, Column: 1}, nil
	}
	n := &docs[0]
	if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		n = n.Content[0]
	}
	return n, nil
}

func syntaxProblem(file string, err error) fault.Problem {
	p := fault.Problem{Place: fault.Place{File: file}, ID: "yaml-syntax", Message: "not YAML: " + firstLine(err.Error())}
	var le *yaml.LoadError
	if errors.As(err, &le) {
		p.Place.Line, p.Place.Column = max(le.Mark.Line, 1), max(le.Mark.Column, 1)
		p.Message = "not YAML: " + firstLine(le.Message)
	}
	return p
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func placeOf(file string, n *yaml.Node) fault.Place {
	return fault.Place{File: file, Line: n.Line, Column: n.Column, Width: len([]rune(n.Value))}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// child returns the value under the key of a mapping, nil if there is none.
func child(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}
