package content

import (
	"fmt"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
	"symport/internal/rule"
)

// PinFiles hold the pins. Each number of the content has one; the roles that no
// verdict shows have one too.
const PinFiles = "tests/pins/*.yaml"

// Pin is what one item says, written a second time, so that a slip in either is seen.
type Pin struct {
	Item   string            // "statement F017", "rule tsh.bone", "drug lenvatinib"
	Facts  []string          // the statements that the values come from
	Values map[string]string // by field: the numbers of a text in their order, a lone one with its unit; or the role of a rule
}

// Pins reads the pins; none where there is no such file.
func Pins(fsys fs.FS) ([]placed[Pin], error) {
	names, err := fs.Glob(fsys, PinFiles)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%s: %w", PinFiles, err)
	}
	var pins []placed[Pin]
	var problems fault.Problems
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fault.New(fault.Unavailable, "%w", err)
		}
		n, bad := parse(name, data)
		problems = append(problems, bad...)
		if n != nil {
			d := &decoder{file: name}
			pins = append(pins, list[Pin](d, n)...)
			problems = append(problems, d.problems...)
		}
	}
	return pins, problems.Err()
}

// RunPins compares each pin with the content, and names every number without a pin.
// It returns one outcome for each item.
func RunPins(c *Content, fsys fs.FS) ([]Outcome, error) {
	pins, err := Pins(fsys)
	if err != nil || len(pins) == 0 {
		return nil, err
	}
	says, err := printedIn(fsys)
	if err != nil {
		return nil, err
	}
	says.roles(c.Rules)
	return says.against(pins), nil
}

func (p printed) against(pins []placed[Pin]) []Outcome {
	out := make([]Outcome, 0, len(pins))
	pinned := map[string]map[string]string{}
	for _, pin := range pins {
		item := pin.item.Item
		pinned[item] = under(pin.item.Values, pinned[item])
		out = append(out, Outcome{
			Vignette: &Vignette{ID: "pin " + item, About: "says what the source says", Pins: pin.item.Facts, file: pin.file, node: pin.node},
			Failures: pin.item.differs(p[item]),
		})
	}
	return append(out, p.unpinned(pinned)...)
}

// differs lists the values that the item does not have.
func (p *Pin) differs(says *Pin) []string {
	if says == nil {
		return []string{"nothing is called so, or it holds no number"}
	}
	var out []string
	for _, field := range sortedKeys(p.Values) {
		if got := says.Values[field]; got != p.Values[field] {
			out = append(out, fmt.Sprintf("%s: pinned %s, reads %s", field, p.Values[field], orNothing(got)))
		}
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// unpinned is an outcome for each item with a number that no pin holds.
func (p printed) unpinned(pinned map[string]map[string]string) []Outcome {
	var out []Outcome
	for _, item := range sortedKeys(p) {
		var missing []string
		for _, field := range sortedKeys(p[item].Values) {
			if _, ok := pinned[item][field]; !ok && !isRole(field) {
				missing = append(missing, field+": "+p[item].Values[field]+" has no pin in "+PinFiles)
			}
		}
		if missing != nil {
			out = append(out, Outcome{Vignette: &Vignette{ID: "pin " + item, About: "every number has a pin", file: PinFiles, node: &yaml.Node{}}, Failures: missing})
		}
	}
	return out
}

func isRole(field string) bool { return field == "role" || field == "experimental" }

// RolePins are the pins that speak of roles, ready to be held against changed rules.
type RolePins []Pin

// PinnedRoles keeps of the pins what they say of roles.
func PinnedRoles(fsys fs.FS) (RolePins, error) {
	pins, err := Pins(fsys)
	var out RolePins
	for _, p := range pins {
		roles := map[string]string{}
		for field, value := range p.item.Values {
			if isRole(field) {
				roles[field] = value
			}
		}
		if len(roles) > 0 {
			out = append(out, Pin{Item: p.item.Item, Values: roles})
		}
	}
	return out, err
}

// Notice names the first pin that fails under the rules, "" if none does.
func (pins RolePins) Notice(s *rule.Set) string {
	says := printed{}
	says.roles(s)
	i := slices.IndexFunc(pins, func(p Pin) bool { return len(p.differs(says[p.Item])) > 0 })
	if i < 0 {
		return ""
	}
	return "pin " + pins[i].Item
}
