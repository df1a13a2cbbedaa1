package growth

import "fmt"

// Code names a reason, stable for machines.
type Code string

// Reasons for which there is no number.
const (
	NoValue      Code = "no-value"
	OneValue     Code = "one-value"
	OneDate      Code = "one-date"
	AllBelow     Code = "all-below"
	AllAbove     Code = "all-above"
	TgAbPositive Code = "tgab-positive"
	Stimulated   Code = "stimulated"
	BadPoint     Code = "bad-point"
	NoMaximum    Code = "no-maximum"
)

// Reasons for which there is a number that is not reliable.
const (
	FewValues    Code = "few-values"
	ShortSpan    Code = "short-span"
	TSHNotLow    Code = "tsh-not-suppressed"
	TSHUnknown   Code = "tsh-unknown"
	TgAbUnknown  Code = "tgab-unknown"
	AssayUnknown Code = "assay-unknown"
	WideInterval Code = "wide-interval"
	SetAside     Code = "value-set-aside"
	EventUndated Code = "event-undated"
	NoSD         Code = "no-measurement-error"
)

// refusals in words.
var refusals = map[Code]string{
	NoValue:      "no value",
	OneValue:     "only one value within the range of the assay",
	OneDate:      "no time between the values",
	AllBelow:     "all values lie below the limit",
	AllAbove:     "all values lie above the range",
	TgAbPositive: "TgAb positive: thyroglobulin is unreliable",
	Stimulated:   "stimulated values are shown, not fitted",
	BadPoint:     "a value is not a positive number",
	NoMaximum:    "the fit did not converge",
}

// Refusal is the error of a fit that the data do not carry.
type Refusal struct{ Code Code }

func (r Refusal) Error() string { return refusals[r.Code] }

// Reason is why a number is missing or not reliable.
type Reason struct {
	Code Code
	Text string
}

func because(code Code, format string, args ...any) Reason {
	return Reason{Code: code, Text: fmt.Sprintf(format, args...)}
}
