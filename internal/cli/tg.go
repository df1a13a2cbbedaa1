package cli

import (
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"symport/internal/fault"
	"symport/internal/growth"
	"symport/internal/table"
	"symport/knowledge"
)

// newTg makes the command tg.
func newTg(env Env) *cobra.Command {
	var format, asOf string
	var breaks []string
	cmd := &cobra.Command{
		Use:   "tg FILE",
		Short: "thyroglobulin kinetics of a table or a case file",
		Long: "Doubling rate and doubling time of thyroglobulin with their interval, by stretches between\n" +
			"changes of assay, TSH state, TgAb, and treatments. FILE is a CSV with the columns\n" +
			"date,value,unit,tsh,tgab,assay,state (optional event,loq,cv_percent,tgab_limit,note), a case\n" +
			"file, or - for standard input.",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return runTg(env, knowledge.FS, args[0], tgFlags{format, asOf, breaks})
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or html")
	cmd.Flags().StringVar(&asOf, "as-of", "", "of a case file: leave out what is later (default: the day of the case)")
	cmd.Flags().StringArrayVar(&breaks, "break", nil, "end a stretch: DATE or DATE:reason, also DATE:KIND: reason with a kind of event (radioiodine, surgery, drug-pause, ...)")
	return cmd
}

type tgFlags struct {
	format, asOf string
	breaks       []string
}

func runTg(env Env, content fs.FS, name string, flags tgFlags) error {
	if err := checkFormat(flags.format); err != nil {
		return err
	}
	params, err := readTgParams(content)
	if err != nil {
		return err
	}
	events, err := parseBreaks(flags.breaks, params)
	if err != nil {
		return err
	}
	data, err := env.readCase(name)
	if err != nil {
		return err
	}
	course, err := loadTg(env, name, data, flags.asOf, events, params)
	if err != nil {
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

func checkFormat(format string) error {
	if format != "text" && format != "json" && format != "html" {
		return fault.New(fault.Usage, "--format is text, json or html, not %q", format)
	}
	return nil
}

func loadTg(env Env, name string, data []byte, asOf string, events []growth.Event, params tgParams) (*tgCourse, error) {
	if isCaseFile(name, data) {
		p, err := readPatient(name, data)
		if err != nil {
			return nil, err
		}
		day, err := asOfDay(asOf, p)
		if err != nil {
			return nil, fault.New(fault.Usage, "--as-of: %w", err)
		}
		return tgFromCase(p, day, events, params), nil
	}
	if asOf != "" {
		return nil, fault.New(fault.Usage, "--as-of is for case files")
	}
	rows, problems := table.ReadTg(name, data)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, p := range problems {
		writeProblem(env.Stderr, p)
	}
	return tgFromTable(name, rows, events, params), nil
}
