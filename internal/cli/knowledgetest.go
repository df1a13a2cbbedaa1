package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
)

// testReport is the result of all vignettes of all editions.
type testReport struct {
	Passed   int           `json:"passed"`
	Failed   int           `json:"failed"`
	Failures []testFailure `json:"failures"`
}

type testFailure struct {
	ID       string   `json:"id"`
	Edition  string   `json:"edition"`
	About    string   `json:"about"`
	At       string   `json:"at"`
	Problems []string `json:"problems"`
}

func knowledgeTest(f *knowledgeFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "test",
		Short: "run the vignettes that stand beside the rules",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			report, err := f.runTests()
			if problems := (fault.Problems{}); errors.As(err, &problems) {
				for _, p := range problems {
					writeProblem(cmd.ErrOrStderr(), p)
				}
				return fault.New(fault.Finding, "the content does not load; its vignettes were not run")
			}
			if err != nil {
				return err
			}
			if err := f.writeTests(cmd.OutOrStdout(), report); err != nil {
				return err
			}
			if report.Failed > 0 {
				return fault.New(fault.Finding, "the content does not say what its vignettes expect")
			}
			return nil
		},
	}
}

func (f *knowledgeFlags) runTests() (testReport, error) {
	report := testReport{Failures: []testFailure{}}
	fsys, editions, err := f.open()
	if err != nil {
		return report, err
	}
	for _, c := range editions {
		vignettes, err := content.Vignettes(c, fsys)
		if err != nil {
			return report, err
		}
		pins, err := content.RunPins(c, fsys)
		if err != nil {
			return report, err
		}
		for _, o := range append(content.Run(c, vignettes, nil), pins...) {
			if len(o.Failures) == 0 {
				report.Passed++
				continue
			}
			report.Failed++
			report.Failures = append(report.Failures, testFailure{o.Vignette.ID, c.Edition.ID, o.Vignette.About,
				o.Vignette.Place().String(), o.Failures})
		}
	}
	return report, nil
}

func (f *knowledgeFlags) writeTests(w io.Writer, report testReport) error {
	if f.format == "json" {
		return writeJSON(w, report)
	}
	for _, t := range report.Failures {
		fmt.Fprintf(w, "%s: %s (%s): %s\n", t.At, t.ID, t.Edition, t.About)
		for _, p := range t.Problems {
			fmt.Fprintf(w, "    %s\n", p)
		}
	}
	_, err := fmt.Fprintf(w, "%d passed, %d failed\n", report.Passed, report.Failed)
	return err
}
