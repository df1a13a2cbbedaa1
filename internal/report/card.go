package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// Card holds the reasons of a row.
type Card struct{ Lines []CardLine }

// CardLine is one reason: its sign, its words, the statements it rests on.
type CardLine struct {
	Sign sign
	Text string
	Refs string
}

// sign is what a line of a card is; its mark and its word are in the catalogue.
type sign int

const (
	signFor sign = iota
	signAgainst
	signUnknown
	signStop  // an excluder that is met
	signCheck // open excluders, folded
	signNeed  // requirements, folded
	signNote
	signFlip
)

// Mark is the sign as printed in text.
func (s sign) Mark() string { return [...]string{"+", "-", "?", "x", "!", " ", " ", ">"}[s] }

// Word is the sign for those who do not see it.
func (s sign) Word() string {
	return [...]string{"for", "against", "unknown", "excludes", "checks open", "requirement", "note", "would change"}[s]
}

// with adds the lines that another card has and this one lacks.
func (c Card) with(o Card) Card {
	for _, l := range o.Lines {
		if !slices.Contains(c.Lines, l) {
			c.Lines = append(c.Lines, l)
		}
	}
	slices.SortStableFunc(c.Lines, func(a, b CardLine) int { return int(a.Sign) - int(b.Sign) })
	return c
}

// card collects the reasons of a bundle; what its entries share is said once.
func (d *Document) card(bundle []*verdict.Option) Card {
	var c Card
	for _, o := range bundle {
		c = c.with(d.cardOf(o))
	}
	return c
}

func (d *Document) cardOf(o *verdict.Option) Card {
	var c Card
	c.add(d.labels, signStop, "met", o.Excludes)
	c.add(d.labels, signFor, "met", o.For)
	c.add(d.labels, signAgainst, "met", o.Against)
	c.add(d.labels, signUnknown, "unknown", o.For)
	c.add(d.labels, signUnknown, "unknown", o.Against)
	c.fold(signNeed, wRequireRow, requirements(o.Requires), refsOf(o.Requires))
	c.add(d.labels, signNote, "met", o.Informs)
	checks := d.labels.asks(d.checks(o))
	c.fold(signCheck, fmt.Sprintf(wChecksOpen, checkCount(len(checks))), checks, d.floorRef(o))
	c.fold(signCheck, wStart, openTexts(o.Checklist), nil)
	c.fold(signFlip, wFlips, nearestFlips(o.Flips), nil)
	return c
}

func (c *Card) add(l labels, s sign, status string, args []verdict.Argument) {
	for _, a := range args {
		if a.Status == status {
			c.Lines = append(c.Lines, CardLine{Sign: s, Text: l.argument(a, s), Refs: refs(a)})
		}
	}
}

func (c *Card) fold(s sign, format string, parts, refs []string) {
	if len(parts) > 0 {
		c.Lines = append(c.Lines, CardLine{Sign: s, Text: fmt.Sprintf(format, strings.Join(parts, "; ")), Refs: strings.Join(refs, " ")})
	}
}

// argument is the sentence of the rule with the patient's values and the kind of evidence.
func (l labels) argument(a verdict.Argument, s sign) string {
	text := l.bareArgument(a, s)
	var tail []string
	if s != signUnknown && s != signStop {
		tail = measured(a.Because)
	}
	if a.Evidence != "" {
		tail = append(tail, a.Evidence)
	}
	if a.Uncertain {
		tail = append(tail, wNotCertain)
	}
	if a.Verified == "unverified" {
		tail = append(tail, wUnverified)
	}
	if len(tail) > 0 {
		text += " (" + strings.Join(tail, "; ") + ")"
	}
	return text
}

// bareArgument is the sentence of the rule with what ends an excluder.
func (l labels) bareArgument(a verdict.Argument, s sign) string {
	text := a.Text
	if text == "" {
		text = humanize(a.Rule)
	}
	if s == signStop && a.Correct != "" {
		text += ": " + l.correction(a)
	}
	if s == signStop && a.Until != "" {
		text += ", " + fmt.Sprintf(wUntil, a.Until)
	}
	return text
}

// measured prints the reasons that carry a number, the ones a reader would check.
func measured(whys []*verdict.Why) []string {
	var out []string
	for _, w := range whys {
		if _, ok := w.Value.(float64); ok {
			out = appendNew(out, w.Text)
		}
	}
	return out
}

// requirements prints each with its state.
func requirements(args []verdict.Argument) []string {
	var out []string
	for _, a := range args {
		out = appendNew(out, a.Text+" "+map[string]string{"met": wYes, "not-met": wNo}[a.Status]+questionMark(a.Status))
	}
	return out
}

func questionMark(status string) string {
	if status == "unknown" {
		return "?"
	}
	return ""
}

// checks is what the unknown excluders lack, each once, the absolute ones first.
func (d *Document) checks(o *verdict.Option) []string {
	excluders := slices.Concat(absolute(o.Excludes), o.Excludes)
	return d.labels.facts(openNeeds(excluders), excluders)
}

func (d *Document) floorRef(o *verdict.Option) []string {
	for _, a := range o.Excludes {
		if a.Status == "unknown" && a.Safety {
			return []string{"floor"}
		}
	}
	return nil
}

func openTexts(args []verdict.Argument) []string {
	var out []string
	for _, a := range args {
		if a.Status != "not-met" {
			out = appendNew(out, a.Text)
		}
	}
	return out
}

func refs(a verdict.Argument) string {
	if len(a.Facts) > 0 {
		return strings.Join(a.Facts, " ")
	}
	return refsWord(a)
}

// refsWord says that an argument of no statement belongs to the safety floor.
func refsWord(a verdict.Argument) string {
	if a.Safety {
		return "floor"
	}
	return ""
}

func refsOf(args []verdict.Argument) []string {
	var out []string
	for _, a := range args {
		out = appendNew(out, a.Facts...)
	}
	return out
}
