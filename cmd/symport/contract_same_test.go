package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func readModel(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// replaced gives back text with old replaced by new, and fails if nothing was.
func replaced(t *testing.T, text, old, new string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("the model has no %q", old)
	}
	return strings.Replace(text, old, new, 1)
}

func hashes(t *testing.T, stdin string, args ...string) map[string]any {
	t.Helper()
	a := decode(t, ok(t, stdin, append([]string{"consult", "--format", "json"}, args...)...))
	return a["hashes"].(map[string]any)
}

// The hash of each part changes when that part changes, and only then.
func TestContractHashes(t *testing.T) {
	text := readModel(t)
	base := hashes(t, text, "-")
	overlay := write(t, "overlay.yaml", fmt.Sprintf(overlayForm, "14 d"))
	turned := swapped(t, text, "- { drug: enalapril", "- { drug: metformin")
	for name, c := range map[string]struct {
		stdin   string
		args    []string
		changes string
	}{
		"same":           {text, nil, ""},
		"comment":        {"# another remark\n" + text, nil, ""},
		"entries turned": {turned, nil, ""},
		"another day":    {text, []string{"--as-of", "2016-05-30"}, ""},
		"another datum":  {replaced(t, text, "age: 70 y", "age: 71 y"), nil, "case"},
		"an overlay":     {text, []string{"--overlay", overlay}, "overlay"},
		"other content":  {text, []string{"--knowledge", changedKnowledge(t)}, "knowledge"},
	} {
		got := hashes(t, c.stdin, append(c.args, "-")...)
		for part, before := range base {
			if (got[part] != before) != (part == c.changes) {
				t.Errorf("%s: hash of %s %v, before %v", name, part, got[part], before)
			}
		}
	}
}

// swapped turns the order of two lines that begin so.
func swapped(t *testing.T, text, a, b string) string {
	t.Helper()
	lines, i, j := strings.Split(text, "\n"), -1, -1
	for n, l := range lines {
		switch {
		case strings.HasPrefix(strings.TrimLeft(l, " "), strings.TrimLeft(a, " ")):
			i = n
		case strings.HasPrefix(strings.TrimLeft(l, " "), strings.TrimLeft(b, " ")):
			j = n
		}
	}
	if i < 0 || j < 0 {
		t.Fatalf("no lines %q and %q", a, b)
	}
	lines[i], lines[j] = lines[j], lines[i]
	return strings.Join(lines, "\n")
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// changedKnowledge is a copy of the content with one more remark in a statement.
func changedKnowledge(t *testing.T) string {
	t.Helper()
	dir := copyKnowledge(t)
	change(t, filepath.Join(dir, "facts", "article.yaml"), "A reader should be able", "The reader should be able")
	return dir
}

func change(t *testing.T, path, old, new string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(replaced(t, string(data), old, new)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The day is the one asked for, else the file's, else the last entry of a published case,
// else today.
func TestContractAsOf(t *testing.T) {
	undated := replaced(t, readModel(t), "as-of: 2017-02-15", "")
	for name, c := range map[string]struct {
		stdin string
		args  []string
		want  string
	}{
		"asked for":   {readModel(t), []string{"--as-of", "2016-05-30"}, "2016-05-30"},
		"of the file": {readModel(t), nil, "2017-02-15"},
		"last entry":  {undated, nil, "2017-05-31"}, // of 2017-05
		"today":       {"symport: case/1\nid: NEW\n", nil, "2026-03-01"},
	} {
		a := decode(t, ok(t, c.stdin, append([]string{"consult", "-", "--format", "json"}, c.args...)...))
		if a["asOf"] != c.want {
			t.Errorf("%s: as of %v, want %s", name, a["asOf"], c.want)
		}
	}
}

func TestContractSameInputSameBytes(t *testing.T) {
	for _, form := range []string{"text", "json", "html"} {
		if ok(t, "", "consult", model, "--format", form) != ok(t, "", "consult", model, "--format", form) {
			t.Errorf("%s differs from run to run", form)
		}
	}
	text := readModel(t)
	turned := swapped(t, text, "- { date: 2012-12-11, what: total", "- { date: 2012-12-11, what: neck")
	for _, same := range []string{turned, strings.ReplaceAll(text, "\n", "\r\n"), "\ufeff" + text} {
		if ok(t, same, "consult", "-", "--format", "html") != ok(t, text, "consult", "-", "--format", "html") {
			t.Error("order of entries, ends of lines or a byte order mark change the answer")
		}
	}
}
