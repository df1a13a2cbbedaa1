package report

// Words of the first lines: red flags, and where the disease stands.
const (
	wFlagPartly   = "not all asked, or not of late."
	wFlagAskToo   = "Ask too:"
	wFlagAskToday = "Ask today:"
	wFlagDead     = "on record before the death:"
	wFlagAsked    = "asked %s, ask again"
	wFlagWas      = "%s on %s, ask again"
)
