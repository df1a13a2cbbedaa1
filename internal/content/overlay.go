package content

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/rule"
)

// OverlayFile is the name under which problems of an overlay are reported.
const OverlayFile = "overlay"

// overlayForm is the head of an overlay. Each of its parameters is a quantity in the
// unit of the content, or a mapping with the quantity and a reason of its own.
type overlayForm struct {
	Overlay string // id
	By      string
	Date    string
	Reason  string
}

// overlay applies the file to the parameters and thresholds. It can move parameters
// and nothing else: rules, options and red flags are out of its reach.
func (l *loader) overlay(c *Content, data []byte) {
	if data == nil {
		return
	}
	n, problems := parse(OverlayFile, data)
	l.problems = append(l.problems, problems...)
	if n == nil {
		return
	}
	d := &decoder{file: OverlayFile}
	o := d.overlay(n, c.Params, c.excluderParams())
	l.problems = append(l.problems, d.problems...)
	if d.problems.Err() != nil {
		return
	}
	sum := sha256.Sum256(data)
	c.Overlay, c.OverlayHash = o, hex.EncodeToString(sum[:])
	if err := c.apply(o); err != nil {
		d.fail(n, "overlay", err.Error(), "")
		l.problems = append(l.problems, d.problems...)
	}
}

// overlay decodes and checks the file against the parameters it moves.
func (d *decoder) overlay(n *yaml.Node, params map[string]Param, guards map[string]string) *Overlay {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "not-a-mapping", "an overlay is a mapping", "overlay: id, by:, reason:, parameters:")
		return nil
	}
	head, list := splitKey(n, "parameters")
	form := one[overlayForm](d, head).item
	o := &Overlay{ID: form.Overlay, By: form.By, Date: form.Date, Reason: form.Reason}
	if o.By == "" || o.Reason == "" {
		d.fail(n, "overlay-unsigned", "an overlay says who made it and why", "add by: and reason:")
	}
	if list == nil || list.Kind != yaml.MappingNode {
		d.fail(n, "overlay-empty", "an overlay moves parameters", "parameters: {id: value with unit}")
		return o
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(list.Content); i += 2 {
		k, v := list.Content[i], list.Content[i+1]
		if seen[k.Value] {
			d.fail(k, "key-twice", "key "+strconv.Quote(k.Value)+" stands here twice", "")
		} else if guarded := guards[k.Value]; guarded != "" && params[k.Value].Safer == "" {
			d.fail(v, "overlay-refused", k.Value+" decides the excluder "+guarded+", and nothing says which way is safer", "")
		} else if change, ok := d.change(k, v, params, form.Reason); ok {
			o.Changes = append(o.Changes, change)
		}
		seen[k.Value] = true
	}
	slices.SortFunc(o.Changes, func(a, b Change) int { return strings.Compare(a.Param, b.Param) })
	return o
}

// excluderParams names, for each parameter that an excluder rests on, such a rule.
func (c *Content) excluderParams() map[string]string {
	out := map[string]string{}
	for _, u := range c.users() {
		if u.role != string(rule.Excludes) {
			continue
		}
		for _, id := range u.names {
			if _, ok := c.Params[id]; ok && out[id] == "" {
				out[id] = u.id
			}
		}
	}
	return out
}

// splitKey returns the mapping without the key, and the key's value.
func splitKey(n *yaml.Node, key string) (rest, value *yaml.Node) {
	c := *n
	c.Content = nil
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key && value == nil {
			value = n.Content[i+1]
			continue
		}
		c.Content = append(c.Content, n.Content[i], n.Content[i+1])
	}
	return &c, value
}

type changeForm struct{ Value, Reason string }

func (d *decoder) change(k, v *yaml.Node, params map[string]Param, reason string) (Change, bool) {
	p, ok := params[k.Value]
	if !ok {
		ids := make([]string, 0, len(params))
		for id := range params {
			ids = append(ids, id)
		}
		d.fail(k, "parameter-unknown", "no parameter "+strconv.Quote(k.Value), didYouMean(k.Value, ids))
		return Change{}, false
	}
	form := changeForm{Value: v.Value, Reason: reason}
	if v.Kind == yaml.MappingNode {
		form.Value = ""
		form = one[changeForm](d, v).item
	}
	x, hint := inUnit(form.Value, p.Unit)
	if hint != "" {
		d.fail(v, "value-wrong", strconv.Quote(form.Value)+" is not a value of "+p.ID, hint)
		return Change{}, false
	}
	if len(p.FreshOf) > 0 && x < 1 {
		d.fail(v, "overlay-refused", p.ID+" is less than a day: the facts would never age", "at least 1 d")
		return Change{}, false
	}
	if err := p.Allows(x); err != nil {
		d.fail(v, "overlay-refused", err.Error(), "")
		return Change{}, false
	}
	return Change{Param: p.ID, Unit: p.Unit, From: p.Value, To: x, Reason: form.Reason}, x != p.Value
}

// inUnit reads "5 mo" where the unit is mo. It answers with a hint if that is not what
// the text says.
func inUnit(text, unit string) (float64, string) {
	number, name, _ := strings.Cut(strings.TrimSpace(text), " ")
	if strings.Contains(number, ",") {
		return 0, "write " + strings.Replace(number, ",", ".", 1)
	}
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || strings.TrimSpace(name) != unit && !(unit == "1" && name == "") {
		return 0, "write a number and " + unit
	}
	return x, ""
}

// apply moves the parameters, the freshness of facts and the thresholds of the rules.
func (c *Content) apply(o *Overlay) error {
	values := make(map[string]float64, len(o.Changes))
	for _, change := range o.Changes {
		values[change.Param] = change.To
		p := c.Params[change.Param]
		p.Value = change.To
		c.Params[change.Param] = p
		for _, id := range p.FreshOf {
			c.Vocabulary.Term(id).FreshDays = int(change.To)
		}
	}
	var err error
	c.Rules, err = c.Rules.With(values)
	return err
}
