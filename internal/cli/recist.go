package cli

import (
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"symport/internal/consult"
	"symport/internal/date"
	"symport/internal/fault"
	"symport/internal/recist"
	"symport/internal/record"
	"symport/internal/table"
	"symport/knowledge"
)

// newRecist makes the command recist.
func newRecist(env Env) *cobra.Command {
	var format, criteria, asOf string
	var window int
	cmd := &cobra.Command{
		Use:   "recist FILE",
		Short: "response over time by RECIST, of a table or a case file",
		Long: "Sums, nadir, category and best response by RECIST 1.1 or 1.0, with the rule of each step. Of a case\n" +
			"file the response under each treatment comes first, then the whole record from its first scan. FILE\n" +
			"is a CSV with the columns date,lesion,site,kind,role,longest_mm,short_axis_mm (optional\n" +
			"status,visit,note), a case file, or - for standard input.",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return runRecist(env, knowledge.FS, args[0], recistFlags{criteria, format, asOf, window})
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or html")
	cmd.Flags().StringVar(&criteria, "criteria", "1.1", "1.1 or 1.0")
	cmd.Flags().StringVar(&asOf, "as-of", "", "of a case file: leave out what is later (default: the day of the case)")
	cmd.Flags().IntVar(&window, "visit-window", recist.VisitWindow, "days that the scans of one assessment may lie apart, where rows name no visit")
	return cmd
}

type recistFlags struct {
	criteria, format, asOf string
	window                 int
}

func runRecist(env Env, content fs.FS, name string, flags recistFlags) error {
	if err := checkFormat(flags.format); err != nil {
		return err
	}
	edition, ok := map[string]recist.Criteria{"1.1": recist.V11, "1.0": recist.V10}[flags.criteria]
	if !ok {
		return fault.New(fault.Usage, "--criteria is 1.1 or 1.0, not %q", flags.criteria)
	}
	if flags.window < 0 || flags.window > 60 {
		return fault.New(fault.Usage, "--visit-window is 0 to 60 days, not %d", flags.window)
	}
	data, err := env.readCase(name)
	if err != nil {
		return err
	}
	course, err := loadRecist(env, name, data, flags.asOf)
	if err != nil {
		return err
	}
	course.result = recist.Assess(course.rows, edition, flags.window)
	if err := course.byTreatment(content, edition, flags.window); err != nil {
		return err
	}
	switch flags.format {
	case "json":
		return writeJSON(env.Stdout, course.json())
	case "html":
		return course.writeHTML(env.Stdout)
	}
	_, err = io.WriteString(env.Stdout, course.text())
	return err
}

// recistCourse is a course of lesions ready to be shown.
type recistCourse struct {
	name, about  string
	caseID, asOf string // of a case file
	rows         []recist.Row
	result       recist.Result // of the whole record
	patient      *record.Patient
	day          date.Span
	lines        []consult.RecistLine // by treatment, of a case file
}

func loadRecist(env Env, name string, data []byte, asOf string) (*recistCourse, error) {
	if isCaseFile(name, data) {
		p, err := readPatient(name, data)
		if err != nil {
			return nil, err
		}
		day, err := asOfDay(asOf, p)
		if err != nil {
			return nil, fault.New(fault.Usage, "--as-of: %w", err)
		}
		return recistFromCase(p, day), nil
	}
	if asOf != "" {
		return nil, fault.New(fault.Usage, "--as-of is for case files")
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
