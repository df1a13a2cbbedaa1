package report

import (
	"fmt"
	"strings"

	"symport/internal/verdict"
)

// Flags are the signs that ask for care today.
type Flags struct {
	Present  []string // signs that are there
	Ask      []string // questions that nobody answered, or too long ago
	Answered string   // one grey line
	partly   bool     // some question was answered at some time
	dead     bool
}

// Shown says whether there is a line to print: none of a dead patient without a sign.
func (f Flags) Shown() bool { return !f.dead || len(f.Present) > 0 }

// Urgent says that something is there or to be asked.
func (f Flags) Urgent() bool { return len(f.Present)+len(f.Ask) > 0 && !f.dead }

// Line is the sentence before the questions or signs.
func (f Flags) Line() string {
	switch {
	case f.dead:
		return wFlagDead
	case len(f.Present) > 0:
		return wFlagPresent
	case len(f.Ask) > 0 && f.partly:
		return wFlagPartly + " " + wFlagToday
	case len(f.Ask) > 0:
		return wFlagUnasked + " " + wFlagToday
	case f.Answered != "":
		return f.Answered
	}
	return wFlagNone
}

// AskLead stands before the questions where a sign is there already.
func (f Flags) AskLead() string {
	if len(f.Present) > 0 && len(f.Ask) > 0 {
		return wFlagAskToo
	}
	return ""
}

// AlsoAnswered is the line of the answers that still count, where it is not the first.
func (f Flags) AlsoAnswered() string {
	if line := f.Answered; line != f.Line() {
		return line
	}
	return ""
}

// flags sorts the signs. Of the dead only what was there is said.
func flags(list []verdict.RedFlag, l labels, dead bool) Flags {
	f := Flags{dead: dead}
	var asks, answered clauses
	for _, r := range list {
		switch {
		case r.Status == "met":
			f.Present = appendNew(f.Present, r.Text)
		case dead:
		case r.Status == "unknown":
			asks.add(joined(l.places(r.Lesions), earlier(r)), shortFlag(r)+onRecord(r))
			f.partly = f.partly || r.Answered != ""
		case r.Answered != "":
			answered.add(r.Answered, shortFlag(r))
			f.partly = true
		}
	}
	f.Ask = asks.say("?")
	if len(answered.heads) > 0 {
		f.Answered = fmt.Sprintf(wFlagAnswered, strings.Join(answered.dated(), "; "))
	}
	return f
}

func shortFlag(r verdict.RedFlag) string {
	if r.Short != "" {
		return r.Short
	}
	return strings.TrimRight(lowerFirst(r.Ask), "?")
}

// onRecord is what makes the sign asked for, in the words of its entry: "calcium 2.7 mmol/L".
func onRecord(r verdict.RedFlag) string {
	if len(r.Because) == 0 {
		return ""
	}
	words := strings.Fields(r.Because[0])[1:] // without the section
	if len(words) > 1 && words[0][0] >= '0' && words[0][0] <= '9' || words[0] == "undated" {
		words = words[1:] // without the day
	}
	if what := strings.Join(words, " "); !strings.Contains(shortFlag(r), what) {
		return " (" + what + ")"
	}
	return ""
}

// earlier is an answer that counts no more, with its day.
func earlier(r verdict.RedFlag) string {
	switch {
	case r.Answered == "":
		return ""
	case r.Was == "":
		return fmt.Sprintf(wFlagAsked, r.Answered)
	}
	return fmt.Sprintf(wFlagWas, r.Was, r.Answered)
}

// dated puts each head behind its words: "weakness, gait (2016-05-01)".
func (c *clauses) dated() []string {
	out := make([]string, len(c.heads))
	for i, head := range c.heads {
		out[i] = strings.Join(c.words[head], ", ") + " (" + head + ")"
	}
	return out
}

// flagLine is a line of the board sheet.
type flagLine struct{ Head, Text string }

// board is what the sheet says of the signs: those that are there whole, the questions as
// far as there is room.
func (f Flags) board() []flagLine {
	var out []flagLine
	if len(f.Present) > 0 {
		out = append(out, flagLine{upperFirst(f.Line()), strings.Join(f.Present, " ")})
	}
	if len(f.Ask) > 0 {
		out = append(out, flagLine{wFlagAskToday, clipWords(strings.Join(f.Ask, " "), boardFlags)})
	}
	return out
}
