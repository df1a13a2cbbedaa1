package rule

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"symport/internal/fault"
)

// With returns the set with other values for the parameters named. Nothing is compiled
// again. All values that a parameter does not allow are refused at once.
func (s *Set) With(values map[string]float64) (*Set, error) {
	out := *s
	out.thresholds, out.Params = slices.Clone(s.thresholds), slices.Clone(s.Params)
	var refused []error
	for _, id := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(s.Params, func(p Param) bool { return p.ID == id })
		if i < 0 {
			refused = append(refused, s.noParam(id))
			continue
		}
		given := s.Params[i]
		given.Value = s.given[i]
		if err := given.Allows(values[id]); err != nil {
			refused = append(refused, err)
			continue
		}
		out.thresholds[i], out.Params[i].Value = values[id], values[id]
	}
	if len(refused) > 0 {
		return nil, &fault.Error{Kind: fault.Invalid, Err: errors.Join(refused...)}
	}
	out.layCells()
	return &out, nil
}

func (s *Set) noParam(id string) error {
	ids := make([]string, len(s.Params))
	for i, p := range s.Params {
		ids[i] = p.ID
	}
	if hint := didYouMean(id, ids); hint != "" {
		return fmt.Errorf("there is no parameter %q (%s)", id, hint)
	}
	return fmt.Errorf("there is no parameter %q", id)
}
