package fact

// Type is what kind of value a fact has.
type Type string

// The types.
const (
	Truth    Type = "truth"
	Quantity Type = "quantity"
	Enum     Type = "enum"
)

// Scope says what a fact is about.
type Scope string

// The scopes. Facts of a lesion or a planned activity are evaluated once per target.
const (
	OfPatient  Scope = "patient"
	OfLesion   Scope = "lesion"
	OfActivity Scope = "activity"
)

// ShortMost is the room for a short label in a row of a table.
const ShortMost = 22

// Term is one entry of the vocabulary: the meaning of a fact.
type Term struct {
	ID         string   `json:"id"` // "tg.doubling"; a lesion's facts begin with "lesion.", a planned activity's with "plan."
	Type       Type     `json:"type"`
	Scope      Scope    `json:"scope"`
	Kind       string   `json:"kind,omitempty"`    // quantity kind ("time", "activity"): values of different kinds do not compare
	Unit       string   `json:"unit,omitempty"`    // unit of Lo and Hi ("mo", "GBq")
	Members    []string `json:"members,omitempty"` // of an enumeration, in order
	Label      string   `json:"label"`
	Short      string   `json:"short,omitempty"` // the label in at most ShortMost runes, as it stands before a question mark
	Definition string   `json:"definition"`
	Example    string   `json:"example,omitempty"`
	Ask        string   `json:"ask,omitempty"`       // the question that makes it known
	Where      string   `json:"where,omitempty"`     // the document, person or test that knows
	Burden     string   `json:"burden,omitempty"`    // record | ask | test-simple | test-imaging | test-invasive
	FreshDays  int      `json:"freshDays,omitempty"` // 0: does not age
	NA         *bool    `json:"na,omitempty"`        // what a truth is when not applicable
	Judgement  bool     `json:"judgement,omitempty"` // asked from a physician; no source gives a number
	Safety     bool     `json:"safety,omitempty"`    // belongs to the safety floor
	Moves      string   `json:"moves,omitempty"`     // rise | fall | any | never: how it can change with time
	Doc        string   `json:"doc,omitempty"`       // facts that one document answers share this key
}

// Bit returns the mask of a member, 0 if there is none of that name.
func (t *Term) Bit(member string) uint64 {
	for i, m := range t.Members {
		if m == member {
			return 1 << i
		}
	}
	return 0
}

// All returns the mask of every member.
func (t *Term) All() uint64 { return 1<<len(t.Members) - 1 }

// Names returns the members in the mask.
func (t *Term) Names(mask uint64) []string {
	var names []string
	for i, m := range t.Members {
		if mask&(1<<i) != 0 {
			names = append(names, m)
		}
	}
	return names
}
