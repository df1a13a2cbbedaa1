package cli

import (
	"strings"
	"testing"

	"symport/internal/testkit/browser"
)

// The page of a patient holds the drawings of tg and recist, the same to the byte but for
// the ids, and their tables.
func TestPlotsOfTheCourse(t *testing.T) {
	for _, c := range []struct {
		name, title, say string
		table            []string
	}{
		// the four values of the file, and the change of assay none; sum 11, 15, 24 mm of the file, T8 new on the second scan
		{"../../cases/synthetic/rair-painful-t8.yaml", "Thyroglobulin", "Tg doubled in", []string{"<td>350</td>", "<td>suppressed</td>"}},
		{"../../cases/synthetic/rair-painful-t8.yaml", "Response by RECIST 1.1, radioiodine", "PD on 2024-09-10", []string{`<th scope="row">sum</th><td>11</td>`, "<td>PD</td>"}},
		{examplePrefix + "eta2024-ps1-03-07", "Thyroglobulin", "", []string{"<td>227</td>", "<td>stimulated</td>"}},
	} {
		page := runOK(t, "consult", c.name, "--format", "html")
		_, section, ok := strings.Cut(page, `<section class="card plot"><header><h2>`+c.title+`</h2>`)
		if !ok {
			t.Errorf("%s: no %s", c.name, c.title)
			continue
		}
		section, _, _ = strings.Cut(section, "</section>")
		for _, want := range append(c.table, c.say, `<svg class="pl"`, "<details") {
			if !strings.Contains(section, want) {
				t.Errorf("%s, %s: no %s", c.name, c.title, want)
			}
		}
	}
	if page := runOK(t, "consult", examplePrefix+"cantemist-945", "--format", "html"); strings.Contains(page, `class="card plot"`) {
		t.Error("a plot without two values")
	}
}

func TestPlotsOnThePageAreAccessible(t *testing.T) {
	page := runOK(t, "consult", "../../cases/synthetic/rair-painful-t8.yaml", "--format", "html")
	for _, width := range []int64{1280, 390} {
		p := browser.Open(t, []byte(page))
		p.Size(width, 900)
		p.Number(`[...document.querySelectorAll('details')].map(d=>d.open=true).length`)
		for _, f := range append(p.Violations(), p.Clashes()...) {
			t.Errorf("%d px: %s", width, f)
		}
	}
}
