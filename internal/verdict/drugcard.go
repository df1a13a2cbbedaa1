package verdict

// DrugCard is the card of a drug that an option in play would give: what a source prints
// beside what was checked.
type DrugCard struct {
	ID      string      `json:"id"`
	Label   string      `json:"label"`
	Class   string      `json:"class"`
	Options []string    `json:"options"`
	Tables  []DrugTable `json:"tables"`
}

// DrugTable is one part of the card.
type DrugTable struct {
	Title string    `json:"title"`
	Note  string    `json:"note,omitempty"`
	Rows  []DrugRow `json:"rows"`
}

// DrugRow is one value: as printed, as checked, where the check was read, and the
// statements and notes behind it.
type DrugRow struct {
	What     string   `json:"what"`
	Printed  string   `json:"printed"`
	Checked  string   `json:"checked,omitempty"`
	By       []string `json:"by,omitempty"`
	Verified string   `json:"verified,omitempty"`
	Facts    []string `json:"facts"`
	Notes    []string `json:"notes,omitempty"`
}
