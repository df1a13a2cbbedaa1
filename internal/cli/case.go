package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/casefile"
	"symport/internal/fact"
	"symport/internal/fault"
)

func newCase(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "case",
		Short: "check, describe and begin case files",
		Args:  exactArgs(0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCaseCheck(env), newCaseSchema(env), newCaseNew(env), newCaseExample(env))
	return cmd
}

func newCaseSchema(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "print the JSON Schema of the case file",
		Args:  exactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := env.Stdout.Write(casefile.Schema())
			return err
		},
	}
}

func newCaseExample(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "example",
		Short: "print a commented model of a case file",
		Args:  exactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			data, err := readExample("cantemist-945")
			if err != nil {
				return err
			}
			_, err = env.Stdout.Write(data)
			return err
		},
	}
}

// exactArgs is cobra's check of the number of arguments, as a fault of usage.
func exactArgs(n int) cobra.PositionalArgs {
	return asUsage(cobra.ExactArgs(n))
}

func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return fault.Hinted(fault.Usage, "symport "+cmd.CommandPath()[len(cmd.Root().Name())+1:]+" --help", "%w", err)
		}
		return nil
	}
}

// loadCase reads a case file that must be free of errors by the edition of the flags;
// warnings come with it.
func (e Env) loadCase(name string, f consultFlags) (casefile.Reading, error) {
	data, err := e.readCase(name)
	if err != nil {
		return casefile.Reading{}, err
	}
	r := casefile.Read(name, data, e.vocabulary(f))
	return r, r.Problems.Err()
}

// vocabulary gives the facts of the edition of the flags, whatever an overlay moves; none
// if the edition cannot be loaded, which is said where it is used.
func (e Env) vocabulary(f consultFlags) casefile.Vocabulary {
	f.overlay = ""
	return func() []fact.Term {
		c, err := e.loadContent(f)
		if err != nil {
			return nil
		}
		return c.Vocabulary.Terms
	}
}

// readCase reads FILE, standard input for "-", or an embedded case for example:NAME.
func (e Env) readCase(name string) ([]byte, error) {
	if example, ok := strings.CutPrefix(name, examplePrefix); ok {
		return readExample(example)
	}
	return e.readInput(name)
}
