package report

// Words of a comparison beside those of what is new.
const (
	wNewLesion = "new lesion"
	wTooOld    = "too old now"
)
