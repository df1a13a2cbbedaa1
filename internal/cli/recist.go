package cli

import (
	"io"

	"github.com/spf13/cobra"

	"symport/internal/fault"
	"symport/internal/recist"
	"symport/internal/table"
)

// newRecist makes the command recist.
func newRecist(env Env) *cobra.Command {
	var format, criteria string
	var window int
	cmd := &cobra.Command{
		Use:   "recist FILE",
		Short: "response over time by RECIST, of a table or a case file",
		Long: "Sums, nadir, category and best response by RECIST 1.1 or 1.0, with the rule of each step. FILE\n" +
			"is a CSV with the columns date,lesion,site,kind,role,longest_mm,short_axis_mm (optional\n" +
			"status,visit,note), a case file, or - for standard input.",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return runRecist(env, args[0], criteria, format, window)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	cmd.Flags().StringVar(&criteria, "criteria", "1.1", "1.1 or 1.0")
	cmd.Flags().IntVar(&window, "visit-window", recist.VisitWindow, "days that the scans of one assessment may lie apart, where rows name no visit")
	return cmd
}

func runRecist(env Env, name, criteria, format string, window int) error {
	if err := checkFormat(format); err != nil {
		return err
	}
	edition, ok := map[string]recist.Criteria{"1.1": recist.V11, "1.0": recist.V10}[criteria]
	if !ok {
		return fault.New(fault.Usage, "--criteria is 1.1 or 1.0, not %q", criteria)
	}
	if window < 0 || window > 60 {
		return fault.New(fault.Usage, "--visit-window is 0 to 60 days, not %d", window)
	}
	data, err := env.readCase(name)
	if err != nil {
		return err
	}
	course, err := loadRecist(env, name, data)
	if err != nil {
		return err
	}
	course.result = recist.Assess(course.rows, edition, window)
	if format == "json" {
		return writeJSON(env.Stdout, course.json())
	}
	_, err = io.WriteString(env.Stdout, course.text())
	return err
}

// recistCourse is a course of lesions ready to be shown.
type recistCourse struct {
	name, about string
	rows        []recist.Row
	result      recist.Result
}

func loadRecist(env Env, name string, data []byte) (*recistCourse, error) {
	if isCaseFile(name, data) {
		return nil, fault.New(fault.Unsupported, "%s is a case file; only tables are read yet", name)
	}
	rows, problems := table.ReadRecist(name, data)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, p := range problems {
		writeProblem(env.Stderr, p)
	}
	return &recistCourse{name: titleOf(name), about: "table of lesions", rows: rows}, nil
}
