package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"testing"
)

// The matrices are those of Machado, Oliveira and Fernandes for the full deficiency (IEEE
// Trans Vis Comput Graph 2009;15:1283-91), on linear RGB.
var deficiencies = map[string][3][3]float64{
	"none":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

type colour [3]float64 // linear RGB

func parseColour(t *testing.T, hex string) (c colour) {
	t.Helper()
	if len(hex) == 4 {
		hex = "#" + hex[1:2] + hex[1:2] + hex[2:3] + hex[2:3] + hex[3:] + hex[3:]
	}
	for i := range c {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if x := float64(n) / 255; x <= 0.04045 {
			c[i] = x / 12.92
		} else {
			c[i] = math.Pow((x+0.055)/1.055, 2.4)
		}
	}
	return c
}

func (c colour) seen(m [3][3]float64) (out colour) {
	for i, row := range m {
		out[i] = min(max(row[0]*c[0]+row[1]*c[1]+row[2]*c[2], 0), 1)
	}
	return out
}

func (c colour) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

// contrast is that of WCAG 2.
func contrast(a, b colour) float64 {
	hi, lo := max(a.luminance(), b.luminance()), min(a.luminance(), b.luminance())
	return (hi + 0.05) / (lo + 0.05)
}

// distance is the difference of two colours in CIE 1976 L*a*b*, white D65.
func distance(a, b colour) float64 {
	x, y := a.lab(), b.lab()
	return math.Sqrt((x[0]-y[0])*(x[0]-y[0]) + (x[1]-y[1])*(x[1]-y[1]) + (x[2]-y[2])*(x[2]-y[2]))
}

func (c colour) lab() [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return 24389.0/27/116*t + 16.0/116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(c.luminance())
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// themes reads the variables of the page: in light, and in dark where they differ.
func themes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	one := regexp.MustCompile(`--([a-z0-9]+):(#[0-9a-f]{3,6})\b`)
	light, dark = map[string]string{}, map[string]string{}
	screen := regexp.MustCompile(`(?s)@media print.*?\n`).ReplaceAllString(style, "")
	for _, m := range one.FindAllStringSubmatch(screen, -1) {
		if _, ok := light[m[1]]; !ok {
			light[m[1]] = m[2]
		} else if _, ok := dark[m[1]]; !ok {
			dark[m[1]] = m[2]
		}
	}
	if len(light) < 20 || len(dark) < 20 {
		t.Fatalf("%d colours in light, %d in dark: the style is not read", len(light), len(dark))
	}
	return light, dark
}

// TestColoursStayApart: the colours of sites, and those of lines in a plot, differ for
// every kind of colour vision, and stand out from the card by the 3 : 1 of graphics
// (WCAG 2.2, 1.4.11). Ten units of CIELAB are told apart at a glance; marks, dashes and
// words repeat what the colour says.
func TestColoursStayApart(t *testing.T) {
	light, dark := themes(t)
	for name, theme := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, family := range []string{"s", "p"} {
			var all []string
			for i := range 7 {
				if hex, ok := theme[fmt.Sprint(family, i)]; ok {
					all = append(all, hex)
				}
			}
			if len(all) < 5 {
				t.Fatalf("%s: colours %v", name, all)
			}
			for i, a := range all {
				if c := contrast(parseColour(t, a), parseColour(t, theme["card"])); c < 3 {
					t.Errorf("%s: %s on the card has %.1f : 1", name, a, c)
				}
				for _, b := range all[:i] {
					for kind, m := range deficiencies {
						if d := distance(parseColour(t, a).seen(m), parseColour(t, b).seen(m)); d < 10 {
							t.Errorf("%s: %s and %s differ by %.1f with %s", name, a, b, d, kind)
						}
					}
				}
			}
		}
	}
}

// TestTextContrast: every colour of words reaches 4.5 : 1 on every ground (WCAG 2.2 AA).
func TestTextContrast(t *testing.T) {
	light, dark := themes(t)
	for name, theme := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, text := range []string{"ink", "mut", "acc", "acc2", "red", "pk", "pm"} {
			for _, ground := range []string{"bg", "card", "soft", "fut"} {
				if c := contrast(parseColour(t, theme[text]), parseColour(t, theme[ground])); c < 4.5 {
					t.Errorf("%s: %s on %s has %.2f : 1", name, text, ground, c)
				}
			}
		}
		if c := contrast(parseColour(t, theme["amb"]), parseColour(t, theme["ambbg"])); c < 4.5 {
			t.Errorf("%s: amb on its ground has %.2f : 1", name, c)
		}
	}
}
