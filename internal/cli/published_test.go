package cli

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"symport/internal/recist"
	"symport/internal/table"
)

var updatePages = flag.Bool("update-pages", false, "rewrite the tables of published series in docs/science")

// published reads a table of testdata, whose head names the sources.
func published(t *testing.T, name string) (head []string, rows [][]string) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(data)))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// groups splits rows by their first field, in order, and gives back the named columns
// as CSV.
func groups(t *testing.T, file string, columns ...string) (ids []string, texts map[string]string) {
	t.Helper()
	head, rows := published(t, file)
	texts = map[string]string{}
	for _, row := range rows {
		if _, ok := texts[row[0]]; !ok {
			ids = append(ids, row[0])
			texts[row[0]] = strings.Join(columns, ",") + "\n"
		}
		var b strings.Builder
		w := csv.NewWriter(&b)
		var fields []string
		for _, c := range columns {
			fields = append(fields, row[slices.Index(head, c)])
		}
		if err := w.Write(fields); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		texts[row[0]] += b.String()
	}
	return ids, texts
}

// page compares the lines with those between the marks of a page of docs.
func page(t *testing.T, name string, lines []string) {
	t.Helper()
	const begin, end = "<!-- table of published series: made by the test -->\n", "<!-- end of table -->\n"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", name)
	}
	want := before + begin + strings.Join(lines, "\n") + "\n" + end + after
	switch {
	case *updatePages:
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	case want != string(data):
		t.Errorf("%s is not what the program computes now; read the difference, then -update-pages\n%s", name, strings.Join(lines, "\n"))
	}
}

func testParams(t testing.TB) tgParams {
	t.Helper()
	p, err := readTgParams(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Every published series goes through the command's own path; none gives a number that
// counts as reliable, and the page says beside each what its authors found.
func TestPublishedThyroglobulin(t *testing.T) {
	page(t, "../../docs/science/tg-kinetics.md", tgLines(t))
}

func tgLines(t *testing.T) []string {
	t.Helper()
	ids, texts := groups(t, "tg-published.csv", "date", "value", "unit", "tsh", "tgab", "assay", "state")
	_, authors := published(t, "tg-published-authors.csv")
	lines := []string{"| series | values | ours | authors | why they differ |", "|---|---|---|---|---|"}
	for i, id := range ids {
		rows, problems := table.ReadTg(id, []byte(texts[id]))
		if problems.Errors() > 0 {
			t.Fatal(problems)
		}
		c := tgFromTable(id, rows, nil, testParams(t))
		for _, s := range c.course.Stretches {
			if s.Reliable {
				t.Errorf("%s: reliable: %+v", id, s)
			}
		}
		if authors[i][0] != id {
			t.Fatalf("authors of %s stand at %s", authors[i][0], id)
		}
		lines = append(lines, fmt.Sprintf("| %s | %d | %s | %s | %s |", id, len(rows), strings.Join(c.sentences(), " "), authors[i][1], authors[i][2]))
	}
	return lines
}

// The lesions of three published patients by RECIST 1.1 beside their authors' verdicts.
func TestPublishedLesions(t *testing.T) {
	page(t, "../../docs/science/recist.md", lesionLines(t))
}

// The page of validation holds both tables, ours beside the authors'.
func TestKineticsValidationPage(t *testing.T) {
	lines := append([]string{"## Thyroglobulin", ""}, tgLines(t)...)
	lines = append(append(lines, "", "## Lesions", ""), lesionLines(t)...)
	lines = append(append(lines, "", "Every published series of sizes, from the case files, judged by treatment:", ""), caseLines(t)...)
	page(t, "../../docs/validation/kinetics.md", lines)
}

func lesionLines(t *testing.T) []string {
	t.Helper()
	ids, texts := groups(t, "lesions-published.csv", "visit", "date", "lesion", "site", "kind", "role", "longest_mm", "short_axis_mm", "status")
	head, all := published(t, "lesions-published.csv")
	want := map[string]recist.Category{"PLYKU-P1": recist.NonCRNonPD, "PLYKU-P2": recist.NonCRNonPD, "PLYKU2022-PT4": recist.PD}
	lines := []string{"| patient | RECIST 1.1 | because | authors, lesion by lesion |", "|---|---|---|---|"}
	for _, id := range ids {
		rows, problems := table.ReadRecist(id, []byte(texts[id]))
		if problems.Errors() > 0 {
			t.Fatal(problems)
		}
		r := recist.Assess(rows, recist.V11, recist.VisitWindow)
		last := r.Points[len(r.Points)-1]
		if last.Overall != want[id] {
			t.Errorf("%s: %s, want %s", id, last.Overall, want[id])
		}
		lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s |", id, last.Overall, last.Rule.Text, verdicts(head, all, id)))
	}
	return lines
}

// caseLines are the responses of the published patients with sizes, by treatment.
func caseLines(t *testing.T) []string {
	t.Helper()
	_, authors := published(t, "lesions-cases-authors.csv")
	lines := []string{"| patient | ours | authors | why they differ |", "|---|---|---|---|"}
	for _, row := range authors {
		c := caseCourse(t, "../../cases/published/"+row[1]+".yaml")
		lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s |", row[0], oursByTreatment(c), row[2], row[3]))
	}
	return lines
}

func caseCourse(t *testing.T, file string) *recistCourse {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := loadRecist(System(), file, data, "")
	if err != nil {
		t.Fatal(err)
	}
	c.result = recist.Assess(c.rows, recist.V11, recist.VisitWindow)
	if err := c.byTreatment(os.DirFS("../../knowledge"), recist.V11, recist.VisitWindow); err != nil {
		t.Fatal(err)
	}
	return c
}

// oursByTreatment are the categories of the treatments that have a second scan.
func oursByTreatment(c *recistCourse) string {
	var out []string
	for i := range c.lines {
		l := &c.lines[i]
		if len(l.Result.Visits) < 2 {
			continue
		}
		_, last := c.lineBest(l)
		out = append(out, lineName(l)+", baseline "+lineBaseline(l)+": "+last)
	}
	if len(out) == 0 {
		return "no response: no lesion is measured twice around a treatment"
	}
	return strings.Join(out, "; ")
}

// verdicts counts the authors' words for the lesions of a patient.
func verdicts(head []string, all [][]string, id string) string {
	count := map[string]int{}
	var order []string
	for _, row := range all {
		v := row[slices.Index(head, "authors")]
		if row[0] != id || v == "" {
			continue
		}
		if count[v] == 0 {
			order = append(order, v)
		}
		count[v]++
	}
	var out []string
	for _, v := range order {
		out = append(out, fmt.Sprintf("%d %s", count[v], v))
	}
	return strings.Join(out, ", ")
}
