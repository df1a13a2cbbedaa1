package content

// Sheet is what a patient is told before a treatment, and what both sign.
type Sheet struct {
	ID, Label string
	Options   []string // the treatments it belongs to
	Drugs     []string // cards whose toxicities stand in it
	Sections  []SheetSection
	Sign      []string // who signs
}

// SheetSection is one part of a sheet.
type SheetSection struct {
	Title string
	Kind  string      // list | checks | effects; empty: list
	Lines []SheetLine `json:"entries"`
}

// SheetLine is one sentence, with the statements and sources it rests on.
type SheetLine struct {
	Text       string
	Incidence  string   // of an effect
	Treatment  string   // of an effect
	Statements []string `json:"facts"`
	Sources    []string // where it is not from the statements
	Notes      []string // inconsistencies that the reader of the sheet has to know
}

// Sheet returns the sheet with the id or of the option, nil if there is none.
func (c *Content) Sheet(id string) *Sheet {
	for i := range c.Sheets {
		if c.Sheets[i].ID == id {
			return &c.Sheets[i]
		}
	}
	for i := range c.Sheets {
		for _, o := range c.Sheets[i].Options {
			if o == id {
				return &c.Sheets[i]
			}
		}
	}
	return nil
}
