package report

import (
	"html"
	"html/template"
	"regexp"
	"strings"
	"unicode"
)

var nuclide = regexp.MustCompile(`\b(131|124|123|18|68|177|90|225|99m)(I|F|Ga|Lu|Y|Ac|Tc)\b`)

// rich escapes text for the page and raises the mass numbers of nuclides.
func rich(s string) template.HTML {
	return template.HTML(nuclide.ReplaceAllString(html.EscapeString(s), `<sup>$1</sup>$2`))
}

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "m", "ᵐ")

// raised raises the mass numbers of nuclides in the words of a drawing.
func raised(s string) string {
	return nuclide.ReplaceAllStringFunc(s, func(n string) string {
		i := strings.IndexFunc(n, unicode.IsUpper)
		return superscripts.Replace(n[:i]) + n[i:]
	})
}
