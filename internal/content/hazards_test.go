package content_test

import (
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"symport/internal/content"
)

// The hazard log leads from a hazard to rules and tests that exist.
func TestHazardLogLeadsSomewhere(t *testing.T) {
	c, _ := article()
	tests := allTests(t)
	ids := content.IDs(c)
	for _, row := range readHazards(t) {
		id, rules, named, state := row[0], strings.Fields(row[5]), strings.Fields(row[6]), row[7]
		for _, r := range rules {
			if !slices.ContainsFunc(ids, func(known string) bool { return known == r || strings.HasPrefix(known, r+"@") }) {
				t.Errorf("%s: no item %s in the content", id, r)
			}
		}
		for _, name := range named {
			if !tests[name] {
				t.Errorf("%s: no test %s", id, name)
			}
		}
		if state == "held" && len(named) == 0 {
			t.Errorf("%s is held by no test", id)
		}
		if !slices.Contains([]string{"held", "partly", "open"}, state) || !slices.Contains([]string{"critical", "serious", "moderate"}, row[3]) {
			t.Errorf("%s: state %q, severity %q", id, state, row[3])
		}
	}
}

// Every rule and red flag of the floor controls some hazard.
func TestEveryRuleOfTheFloorControlsAHazard(t *testing.T) {
	c, _ := article()
	floor := content.SafetyFloor(c)
	var listed []string
	for _, row := range readHazards(t) {
		listed = append(listed, strings.Fields(row[5])...)
	}
	for _, r := range floor.Rules {
		if !slices.Contains(listed, r.Rule) {
			t.Errorf("rule %s stands for no hazard", r.Rule)
		}
	}
	for _, r := range floor.RedFlags {
		if !slices.Contains(listed, r.ID) {
			t.Errorf("red flag %s stands for no hazard", r.ID)
		}
	}
}

func readHazards(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("../../docs/safety/hazards.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 40 {
		t.Fatalf("only %d rows", len(rows))
	}
	return rows[1:]
}

var testFunc = regexp.MustCompile(`(?m)^func (Test\w+)\(`)

// allTests are the vignettes, the Go tests and the scripts of the repository.
func allTests(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	_, list := article()
	for _, v := range list {
		out[v.ID] = true
	}
	for _, root := range []string{"../../internal", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir():
				return err
			case strings.HasSuffix(path, ".txtar"):
				out[d.Name()] = true
			case strings.HasSuffix(path, "_test.go"):
				data, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				for _, m := range testFunc.FindAllSubmatch(data, -1) {
					out[string(m[1])] = true
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}
