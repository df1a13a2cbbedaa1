package main

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/content"
)

// pin is an entry of a pin file.
type pin struct {
	Item   string            `yaml:"item"`
	Facts  []string          `yaml:"facts"`
	Values map[string]string `yaml:"values"`
}

// pinFile is one file of pins, with the comment that it begins with.
type pinFile struct {
	head string
	pins []*pin
}

// pinFileOf names the file for a new item by the first word of its name.
var pinFileOf = map[string]string{
	"statement": "statements", "note": "notes", "parameter": "parameters", "prognosis": "prognosis",
	"follow-up": "schedule", "rule": "rules", "criterion": "rules", "option": "rules", "constraint": "rules",
	"red": "rules", "drug": "drugs", "sheet": "sheets",
}

// pinNew adds to the pin files under dir what has no pin yet, for a person to hold
// against the source, and names it. It changes no pin that there is: where a number
// was changed, a person says which of the two is right.
func pinNew(w io.Writer, dir, edition string) error {
	fsys := os.DirFS(dir)
	c, err := content.Load(fsys, edition, nil)
	if err != nil {
		return err
	}
	says, err := content.Printed(c, fsys)
	if err != nil {
		return err
	}
	files, err := readPins(fsys)
	if err != nil {
		return err
	}
	for _, p := range says {
		for _, field := range slices.Sorted(maps.Keys(p.Values)) {
			if field != "role" && field != "experimental" && addPin(files, p, field) {
				fmt.Fprintf(w, "%s: %s: %s\n", p.Item, field, p.Values[field])
			}
		}
	}
	for name, f := range files {
		if err := os.WriteFile(filepath.Join(dir, "tests", "pins", name+".yaml"), f.bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func readPins(fsys fs.FS) (map[string]*pinFile, error) {
	names, err := fs.Glob(fsys, content.PinFiles)
	files := map[string]*pinFile{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		f := &pinFile{}
		for line := range strings.Lines(string(data)) {
			if !strings.HasPrefix(line, "#") {
				break
			}
			f.head += line
		}
		if err := yaml.Unmarshal(data, &f.pins); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files[strings.TrimSuffix(path.Base(name), ".yaml")] = f
	}
	return files, err
}

// addPin pins a field unless a file does already.
func addPin(files map[string]*pinFile, says content.Pin, field string) bool {
	for _, f := range files {
		if slices.ContainsFunc(f.pins, func(p *pin) bool { return p.Item == says.Item && p.Values[field] != "" }) {
			return false
		}
	}
	word, _, _ := strings.Cut(says.Item, " ")
	name := pinFileOf[word]
	if name == "" {
		name = "other"
	}
	if files[name] == nil {
		files[name] = &pinFile{head: "# Numbers of each " + word + ".\n"}
	}
	files[name].put(says, field)
	return true
}

func (f *pinFile) put(says content.Pin, field string) {
	i := slices.IndexFunc(f.pins, func(p *pin) bool { return p.Item == says.Item })
	if i < 0 {
		i = len(f.pins)
		f.pins = append(f.pins, &pin{Item: says.Item, Values: map[string]string{}})
	}
	f.pins[i].Facts = says.Facts
	f.pins[i].Values[field] = says.Values[field]
}

func (f *pinFile) bytes() []byte {
	slices.SortStableFunc(f.pins, func(a, b *pin) int { return strings.Compare(a.Item, b.Item) })
	var b strings.Builder
	b.WriteString(f.head)
	for _, p := range f.pins {
		fmt.Fprintf(&b, "- item: %s\n", scalar(p.Item))
		if len(p.Facts) > 0 {
			fmt.Fprintf(&b, "  facts: [%s]\n", strings.Join(p.Facts, ", "))
		}
		b.WriteString("  values:\n")
		for _, field := range slices.Sorted(maps.Keys(p.Values)) {
			fmt.Fprintf(&b, "    %s: %s\n", scalar(field), scalar(p.Values[field]))
		}
	}
	return []byte(b.String())
}

// scalar quotes what YAML would read as something else.
func scalar(s string) string {
	if strings.ContainsAny(s, ":#<>|,[]{}&*!'\"%@`") || strings.HasPrefix(s, "-") {
		return strconv.Quote(s)
	}
	return s
}
