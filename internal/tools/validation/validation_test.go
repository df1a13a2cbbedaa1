package main

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"symport/internal/content"
	"symport/knowledge"
)

var update = flag.Bool("update", false, "write docs/validation.md")

const file = "../../../docs/validation.md"

// The report in the tree is the one that the vignettes give.
func TestReportIsCurrent(t *testing.T) {
	var b bytes.Buffer
	if err := report(&b, knowledge.FS, "article"); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, b.Bytes()) {
		t.Error("docs/validation.md is not what the vignettes give now; go test ./internal/tools/validation -update writes it")
	}
}

// Every statement that is no background is named by a test, and every rule comes out met
// in one.
func TestNothingIsUntested(t *testing.T) {
	c, err := content.Load(knowledge.FS, "article", nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := run(c, knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range got.coverage.Statements {
		if !c.Statements[k.ID].Background && len(got.pins[k.ID])+len(got.expectedBy(k.By)) == 0 {
			t.Errorf("%s: no test names it", k.ID)
		}
	}
	for _, a := range got.ruleList() {
		if at(got.rules, shared(a.Rule)).met == 0 {
			t.Errorf("%s: no vignette meets it", a.Rule)
		}
	}
}
