package verdict

// Response is the response by RECIST under one treatment: from its baseline to the next.
type Response struct {
	Treatment   string   `json:"treatment"` // "": before the first, or without any
	Start       string   `json:"start"`
	Baseline    string   `json:"baseline"`
	Kind        string   `json:"baselineKind"` // in-time | old | undated | late | none
	Scans       int      `json:"scans"`        // after the baseline
	Targets     int      `json:"targets"`
	Best        string   `json:"best"`
	BestAt      string   `json:"bestAt"`
	Progression string   `json:"progression"` // day of it
	Last        string   `json:"last"`        // the last category that could be judged
	LastAt      string   `json:"lastAt"`
	Rule        string   `json:"rule"` // of progression, else of the last category
	OtherRegion []string `json:"otherRegion"`
	Unplaced    []string `json:"unplaced"`
	Warnings    []string `json:"warnings"`
}
