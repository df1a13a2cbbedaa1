package report

import (
	"fmt"
	"strings"

	"symport/internal/verdict"
)

// verdictMeanings explains the verdicts in the order in which they are tried.
var verdictMeanings = []struct {
	v    verdict.Verdict
	text string
}{
	{verdict.Contraindicated, "a reason that excludes it absolutely holds."},
	{verdict.NotAddressed, "the patient is outside the scope of every rule for it, or the edition has no rule for it. It says which. The source is silent; that is not a no."},
	{verdict.NotEligible, "a requirement is known not to hold."},
	{verdict.NotIndicated, "every reason for it is known not to hold."},
	{verdict.Defer, "something excludes it now that can be corrected or passes on a day. It says what, or the day."},
	{verdict.Discouraged, "something strong speaks against it and nothing strong for it, or it has failed or was stopped for toxicity in this patient. It names the alternative."},
	{verdict.NeedsData, "no reason for it is certain yet, at least one is open. It names the question."},
	{verdict.CheckFirst, "there is a reason for it; an exclusion, a requirement, or whether it failed before is unknown or too old. It names what to check."},
	{verdict.Indicated, "a strong reason for it holds, nothing strong speaks against it, nothing is open."},
	{verdict.Consider, "a reason for it holds and nothing is open, but it is not strong, or something strong speaks against it. What is experimental never goes beyond this."},
}

// VerdictHelp is the text of `symport help verdicts`.
func VerdictHelp() string {
	s := &sheet{}
	s.para(plain, "", "A verdict follows from the arguments of an option by a fixed order: the first line that fits. There are no weights and no scores, and all arguments are shown whatever line fits.")
	s.blank()
	for i, m := range verdictMeanings {
		s.para(plain, fmt.Sprintf("%2d  %-16s ", i+1, verdictWords[m.v]), m.text)
	}
	s.blank()
	s.para(plain, "", "Unknown is never read as no. Beside check first, defer and needs data stands the best that answers can still make of it (at best). Counts: + met for, - met against, ? unknown.")
	s.para(plain, "", "Options are grouped: now (indicated, consider); check or correct first (check first, defer); not judged until a question is answered (needs data); not now (discouraged, not indicated); not for this patient (the rest). Inside a group the order is the source's; none is preferred.")
	return strings.Join(s.lines, "\n")
}
