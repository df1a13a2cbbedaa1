package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
	"symport/knowledge"
)

// knowledgeFlags are what every knowledge command takes.
type knowledgeFlags struct {
	dir, edition, format string
}

// knowledgeFS returns the clinical content: the embedded one, or the user's folder.
func knowledgeFS(dir string) (fs.FS, error) {
	if dir == "" {
		return knowledge.FS, nil
	}
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, fault.Hinted(fault.Usage, "--knowledge names a folder with editions/, terms/ and the rest", "no folder %s", dir)
	}
	return os.DirFS(dir), nil
}

func newKnowledge(env Env) *cobra.Command {
	f := &knowledgeFlags{}
	cmd := &cobra.Command{
		Use:   "knowledge",
		Short: "check, test and read the clinical content",
		Long:  "Check, test and read the clinical content: rules, parameters, facts of the sources, questions, safety floor.",
	}
	cmd.PersistentFlags().StringVar(&f.dir, "knowledge", "", "folder to read instead of the built-in content")
	cmd.PersistentFlags().StringVar(&f.edition, "edition", "", "one edition (default: every edition, for show the first)")
	cmd.PersistentFlags().StringVar(&f.format, "format", "text", "text or json; html for sheet")
	cmd.AddCommand(knowledgeLint(f), knowledgeTest(f), knowledgeShow(f), knowledgeCoverage(f), knowledgeSheet(f), knowledgeSite(f), knowledgeReview(env, f))
	cmd.SetOut(env.Stdout)
	return cmd
}

// open loads the editions that the flags name.
func (f *knowledgeFlags) open() (fs.FS, []*content.Content, error) {
	if f.format != "text" && f.format != "json" {
		return nil, nil, fault.Hinted(fault.Usage, "text or json", "unknown format %s", f.format)
	}
	fsys, err := knowledgeFS(f.dir)
	if err != nil {
		return nil, nil, err
	}
	ids := content.Editions(fsys)
	if f.edition != "" {
		if !slices.Contains(ids, f.edition) {
			return nil, nil, fault.Hinted(fault.Usage, "there are: "+joinWords(ids), "no edition is called %q", f.edition)
		}
		ids = []string{f.edition}
	}
	if len(ids) == 0 {
		return nil, nil, fault.New(fault.Invalid, "no edition: editions/ holds no .yaml file")
	}
	var all []*content.Content
	for _, id := range ids {
		c, err := content.Load(fsys, id, nil)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, c)
	}
	return fsys, all, nil
}

func knowledgeLint(f *knowledgeFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "lint",
		Short: "find names that lead nowhere, gaps and unused items",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			fsys, editions, err := f.open()
			var problems fault.Problems // what does not load is a finding of this check
			if err != nil && !errors.As(err, &problems) {
				return err
			}
			for _, c := range editions {
				problems = append(problems, content.Lint(c, fsys)...)
			}
			if f.format == "text" {
				writeUnverified(cmd.OutOrStdout(), editions)
			}
			if err := f.writeProblems(cmd.OutOrStdout(), problems); err != nil {
				return err
			}
			if n := problems.Errors(); n > 0 {
				return fault.New(fault.Finding, "%d problems in the content", n)
			}
			return nil
		},
	}
}

func writeUnverified(w io.Writer, editions []*content.Content) {
	for _, c := range editions {
		n, of := content.Unverified(c)
		fmt.Fprintf(w, "%s: %d of %d rules, criteria and parameters were read in no source\n", c.Edition.ID, n, of)
	}
}

// problemLine is one problem in JSON.
type problemLine struct {
	At       string `json:"at"`
	Severity string `json:"severity"`
	ID       string `json:"id"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

func (f *knowledgeFlags) writeProblems(w io.Writer, problems fault.Problems) error {
	if f.format == "json" {
		lines := make([]problemLine, 0, len(problems))
		for _, p := range problems {
			lines = append(lines, problemLine{p.Place.String(), p.Severity.String(), p.ID, p.Message, p.Hint})
		}
		return writeJSON(w, map[string]any{"problems": lines, "errors": problems.Errors()})
	}
	for _, p := range problems {
		fmt.Fprintln(w, p)
	}
	_, err := fmt.Fprintf(w, "%d errors, %d warnings\n", problems.Errors(), len(problems)-problems.Errors())
	return err
}

// noArgs refuses arguments as wrong usage.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fault.New(fault.Usage, "unexpected argument %q", args[0])
	}
	return nil
}
