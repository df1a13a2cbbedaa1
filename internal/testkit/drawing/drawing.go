// Package drawing reads the texts of an SVG with the room they take, so that a test can
// say which overlap, without a browser.
package drawing

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Text is one label with its box in the unit of the drawing.
type Text struct {
	S, Class       string
	X0, Y0, X1, Y1 float64
}

// Type is how texts are set: their size by class, else Size, and the width of a text.
type Type struct {
	Size    float64
	Classes map[string]float64
	Width   func(text string, size float64) float64
}

// Drawing is the frame and the texts of an SVG.
type Drawing struct {
	Width, Height float64
	Texts         []Text
	Now           float64 // of a timeline: where the as-of line stands; 0: none
}

// Parse reads an SVG.
func (y Type) Parse(svg string) (Drawing, error) {
	var d Drawing
	dec := xml.NewDecoder(strings.NewReader(svg))
	var open *Text
	var anchor string
	var size float64
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return d, nil
		}
		if err != nil {
			return d, err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			at := attributes(e)
			switch {
			case e.Name.Local == "svg":
				fmt.Sscanf(at["viewBox"], "0 0 %g %g", &d.Width, &d.Height)
			case e.Name.Local == "line" && at["class"] == "now":
				d.Now = number(at["x1"])
			case e.Name.Local == "text":
				size, anchor = y.size(at["class"]), at["text-anchor"]
				open = &Text{Class: at["class"], X0: number(at["x"]), Y1: number(at["y"])}
			}
		case xml.CharData:
			if open != nil {
				open.S += string(e)
			}
		case xml.EndElement:
			if open != nil {
				d.Texts = append(d.Texts, open.set(anchor, size, y.Width(open.S, size)))
				open = nil
			}
		}
	}
}

// set gives a text its box: from the height of a capital to just below the baseline.
func (t Text) set(anchor string, size, width float64) Text {
	x := t.X0
	switch anchor {
	case "middle":
		t.X0, t.X1 = x-width/2, x+width/2
	case "end":
		t.X0, t.X1 = x-width, x
	default:
		t.X1 = x + width
	}
	t.Y0, t.Y1 = t.Y1-size*0.75, t.Y1+size*0.15
	return t
}

func (y Type) size(classes string) float64 {
	for _, c := range strings.Fields(classes) {
		if s, ok := y.Classes[c]; ok {
			return s
		}
	}
	return y.Size
}

func attributes(e xml.StartElement) map[string]string {
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Name.Local] = a.Value
	}
	return at
}

func number(s string) float64 {
	x, _ := strconv.ParseFloat(s, 64)
	return x
}

// Faults are the pairs of texts that overlap, the texts that leave the drawing, and those
// that cross the as-of line below its own label.
func (d Drawing) Faults() (out []string) {
	for i, a := range d.Texts {
		if a.X0 < -0.5 || a.Y0 < -0.5 || a.X1 > d.Width+0.5 || a.Y1 > d.Height+0.5 {
			out = append(out, fmt.Sprintf("%q leaves the drawing", a.S))
		}
		if d.Now > 0 && a.X0 < d.Now-0.5 && a.X1 > d.Now+0.5 && a.Y0 > 38 && !slices.Contains([]string{"kx", "t b", "t m"}, a.Class) && !strings.HasPrefix(a.Class, "lab") {
			out = append(out, fmt.Sprintf("%q crosses the as-of line", a.S))
		}
		for _, b := range d.Texts[:i] {
			if a.X0 < b.X1-0.5 && b.X0 < a.X1-0.5 && a.Y0 < b.Y1-0.5 && b.Y0 < a.Y1-0.5 {
				out = append(out, fmt.Sprintf("%q and %q overlap", b.S, a.S))
			}
		}
	}
	return out
}
