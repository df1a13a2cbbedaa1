package rule

import (
	"errors"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
)

// yamlPlace is where the text stops being YAML.
func yamlPlace(file string, err error) fault.Place {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return fault.Place{File: file}
	}
	return fault.Place{File: file, Line: load.Mark.Line, Column: max(1, load.Mark.Column), Width: 1}
}

func yamlMessage(err error) string {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return "this is not YAML: " + err.Error()
	}
	return "this is not YAML: " + load.Message
}
