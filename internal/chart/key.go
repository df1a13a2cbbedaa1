package chart

import "slices"

// key explains the marks of a timeline that occur in it.
type key struct {
	entries []keyEntry
	height  float64
}

// keyEntry is a mark with its words.
type keyEntry struct {
	x, y float64
	text string
	draw func(c *canvas, x, y float64)
}

const (
	keyLine   = 16.0
	keySymbol = 20.0
)

// keyWords names the marks, in the order of the rows. A mark stands for all that look
// the same.
var keyWords = []struct {
	text string
	mark Mark
	is   func(Mark) bool
}{
	{"operation", Mark{Shape: Blade}, shaped(Blade)},
	{"external beam", Mark{Shape: Beam}, shaped(Beam)},
	{"other local treatment", Mark{Shape: Focal}, shaped(Focal)},
	{"radioiodine", Mark{Shape: Lozenge, Class: "rai"}, shaped(Lozenge)},
	{"TSH suppressed", Mark{Shape: Level, State: Suppressed}, valued(Suppressed)},
	{"not suppressed", Mark{Shape: Level, State: NotSuppressed}, valued(NotSuppressed)},
	{"stimulated", Mark{Shape: Level, State: Stimulated}, valued(Stimulated)},
	{"TSH not recorded", Mark{Shape: Level}, valued(NotRecorded)},
	{"below the limit", Mark{Shape: Level, Below: true}, func(m Mark) bool { return m.Shape == Level && m.Below }},
	{"above the range", Mark{Shape: Level, Above: true}, func(m Mark) bool { return m.Shape == Level && m.Above }},
	{"TgAb found", Mark{Shape: Level, Ring: true, State: Suppressed}, func(m Mark) bool { return m.Ring }},
	{"examination or result", Mark{Shape: Dot}, shaped(Dot)},
	{"seen", Mark{Shape: Seen, Class: "l-other"}, shaped(Seen)},
	{"grew", Mark{Shape: Up, Class: "l-other"}, shaped(Up)},
	{"smaller", Mark{Shape: Down, Class: "l-other"}, shaped(Down)},
	{"no longer seen", Mark{Shape: Gone}, shaped(Gone)},
	{"treated locally", Mark{Shape: Cross}, shaped(Cross)},
	{"adverse event", Mark{Shape: Alert}, shaped(Alert)},
	{"decision", Mark{Shape: Flag}, shaped(Flag)},
	{"overdue", Mark{Shape: Late}, shaped(Late)},
	{"due", Mark{Shape: Diamond}, shaped(Diamond)},
}

func shaped(s Shape) func(Mark) bool { return func(m Mark) bool { return m.Shape == s } }

func valued(s TSHState) func(Mark) bool {
	return func(m Mark) bool {
		return (m.Shape == Level || m.Shape == Beat) && m.State == s && !m.Below && !m.Above
	}
}

// layKey collects the entries and breaks them into lines.
func layKey(rows []Row, s scale) key {
	k := key{}
	some := func(is func(Mark) bool) bool {
		return slices.ContainsFunc(rows, func(r Row) bool { return slices.ContainsFunc(r.Marks, is) })
	}
	for _, w := range keyWords {
		k.add(some(w.is), w.text, func(c *canvas, x, y float64) {
			if w.mark.Shape == Diamond || w.mark.Shape == Late {
				w.mark.drawDue(c, x, x, y)
				return
			}
			if w.mark.Below {
				y -= 7
			}
			if w.mark.Above {
				y += 7
			}
			w.mark.drawPoint(c, x, y)
		})
	}
	line := func(class string) func(c *canvas, x, y float64) {
		return func(c *canvas, x, y float64) { c.line(x-9, y, x+9, y, class) }
	}
	block := func(class string) func(c *canvas, x, y float64) {
		return func(c *canvas, x, y float64) { c.rect(x-8, y-5, 16, 10, 0, class) }
	}
	fits := func(is func(FitLine) bool) bool {
		return slices.ContainsFunc(rows, func(r Row) bool { return slices.ContainsFunc(r.Fits, is) })
	}
	k.add(fits(func(f FitLine) bool { return f.Reliable }), "fitted line", line("ft"))
	k.add(fits(func(f FitLine) bool { return !f.Reliable }), "fitted, not reliable", line("ft d1"))
	k.add(fits(func(f FitLine) bool { return len(f.Band) > 1 }), "95 % band of the line", block("bn"))
	k.add(some(func(m Mark) bool { return len(m.Steps) > 0 }), "height: drug dose, full: highest; gap: pause", block("drug"))
	k.add(some(func(m Mark) bool { return m.Shape == Line && m.Dashed }), "uptake unknown", line("les dash l-other"))
	k.add(some(func(m Mark) bool { return m.Period && m.Shape != Bar && m.wide(s) }), "lasted so long", block("lasts"))
	hatched := func(r Row) bool {
		return slices.ContainsFunc(r.Marks, func(m Mark) bool { return m.hatched(s, r.Thin) })
	}
	k.add(slices.ContainsFunc(rows, hatched), "hatched: on some day within it, or not known", block("hatch"))
	blurred := func(r Row) bool {
		return slices.ContainsFunc(r.Marks, func(m Mark) bool { return !r.Thin && m.blurred(s, false) })
	}
	k.add(slices.ContainsFunc(rows, blurred), "day not exact", line("whisk"))
	return k.flow()
}

// hatched reports whether part of a mark is hatched.
func (m Mark) hatched(s scale, thin bool) bool {
	open := func(h Height) bool { return h.Most > h.Share }
	return m.Shape == Bar && m.Hatch || !thin && m.Shape != Bar && m.Shape != Line && m.wide(s) && !m.Period || slices.ContainsFunc(m.Steps, open)
}

func (k *key) add(occurs bool, text string, draw func(c *canvas, x, y float64)) {
	if occurs {
		k.entries = append(k.entries, keyEntry{text: text, draw: draw})
	}
}

func (k key) flow() key {
	x, y := 0.0, keyLine/2+4
	for i := range k.entries {
		e := &k.entries[i]
		w := keySymbol + Width(e.text, smallSize) + 2*gap
		if x > 0 && x+w > chartWidth {
			x, y = 0, y+keyLine
		}
		e.x, e.y = x, y
		x += w
	}
	if len(k.entries) > 0 {
		k.height = y + keyLine/2
	}
	return k
}

func (k key) draw(c *canvas, top float64) {
	for _, e := range k.entries {
		e.draw(c, e.x+8, top+e.y)
		c.text(e.x+keySymbol, top+e.y+labelDown, "kx", fromLeft, e.text)
	}
}
