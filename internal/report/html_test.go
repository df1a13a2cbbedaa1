package report

import "testing"

func TestHTMLGolden(t *testing.T) {
	page, err := HTML(fixture(t))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "cantemist-945.html", page)
}
