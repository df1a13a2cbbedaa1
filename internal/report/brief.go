package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// briefCard keeps one line of each reason that is met and folds what is open to a line:
// requirements, arguments, checks, what would change it. The rest is in the whole card.
func (d *Document) briefCard(bundle []*verdict.Option) Card {
	var c Card
	for _, o := range bundle {
		c = c.joined(d.briefOf(o))
	}
	return c
}

func (d *Document) briefOf(o *verdict.Option) Card {
	var c Card
	c.addBrief(d.labels, signStop, o.Excludes)
	c.addBrief(d.labels, signFor, o.For)
	c.addBrief(d.labels, signAgainst, o.Against)
	c.foldAll(signNeed, wRequireRow, briefRequirements(o.Requires), "; ", "")
	sides := slices.Concat(o.For, o.Against)
	c.foldAll(signUnknown, wOpenFor, asked(d.labels.asks(d.labels.facts(openNeeds(sides), sides))), " ", "")
	checks := d.labels.asks(d.lettered(d.checks(o)))
	c.foldAll(signCheck, fmt.Sprintf(wChecksOpen, checkCount(len(checks))), checks, "; ", strings.Join(d.floorRef(o), " "))
	flips := nearestFlips(o.Flips)
	if len(flips) > 1 && width(fmt.Sprintf(wFlips, strings.Join(flips, "; "))) > briefRoom {
		flips = flips[:1]
	}
	c.foldAll(signFlip, wFlips, flips, "; ", "")
	return c
}

const briefRoom = textWidth - 6

// addBrief enters what is met, each with as much of its evidence and statements as its
// line has room for.
func (c *Card) addBrief(l labels, s sign, args []verdict.Argument) {
	const most = 2
	for _, a := range args {
		if a.Status != "met" {
			continue
		}
		line := CardLine{Sign: s, Text: l.argument(a, s), Refs: refsWord(a)}
		if len(a.Facts) > 0 {
			line.Refs = strings.Join(a.Facts[:min(len(a.Facts), most)], " ")
		}
		if !line.fits() {
			line.Text = l.bareArgument(a, s)
		}
		if !line.fits() && len(a.Facts) > 0 {
			line.Refs = a.Facts[0]
		}
		c.Lines = append(c.Lines, line)
	}
}

func (l CardLine) fits() bool { return width(l.Text)+2+width(l.Refs) <= briefRoom }

func checkCount(n int) string {
	if n == 1 {
		return wOneCheck
	}
	return fmt.Sprintf(wNChecks, n)
}

// foldAll puts as many parts as fit on a line and counts the others.
func (c *Card) foldAll(s sign, format string, parts []string, between, refs string) {
	if len(parts) == 0 {
		return
	}
	room := briefRoom
	if refs != "" {
		room -= width(refs) + 2
	}
	c.Lines = append(c.Lines, CardLine{Sign: s, Text: fitList(format, parts, between, room), Refs: refs})
}

// fitList says as many parts as fit into the room and how many more there are.
func fitList(format string, parts []string, between string, room int) string {
	for n := len(parts); n > 1; n-- {
		said := strings.Join(parts[:n], between)
		if n < len(parts) {
			said = fmt.Sprintf(wAndMore, said, len(parts)-n)
		}
		if text := fmt.Sprintf(format, said); width(text) <= room {
			return text
		}
	}
	if len(parts) > 1 {
		return fmt.Sprintf(format, fmt.Sprintf(wAndMore, parts[0], len(parts)-1))
	}
	return fmt.Sprintf(format, parts[0])
}

// joined adds the met reasons of another part; of folded lines the first is kept.
func (c Card) joined(o Card) Card {
	folded := map[sign]bool{}
	for _, l := range c.Lines {
		folded[l.Sign] = l.Sign.folds()
	}
	for _, l := range o.Lines {
		if !folded[l.Sign] && !slices.Contains(c.Lines, l) {
			c.Lines = append(c.Lines, l)
		}
	}
	slices.SortStableFunc(c.Lines, func(a, b CardLine) int { return int(a.Sign) - int(b.Sign) })
	return c
}

// folds says that all lines of the sign are one in a brief card.
func (s sign) folds() bool {
	return s == signUnknown || s == signCheck || s == signNeed || s == signFlip
}

// openNeeds are what the unknown arguments lack.
func openNeeds(args []verdict.Argument) []string {
	var out []string
	for _, a := range args {
		if a.Status == "unknown" {
			out = appendNew(out, a.Needs...)
		}
	}
	return out
}

func asked(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w + "?"
	}
	return out
}

// briefRequirements prints each in few words with its state, what is met last.
func briefRequirements(args []verdict.Argument) []string {
	var out []string
	for _, met := range []bool{false, true} {
		for _, a := range args {
			if met == (a.Status == "met") {
				out = appendNew(out, brief(a)+requirementState[a.Status])
			}
		}
	}
	return out
}

var requirementState = map[string]string{"met": ": " + wYes, "not-met": ": " + wNo, "unknown": "?"}

// lettered puts the facts of the questions above first.
func (d *Document) lettered(ids []string) []string {
	var first, rest []string
	for _, id := range ids {
		if d.letter(id) != "" {
			first = append(first, id)
		} else {
			rest = append(rest, id)
		}
	}
	return append(first, rest...)
}

// hasReason says that an argument for or against is known, or something excludes.
func (c Card) hasReason() bool {
	return slices.ContainsFunc(c.Lines, func(l CardLine) bool { return l.Sign == signFor || l.Sign == signAgainst || l.Sign == signStop })
}
