package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"symport/internal/fault"
	"symport/internal/report"
)

// welcome is what bare `symport` prints: ten lines.
const welcome = `Symport: a workbench for metastatic differentiated thyroid cancer. From one patient's record it
says what is known and missing, which treatments to weigh and why, and what is due when.

  symport consult example:cantemist-945     a published patient, assessed
  symport case new                          eight questions, then a case file of your own
  symport case check FILE                   every mistake in a case file, with a hint
Also: symport dose, tg, recist, compare, knowledge.
Published patients: symport examples.   All commands: symport --help.
What the verdicts mean: symport help verdicts.   First steps: docs/start.md.
For qualified professionals. Options to weigh, not orders. Not a medical device.
`

// welcomeArgs refuses what is no command, as wrong usage.
func welcomeArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2
	hint := cmd.CommandPath() + " --help lists the commands"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + near[0] + "?"
	}
	return fault.Hinted(fault.Usage, hint, "unknown command %q", args[0])
}

// printWelcome answers the bare program.
func printWelcome(env Env) func(*cobra.Command, []string) error {
	return func(*cobra.Command, []string) error {
		_, err := fmt.Fprint(env.Stdout, welcome)
		return err
	}
}

// newVerdictsTopic is read by `symport help verdicts`; it does nothing by itself.
func newVerdictsTopic() *cobra.Command {
	return &cobra.Command{Use: "verdicts", Short: "what each verdict means", Long: report.VerdictHelp()}
}
