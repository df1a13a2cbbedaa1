package dose

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

const uncertaintyPage = "../../docs/science/dosimetry-uncertainty.md"

// comparePage holds a table of the page of uncertainty against what a test found; the
// table stands between marks that name it.
func comparePage(t *testing.T, name, table string) {
	t.Helper()
	begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n"
	text, err := os.ReadFile(uncertaintyPage)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, begins := strings.Cut(string(text), begin)
	old, tail, ends := strings.Cut(rest, end)
	update := flag.Lookup("update").Value.String() == "true"
	switch {
	case !begins || !ends:
		t.Fatalf("%s has no place for the table %s", uncertaintyPage, name)
	case old == table:
	case update && !t.Failed():
		if err := os.WriteFile(uncertaintyPage, []byte(head+begin+table+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table %s of %s is not what the test found; run it with -update and read the difference", name, uncertaintyPage)
	}
}

func coverageTable(results []*tally, others []otherInterval) string {
	var s strings.Builder
	s.WriteString("\n| design | " + strings.Join(columnNames[:], " | ") + " | bias, median (mean) | at a bound | draws (profile) |\n|---|" + strings.Repeat("---|", columns+3) + "\n")
	for i, d := range designs {
		r := results[i]
		s.WriteString("| " + d.name)
		for c, p := range d.pins {
			s.WriteString(" | " + coverageCell(p, r, c))
		}
		bias := fmt.Sprintf("%+.1f (%+.1f)", r.median, r.mean)
		if d.bias != 0 {
			bias = fmt.Sprintf("%+.1f / %s", d.bias, bias)
		}
		fmt.Fprintf(&s, " | %s | %.0f %% | %d (%d) |\n", bias, 100*float64(r.atBound)/float64(r.fitted), d.draws, d.profileDraws)
	}
	s.WriteString("\n| other interval | pin | here | bias: pin | here | draws |\n|---|---|---|---|---|---|\n")
	for _, o := range others {
		bias := "-"
		if o.bias != 0 {
			bias = fmt.Sprintf("%+.1f", o.bias)
		}
		fmt.Fprintf(&s, "| %s | %.1f | %s | %s | %+.1f | %d |\n", o.name, o.pin.other, marked(o.pin, o.percent), bias, o.mean, o.draws)
	}
	s.WriteString("\n")
	return s.String()
}

func coverageCell(p pin, r *tally, column int) string {
	if column >= profiled && r.followed == 0 {
		return "-"
	}
	here := marked(p, r.percent(column))
	if p.other == 0 {
		return here
	}
	return fmt.Sprintf("%.1f / %s", p.other, here)
}

// marked sets a number in bold that does not reproduce the pin beside it.
func marked(p pin, got float64) string {
	if p.own > 0 {
		return fmt.Sprintf("**%.1f**", got)
	}
	return fmt.Sprintf("%.1f", got)
}
