// Package cli holds the commands: the only place that reads flags, the
// environment and files. It wires the rings below it, per command.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"symport/internal/fault"
)

// Env is the outside world as the commands see it, so that tests can give another.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	ReadFile       func(name string) ([]byte, error)
	Today          func() time.Time
	Terminal       bool // Stdout is a terminal: colour may be used
}

// System returns the real outside world.
func System() Env {
	info, err := os.Stdout.Stat()
	return Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		ReadFile: os.ReadFile,
		Today:    time.Now,
		Terminal: err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == "",
	}
}

// Exit codes of every command (the contract).
const (
	exitOK      = 0
	exitOther   = 1 // also: a check found something
	exitUsage   = 2
	exitInvalid = 3
)

// Main runs the command line and returns the exit code.
func Main(args []string, env Env) int {
	root := newRoot(env)
	root.SetArgs(args)
	return exitCode(root.Execute(), env.Stderr)
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:           "symport",
		Short:         "an open workbench for metastatic differentiated thyroid cancer",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          welcomeArgs,
		RunE:          printWelcome(env),
	}
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return fault.New(fault.Usage, "%w", err)
	})
	root.AddCommand(commands(env)...)
	refuseStrangers(root)
	return root
}

// refuseStrangers makes an unknown word after a group of commands, or after help, wrong
// usage; by itself the library would print the help and call that success.
func refuseStrangers(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		if cmd.HasSubCommands() && !cmd.Runnable() {
			cmd.Args, cmd.RunE = welcomeArgs, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
	root.InitDefaultHelpCmd()
	if help, _, err := root.Find([]string{"help"}); err == nil {
		help.Args = func(_ *cobra.Command, args []string) error {
			of, _, err := root.Find(args)
			if err != nil {
				of = root
			}
			if of == root && len(args) > 0 {
				return welcomeArgs(root, args)
			}
			return nil
		}
	}
}

// commands lists every command, one line each.
func commands(env Env) []*cobra.Command {
	return []*cobra.Command{
		newConsult(env),
		newCompare(env),
		newDose(env),
		newTg(env),
		newKnowledge(env),
		newRecist(env),
		newCase(env),
		newExamples(env),
		newVersion(env),
		newVerdictsTopic(),
	}
}

// exitCode prints err once and returns its exit code.
func exitCode(err error, stderr io.Writer) int {
	if err == nil {
		return exitOK
	}
	var problems fault.Problems
	if errors.As(err, &problems) {
		writeProblems(stderr, problems)
		return exitInvalid
	}
	fmt.Fprintf(stderr, "symport: %v\n", err)
	switch fault.KindOf(err) {
	case fault.Usage:
		return exitUsage
	case fault.Invalid, fault.Unsupported:
		return exitInvalid
	default:
		return exitOther
	}
}

// readInput reads FILE, or standard input for "-".
func (e Env) readInput(name string) (data []byte, err error) {
	defer fault.Wrap(&err, "reading %s", name)
	if name == "-" {
		return io.ReadAll(e.Stdin)
	}
	data, err = e.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "no such file")
	}
	return data, err
}
