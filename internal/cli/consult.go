package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"symport/internal/casefile"
	"symport/internal/consult"
	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/fault"
	"symport/internal/record"
	"symport/internal/report"
	"symport/internal/verdict"
)

// consultFlags are what an assessment is made under.
type consultFlags struct {
	asOf, edition, overlay, knowledge, format string
	treatment, preparation                    string
	full                                      bool
}

func newConsult(env Env) *cobra.Command {
	f := consultFlags{}
	cmd := &cobra.Command{
		Use:   "consult FILE",
		Short: "assess one patient: what is known, missing, to weigh and due",
		Long: "Assess one patient. FILE is a case file, - for standard input, or example:NAME for a\n" +
			"published patient (symport examples lists them).",
		Example: "  symport consult example:cantemist-945\n" +
			"  symport consult example:cantemist-945 --as-of 2016-05-30\n" +
			"  symport consult my-case.yaml --format html > sheet.html\n" +
			"  symport consult my-case.yaml --treatment-date 2026-12-15 --format ics > dates.ics",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return runConsult(env, args[0], f) },
	}
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "assess with what was known on this day (default: the day of the case)")
	cmd.Flags().StringVar(&f.edition, "edition", "", "state of knowledge (default: current, else article)")
	f.bind(cmd)
	cmd.Flag("format").Usage = "text, json, html, or ics for a calendar"
	cmd.Flags().StringVar(&f.treatment, "treatment-date", "", "day of a planned radioiodine treatment: prints the preparation calendar")
	cmd.Flags().StringVar(&f.preparation, "preparation", "", "with --treatment-date: withdrawal or rhTSH (default: both are shown)")
	cmd.Flags().BoolVar(&f.full, "full", false, "every reason, lesion and step, whatever the length")
	return cmd
}

// bind adds the flags that every command takes that assesses a case.
func (f *consultFlags) bind(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.overlay, "overlay", "", "file that changes labelled parameters")
	cmd.Flags().StringVar(&f.knowledge, "knowledge", "", "folder to read instead of the built-in content")
	cmd.Flags().StringVar(&f.format, "format", "text", "text, json or html")
}

func runConsult(env Env, name string, f consultFlags) error {
	if f.checkFormat() != nil && f.format != "ics" {
		return fault.Hinted(fault.Usage, "text, json, html or ics", "unknown format %q", f.format)
	}
	r, err := env.loadCase(name, f)
	if err != nil {
		return err
	}
	if err := f.plan(r.Patient); err != nil {
		return err
	}
	a, err := env.assess(r, f)
	if err != nil {
		return err
	}
	switch f.format {
	case "ics":
		return env.write(report.ICS(a), nil)
	case "json":
		return env.write(report.JSON(a))
	case "html":
		plots, err := coursePlots(r.Patient, a.AsOf, f.knowledge)
		if err != nil {
			return err
		}
		return env.write(report.HTML(a, plots...))
	}
	_, err = fmt.Fprint(env.Stdout, report.Text(a, report.TextOptions{Full: f.full, Colour: env.Terminal}))
	return err
}

func (f consultFlags) checkFormat() error {
	if !slices.Contains([]string{"text", "json", "html"}, f.format) {
		return fault.Hinted(fault.Usage, "text, json or html", "unknown format %q", f.format)
	}
	return nil
}

// plan adds the treatment that the flags name to what the record intends.
func (f consultFlags) plan(p *record.Patient) error {
	switch {
	case f.treatment == "" && f.preparation != "":
		return fault.Hinted(fault.Usage, "add --treatment-date 2026-12-15", "--preparation is of a planned treatment")
	case f.treatment == "":
		return nil
	case !slices.Contains([]string{"", "withdrawal", "rhTSH"}, f.preparation):
		return fault.Hinted(fault.Usage, "withdrawal or rhTSH", "unknown preparation %q", f.preparation)
	}
	day, err := parseDay("--treatment-date", f.treatment)
	if err != nil {
		return err
	}
	plan := record.Plan{Entry: record.Entry{When: date.On(day)}, What: "radioiodine"}
	if f.preparation != "" {
		plan.Preparation = record.Some(f.preparation)
	}
	p.Planned = append(p.Planned, plan)
	return nil
}

func (e Env) write(data []byte, err error) error {
	if err != nil {
		return err
	}
	_, err = e.Stdout.Write(data)
	return err
}

// assess makes the assessment of a case under the flags.
func (e Env) assess(r casefile.Reading, f consultFlags) (*verdict.Assessment, error) {
	c, err := e.loadContent(f)
	if err != nil {
		return nil, err
	}
	in := consult.Input{Today: date.FromTime(e.Today()), CaseHash: casefile.Hash(r.Patient), Program: programVersion}
	if f.asOf != "" {
		day, err := parseDay("--as-of", f.asOf)
		if err != nil {
			return nil, err
		}
		in.AsOf = &day
	}
	a := consult.Assess(r.Patient, c, in).Explain()
	a.Warnings = append(a.Warnings, doubts(r.Problems)...)
	return a, nil
}

// loadContent compiles the edition that the flags name.
func (e Env) loadContent(f consultFlags) (*content.Content, error) {
	fsys, err := knowledgeFS(f.knowledge)
	if err != nil {
		return nil, err
	}
	var overlay []byte
	if f.overlay != "" {
		if overlay, err = e.readInput(f.overlay); err != nil {
			return nil, err
		}
	}
	editions := content.Editions(fsys)
	if f.edition == "" {
		f.edition = defaultEdition(editions)
	}
	if !slices.Contains(editions, f.edition) {
		return nil, fault.Hinted(fault.Usage, fmt.Sprintf("there are: %s", joinWords(editions)), "no edition is called %q", f.edition)
	}
	c, err := content.Load(fsys, f.edition, overlay)
	return c, placedIn(err, f.overlay)
}

// placedIn gives the problems of an overlay the name of its file.
func placedIn(err error, overlay string) error {
	var problems fault.Problems
	errors.As(err, &problems)
	for i := range problems {
		if problems[i].Place.File == content.OverlayFile {
			problems[i].Place.File = overlay
		}
	}
	return err
}

// defaultEdition is the current one once it exists, else the article.
func defaultEdition(editions []string) string {
	if slices.Contains(editions, "current") {
		return "current"
	}
	return "article"
}

func joinWords(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	out := words[0]
	for _, w := range words[1:] {
		out += ", " + w
	}
	return out
}

// parseDay reads a flag that must name one day.
func parseDay(flag, text string) (date.Day, error) {
	s, err := date.Parse(text)
	if err != nil {
		return 0, fault.New(fault.Usage, "%s: %w", flag, err)
	}
	if !s.Exact() {
		return 0, fault.Hinted(fault.Usage, "write year-month-day, 2016-05-30", "%s %s is not one day", flag, text)
	}
	return s.Lo, nil
}

// doubts turns the warnings of the case file into warnings of the assessment.
func doubts(problems fault.Problems) []verdict.Warning {
	var out []verdict.Warning
	for _, p := range problems {
		out = append(out, verdict.Warning{ID: p.ID, Text: p.Message, Hint: p.Hint, At: fmt.Sprintf("line %d", p.Place.Line)})
	}
	return out
}
