package report

import (
	"html"
	"html/template"
	"regexp"
)

var nuclide = regexp.MustCompile(`\b(131|124|123|18|68|177|90|225|99m)(I|F|Ga|Lu|Y|Ac|Tc)\b`)

// rich escapes text for the page and raises the mass numbers of nuclides.
func rich(s string) template.HTML {
	return template.HTML(nuclide.ReplaceAllString(html.EscapeString(s), `<sup>$1</sup>$2`))
}
