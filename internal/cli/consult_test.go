package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"symport/internal/testkit/browser"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// runOK runs the command line on a fixed day and fails the test if it does.
func runOK(t *testing.T, args ...string) string {
	t.Helper()
	var out, talk bytes.Buffer
	env := Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &talk, ReadFile: os.ReadFile,
		Today: func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }}
	if code := Main(args, env); code != exitOK {
		t.Fatalf("symport %s: exit %d: %s", strings.Join(args, " "), code, talk.String())
	}
	return out.String()
}

// TestConsultTextOfEveryPublishedCase holds the frame of the text: at most 140 lines of
// 96 columns, signs in ASCII.
func TestConsultTextOfEveryPublishedCase(t *testing.T) {
	for _, name := range exampleNames() {
		text := runOK(t, "consult", examplePrefix+name)
		if n := strings.Count(text, "\n"); n > 140 {
			t.Errorf("%s: %d lines", name, n)
		}
		for i, line := range strings.Split(text, "\n") {
			if n := len([]rune(line)); n > 96 {
				t.Errorf("%s:%d: %d columns", name, i+1, n)
			}
			if at := strings.IndexFunc(line, func(r rune) bool { return r > '~' && !unicode.IsLetter(r) || r < ' ' }); at >= 0 {
				t.Errorf("%s:%d: not ASCII: %s", name, i+1, line)
			}
		}
		if full := runOK(t, "consult", examplePrefix+name, "--full"); strings.Count(full, "\n") < strings.Count(text, "\n") {
			t.Errorf("%s: --full says less", name)
		}
	}
}

func TestConsultJSONOfEveryPublishedCase(t *testing.T) {
	for _, name := range exampleNames() {
		var a map[string]any
		if err := json.Unmarshal([]byte(runOK(t, "consult", examplePrefix+name, "--format", "json")), &a); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a["schema"] != "symport/assessment/1" {
			t.Errorf("%s: schema %v", name, a["schema"])
		}
		walkNoNullList(t, name, a)
	}
}

// walkNoNullList looks for null where the contract has a list.
func walkNoNullList(t *testing.T, at string, v any) {
	lists := []string{"for", "against", "excludes", "requires", "informs", "because", "needs", "sources", "facts", "flips", "allows", "from"}
	switch v := v.(type) {
	case map[string]any:
		for _, key := range lists {
			if x, ok := v[key]; ok && x == nil && key != "from" { // a flip's "from" is a value
				t.Errorf("%s.%s is null", at, key)
			}
		}
		for key, x := range v {
			walkNoNullList(t, at+"."+key, x)
		}
	case []any:
		for _, x := range v {
			walkNoNullList(t, at, x)
		}
	}
}

// TestPagesOfPublishedCases looks at each page in a browser: options, criteria and what
// is due are in sight at 1280 x 800 without scrolling, labels keep apart on screen and
// paper, the board sheet is one page and nothing of it is cut.
func TestPagesOfPublishedCases(t *testing.T) {
	for _, name := range exampleNames() {
		t.Run(name, func(t *testing.T) {
			p := browser.Open(t, []byte(runOK(t, "consult", examplePrefix+name, "--format", "html")))
			p.Size(1280, 800)
			for _, c := range p.Clashes() {
				t.Errorf("screen: %s", c)
			}
			for what, selector := range map[string]string{"an option": ".o1 .opt", "a criterion": ".o2 li", "something due": ".o3 li"} {
				if bottom := p.Bottom(selector); bottom > 800 {
					t.Errorf("first screen: %s ends at %.0f px of 800", what, bottom)
				}
			}
			if n := p.Sheets(); n != 1 {
				t.Errorf("%d sheets of paper", n)
			}
			p.Size(1050, 750)
			p.Media("print", "light")
			for _, c := range p.Clashes() {
				t.Errorf("paper: %s", c)
			}
			if cut := p.CutFromSheet(); cut > 1 {
				t.Errorf("%.0f px are cut off at the foot of the sheet", cut)
			}
		})
	}
}

// TestPublishedPageIsAccessible asks axe-core about a long real page with every row open.
func TestPublishedPageIsAccessible(t *testing.T) {
	p := browser.Open(t, []byte(runOK(t, "consult", examplePrefix+"cantemist-945", "--format", "html")))
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1280}, {"dark", 390}} {
		p.Size(look.width, 900)
		p.Media("screen", look.scheme)
		p.Number(`[...document.querySelectorAll('details')].map(d=>d.open=true).length`)
		for _, v := range p.Violations() {
			t.Errorf("%s at %d: %s", look.scheme, look.width, v)
		}
		if got := p.Number(`document.documentElement.scrollWidth`); got > float64(look.width) {
			t.Errorf("%.0f px wide at %d", got, look.width)
		}
	}
}
