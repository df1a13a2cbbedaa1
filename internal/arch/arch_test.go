// Package arch holds the shape of the house: which package may import which, and that
// the inner rings touch nothing of the outside world.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ring of every package below internal/. A package imports only lower rings.
var ring = map[string]int{
	"unit": 0, "date": 0, "fault": 0, "cite": 0, "fact": 0, "verdict": 0, "record": 0,
	"curve": 1, "dose": 1, "growth": 1, "recist": 1, "conduct": 1, "rule": 1, "content": 1, "due": 1, "chart": 1,
	"casefile": 2, "table": 2, "fhir": 2, "cdshooks": 2,
	"consult": 3, "report": 3, "worksheet": 3, "reading": 3, "cohort": 3, "survival": 3,
	"store": 4, "web": 4, "api": 4,
	"cli": 5,
}

// sameRing lists the imports inside one ring, each with its reason.
var sameRing = map[string]string{
	"date -> fault":     "parsing answers with kinds and hints",
	"unit -> fault":     "parsing answers with kinds and hints",
	"fact -> date":      "a value names the day of its entry",
	"record -> unit":    "the record is made of quantities",
	"record -> date":    "and of partial dates",
	"record -> fact":    "and of the ways of not knowing",
	"verdict -> cite":   "an assessment lists its sources",
	"verdict -> date":   "and its day",
	"dose -> curve":     "a dose is an integral of a fitted curve",
	"content -> rule":   "an edition holds compiled rules",
	"report -> consult": "a report shows an assessment and a comparison",
}

// outside is what rings 0 to 3 never touch.
var outside = []string{"os", "os/exec", "net", "net/http", "database/sql", "log", "log/slog", "embed", "math/rand", "syscall"}

// embedders are the packages of data outside internal/, imported by cli alone.
var embedders = []string{"symport/knowledge", "symport/cases"}

type file struct {
	pkg, path string
	imports   []string
	clock     bool
}

func TestRings(t *testing.T) {
	files := parseAll(t, "..")
	if len(files) < 20 {
		t.Fatalf("found only %d files: the walk is broken", len(files))
	}
	for _, f := range files {
		r, ok := ring[f.pkg]
		if !ok {
			t.Errorf("%s: package %s has no ring: add it with its place in the design", f.path, f.pkg)
			continue
		}
		checkImports(t, f, r)
		if r <= 3 && f.clock {
			t.Errorf("%s: reads the clock; time comes in as an argument", f.path)
		}
	}
}

func checkImports(t *testing.T, f file, r int) {
	for _, imp := range f.imports {
		if r <= 3 && slices.Contains(outside, imp) {
			t.Errorf("%s: ring %d imports %s; only the outer rings touch the outside world", f.path, r, imp)
		}
		if slices.Contains(embedders, imp) && f.pkg != "cli" {
			t.Errorf("%s: only cli imports the embedded data %s", f.path, imp)
		}
		rest, ok := strings.CutPrefix(imp, "symport/internal/")
		if !ok {
			continue
		}
		name, _, _ := strings.Cut(rest, "/")
		if name == f.pkg {
			continue
		}
		if to := ring[name]; to > r || to == r && sameRing[f.pkg+" -> "+name] == "" {
			t.Errorf("%s: %s (ring %d) imports %s (ring %d)", f.path, f.pkg, r, name, to)
		}
	}
}

func parseAll(t *testing.T, root string) []file {
	var files []file
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "tools" || d.Name() == "arch" || d.Name() == "testkit") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files = append(files, parseFile(t, root, path))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func parseFile(t *testing.T, root, path string) file {
	tree, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	rel, _ := filepath.Rel(root, path)
	pkg, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	f := file{pkg: pkg, path: path, clock: usesClock(tree)}
	for _, imp := range tree.Imports {
		name, _ := strconv.Unquote(imp.Path.Value)
		f.imports = append(f.imports, name)
	}
	return f
}
