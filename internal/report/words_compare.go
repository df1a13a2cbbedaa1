package report

// Words of a comparison beside those of what is new.
const (
	wNewLesion = "new lesion"
	wTooOld    = "too old now"
	// of a drug that was begun before
	wNewDrugDose = "%s %s from %s"
	wNewPause    = "%s paused from %s"
	wPauseOver   = "%s again after a pause, to %s"
	wDrugStopped = "%s stopped"
)
