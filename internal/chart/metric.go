package chart

import (
	"strings"
	"unicode"
)

// advances holds the advance widths of U+0020 to U+007E in thousandths of an em, of a
// wide sans-serif (DejaVu Sans). Text set in a narrower face leaves room, never overlaps.
var advances = [...]int{
	318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
	636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
	1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
	603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
	500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
	635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
}

const boldFactor = 1.12

// Width returns the room that text needs at a font size, in the unit of size.
func Width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		sum += advance(r)
	}
	return float64(sum) * size / 1000
}

func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return advances[r-' ']
	case unicode.IsLetter(r) && r < 0x250:
		return 700
	case r == '\u202f', strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹ᵐ", r):
		return 420
	}
	return 1000
}

// Clip shortens text to the room, at a word where it can, and ends it with "…".
func Clip(text string, size, room float64) string {
	if Width(text, size) <= room {
		return text
	}
	runes := []rune(text)
	used, cut, space := advance('…'), 0, 0
	for i, r := range runes {
		used += advance(r)
		if float64(used)*size/1000 > room {
			break
		}
		if cut = i + 1; r == ' ' {
			space = i
		}
	}
	if space > cut*2/3 {
		cut = space
	}
	if cut == 0 {
		return ""
	}
	return string(trimRight(runes[:cut])) + "…"
}

func trimRight(runes []rune) []rune {
	for len(runes) > 0 && (unicode.IsSpace(runes[len(runes)-1]) || unicode.IsPunct(runes[len(runes)-1])) {
		runes = runes[:len(runes)-1]
	}
	return runes
}
