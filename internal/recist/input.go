package recist

import (
	"cmp"
	"slices"
)

// Role of a lesion in the assessment.
type Role uint8

// The roles.
const (
	Target Role = iota
	NonTarget
	New
	Open // not recorded: Assess chooses targets by size
)

// Status is what is said of a lesion instead of, or beside, its size.
type Status uint8

// The states. Measured is a size without further words.
const (
	Measured Status = iota
	Present
	Absent
	Progression // unequivocal
	NotEvaluated
	TooSmall
	Equivocal // of a new lesion
	Treated   // locally, on TreatedDay
	PartOf    // of the lesion Other, which has split
	MergedIn  // into the lesion Other
)

// Size is a length that may be missing.
type Size struct {
	V     Tenths
	Known bool
}

// Row is what one scan says of one lesion.
type Row struct {
	Visit              string // name of the assessment; "" : found by the day
	Day                int    // days since 1970-01-01
	Dated              bool
	Lesion, Site       string
	Group              string // the lesion that it is a measured part of, listed by itself
	Node               bool
	Method             string // by which it was measured; "": not recorded
	Role               Role
	Longest, ShortAxis Size
	Status             Status
	Other              string
	TreatedDay         int
	TreatedKnown       bool
}

// Visit is one assessment, whose scans may lie days apart.
type Visit struct {
	Name        string
	First, Last int // days
	Dated       bool
	rows        []Row
	mergedDays  bool
}

// visits groups rows into assessments: by name where rows have one, else by day, days
// up to window apart being one assessment as long as no lesion is seen twice.
func visits(rows []Row, window int) []Visit {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row) int {
		if !a.Dated || !b.Dated {
			return 0
		}
		return cmp.Compare(a.Day, b.Day)
	})
	var out []Visit
	for _, r := range rows {
		i := visitOf(out, r, window)
		if i < 0 {
			out = append(out, Visit{Name: r.Visit, First: r.Day, Last: r.Day, Dated: r.Dated})
			i = len(out) - 1
		}
		v := &out[i]
		v.mergedDays = v.mergedDays || (r.Visit == "" && v.Last != r.Day)
		v.First, v.Last = min(v.First, r.Day), max(v.Last, r.Day)
		v.rows = append(v.rows, r)
	}
	for i := range out {
		slices.SortStableFunc(out[i].rows, canonical)
	}
	return out
}

func visitOf(have []Visit, r Row, window int) int {
	if r.Visit != "" {
		return slices.IndexFunc(have, func(v Visit) bool { return v.Name == r.Visit })
	}
	i := len(have) - 1
	if i < 0 || have[i].Name != "" {
		return -1
	}
	v := have[i]
	seen := slices.ContainsFunc(v.rows, func(o Row) bool { return o.Lesion == r.Lesion })
	if r.Day == v.Last || (r.Day-v.First <= window && !seen) {
		return i
	}
	return -1
}

// canonical orders the rows of a visit, so that the order of the file is of no account.
func canonical(a, b Row) int {
	return cmp.Or(
		cmp.Compare(a.Lesion, b.Lesion), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.Longest.V, b.Longest.V), cmp.Compare(a.ShortAxis.V, b.ShortAxis.V))
}
