package main

import (
	"fmt"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v4"
)

// survivorsFile explains the changes that nothing can notice.
const survivorsFile = "tests/survivors.yaml"

// explanation says why one change, wherever it is made, is none.
type explanation struct {
	Items  []string `yaml:"items"`
	Change string   `yaml:"change"`
	Reason string   `yaml:"reason"`
}

func explanations(fsys fs.FS) ([]explanation, error) {
	data, err := fs.ReadFile(fsys, survivorsFile)
	if err != nil {
		return nil, err
	}
	var list []explanation
	if err := yaml.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", survivorsFile, err)
	}
	return list, nil
}

// explain gives each survivor its reason, "" if it has none, and returns the
// explanations that explain nothing.
func (c *checked) explain(list []explanation) (reasons []string, idle []string) {
	survivors := c.survivors()
	reasons = make([]string, len(survivors))
	for _, e := range list {
		for _, item := range e.Items {
			used := false
			for i, m := range survivors {
				if m.Item == item && m.Change == e.Change {
					reasons[i], used = e.Reason, true
				}
			}
			if !used {
				idle = append(idle, item+": "+e.Change)
			}
		}
	}
	return reasons, slices.Compact(idle)
}
