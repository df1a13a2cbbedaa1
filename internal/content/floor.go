package content

import (
	"slices"
	"strings"
)

// Floor is the safety floor as one table: what is judged in every edition.
type Floor struct {
	Rules    []FloorRule `json:"rules"`
	RedFlags []RedFlag   `json:"redFlags"`
}

// FloorRule is one rule of the floor with the options it guards.
type FloorRule struct {
	Rule     string   `json:"rule"`
	Options  []string `json:"options"`
	Role     string   `json:"role"`
	Text     string   `json:"text"`
	Correct  string   `json:"correct,omitempty"`
	When     string   `json:"when"`
	Verified string   `json:"verified"`
	Sources  []string `json:"sources"`
}

// SafetyFloor lists the rules of the floor, each once with all its options.
func SafetyFloor(c *Content) Floor {
	floor := Floor{RedFlags: c.RedFlags}
	at := map[string]int{}
	for _, o := range c.Rules.Options {
		for _, a := range o.Arguments {
			if !a.Safety {
				continue
			}
			id, _, _ := strings.Cut(a.Rule, "@")
			i, ok := at[id]
			if !ok {
				i = len(floor.Rules)
				at[id] = i
				floor.Rules = append(floor.Rules, FloorRule{Rule: id, Role: roleWords(a), Text: a.Text, Correct: a.Correct,
					When: a.When, Verified: string(a.Verified), Sources: a.Sources})
			}
			floor.Rules[i].Options = append(floor.Rules[i].Options, o.ID)
		}
	}
	slices.SortStableFunc(floor.Rules, func(a, b FloorRule) int { return strings.Compare(a.Rule, b.Rule) })
	return floor
}
