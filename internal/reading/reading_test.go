package reading_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"symport/internal/content"
	"symport/internal/reading"
	"symport/internal/testkit/browser"
	"symport/knowledge"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

type room struct {
	content   *content.Content
	vignettes []content.Vignette
	files     []reading.File
}

var article = sync.OnceValues(func() (room, error) {
	var r room
	var err error
	if r.content, err = content.Load(knowledge.FS, "article", nil); err != nil {
		return r, err
	}
	if r.vignettes, err = content.Vignettes(r.content, knowledge.FS); err != nil {
		return r, err
	}
	r.files, err = r.build()
	return r, err
})

func (r room) build() ([]reading.File, error) {
	coverage, err := content.Cover(r.content, knowledge.FS)
	if err != nil {
		return nil, err
	}
	return reading.Site(r.content, r.vignettes, coverage)
}

func open(t *testing.T) room {
	t.Helper()
	r, err := article()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r room) page(t *testing.T, name string) []byte {
	t.Helper()
	for _, f := range r.files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("no page %s", name)
	return nil
}

var (
	hrefs = regexp.MustCompile(`href="([^"]*)"`)
	marks = regexp.MustCompile(` id="([^"]*)"`)
)

// Every link leads to a page of the room and to a mark on it, and no mark stands twice.
func TestNoLinkIsDead(t *testing.T) {
	r := open(t)
	there := map[string]bool{}
	for _, f := range r.files {
		there[f.Name] = true
		for _, m := range marks.FindAllSubmatch(f.Data, -1) {
			at := f.Name + "#" + string(m[1])
			if there[at] {
				t.Errorf("%s stands twice", at)
			}
			there[at] = true
		}
	}
	links := 0
	for _, f := range r.files {
		for _, m := range hrefs.FindAllSubmatch(f.Data, -1) {
			to := string(m[1])
			if strings.HasPrefix(to, "#") {
				to = f.Name + to
			}
			links++
			if !there[to] {
				t.Errorf("%s: dead link %s", f.Name, to)
			}
		}
	}
	if links < 5000 {
		t.Errorf("%d links: the room is not connected", links)
	}
}

// Every item of the content has its card in the room.
func TestEveryItemIsThere(t *testing.T) {
	r := open(t)
	all := bytes.Join(pagesOf(r.files), nil)
	for _, id := range content.IDs(r.content) {
		if strings.Contains(id, "@") {
			continue // a shared rule stands once, under its own name
		}
		if !bytes.Contains(all, []byte("<code>"+id+"</code>")) {
			t.Errorf("%s has no card", id)
		}
	}
	for i := range r.vignettes {
		if !bytes.Contains(all, []byte("<code>"+r.vignettes[i].ID+"</code>")) {
			t.Errorf("test %s has no card", r.vignettes[i].ID)
		}
	}
}

func pagesOf(files []reading.File) [][]byte {
	var out [][]byte
	for _, f := range files {
		out = append(out, f.Data)
	}
	return out
}

func TestSameContentGivesSameBytes(t *testing.T) {
	r := open(t)
	again, err := r.build()
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.files {
		if f.Name != again[i].Name || !bytes.Equal(f.Data, again[i].Data) {
			t.Errorf("%s differs from one run to the next", f.Name)
		}
	}
}

// Pages neither run nor load anything, whatever the content says.
func TestPagesAreClosed(t *testing.T) {
	for _, f := range open(t).files {
		text := string(f.Data)
		if !strings.Contains(text, `default-src 'none'; style-src 'sha256-`) {
			t.Errorf("%s has no policy", f.Name)
		}
		for _, bad := range []string{"<script", "javascript:", " src=", "style=\"", "onclick", "http-equiv=\"refresh\""} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", f.Name, bad)
			}
		}
	}
}

// The notes of a statement stand with it, with what was printed, checked and done.
func TestNotesStandWithTheirStatements(t *testing.T) {
	page := string(open(t).page(t, "statements-background.html"))
	card := page[strings.Index(page, `id="fact-f020"`):]
	card = card[:strings.Index(card, "</article>")]
	for _, want := range []string{"I04", "printed", "29 %", "19 % of all 317 never cleared", "n 317 side by side", "prognosis residual"} {
		if !strings.Contains(card, want) {
			t.Errorf("F020 does not say %q", want)
		}
	}
}

func TestSheets(t *testing.T) {
	r := open(t)
	for _, option := range []string{"radioiodine-fixed", "radioiodine-dosimetry", "lenvatinib", "sorafenib", "redifferentiation", "denosumab", "zoledronic-acid"} {
		if r.content.Sheet(option) == nil {
			t.Errorf("no sheet for %s", option)
		}
	}
	text := reading.SheetText(r.content, r.content.Sheet("lenvatinib"))
	for _, want := range []string{"does not cure", "41.8 % [F092]", "[ ] High blood pressure treated [F145]", "Physician, date"} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet of lenvatinib does not say %q", want)
		}
	}
	for line := range strings.Lines(text) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 96 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// In a real browser: nothing wider than a phone, nothing that an accessibility engine
// finds, on a page of each form.
func TestPagesInABrowser(t *testing.T) {
	r := open(t)
	for _, name := range []string{"index.html", "drug-lenvatinib.html", "rules-radioiodine.html", "notes.html", "tests-safety-red-flags.html",
		"radioiodine-sheet.html", "coverage.html"} {
		t.Run(name, func(t *testing.T) {
			p := browser.Open(t, r.page(t, name))
			p.Size(320, 900)
			if wide := p.Number("document.documentElement.scrollWidth"); wide > 320 {
				t.Errorf("%g pixels wide on a phone of 320", wide)
			}
			p.Size(1280, 900)
			for _, v := range p.Violations() {
				t.Error(v)
			}
		})
	}
}
