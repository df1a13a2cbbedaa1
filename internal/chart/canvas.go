// Package chart draws as SVG: the course over time, survival bars and thermometers of
// activity. It knows plain structs only; the same input gives the same bytes. Colours
// and fonts come from the classes of the page, so that a drawing follows dark mode,
// print and forced colours.
package chart

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
)

// canvas collects the elements of one drawing.
type canvas struct{ b strings.Builder }

// num prints a coordinate with one decimal at most.
func num(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

func (c *canvas) open(class, id, title, desc string, w, h float64) {
	fmt.Fprintf(&c.b, `<svg class="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-t %s-d" preserveAspectRatio="xMinYMin meet">`,
		class, num(w), num(h), id, id)
	fmt.Fprintf(&c.b, `<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`+"\n",
		id, html.EscapeString(title), id, html.EscapeString(desc))
}

func (c *canvas) close() string {
	c.b.WriteString("</svg>")
	return c.b.String()
}

func (c *canvas) rect(x, y, w, h, r float64, class string) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" rx="%s" class="%s"/>`+"\n",
		num(x), num(y), num(w), num(h), num(r), class)
}

func (c *canvas) line(x1, y1, x2, y2 float64, class string) {
	fmt.Fprintf(&c.b, `<line x1="%s" y1="%s" x2="%s" y2="%s" class="%s"/>`+"\n",
		num(x1), num(y1), num(x2), num(y2), class)
}

func (c *canvas) path(d, class string) {
	fmt.Fprintf(&c.b, `<path d="%s" class="%s"/>`+"\n", d, class)
}

func (c *canvas) circle(x, y, r float64, class string) {
	fmt.Fprintf(&c.b, `<circle cx="%s" cy="%s" r="%s" class="%s"/>`+"\n", num(x), num(y), num(r), class)
}

// anchor says which point of a text its x is.
type anchor string

const (
	fromLeft  anchor = ""
	fromMid   anchor = ` text-anchor="middle"`
	fromRight anchor = ` text-anchor="end"`
)

func (c *canvas) text(x, y float64, class string, a anchor, s string) {
	if s == "" {
		return
	}
	fmt.Fprintf(&c.b, `<text x="%s" y="%s" class="%s"%s>%s</text>`+"\n",
		num(x), num(y), class, a, html.EscapeString(s))
}

// group opens a group with a tooltip; end closes it.
func (c *canvas) group(note string) {
	fmt.Fprintf(&c.b, `<g><title>%s</title>`, html.EscapeString(note))
}

func (c *canvas) end() { c.b.WriteString("</g>\n") }
