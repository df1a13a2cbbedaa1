package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"symport/internal/fault"
	"symport/internal/report"
)

func newCompare(env Env) *cobra.Command {
	f := consultFlags{}
	var days, editions []string
	cmd := &cobra.Command{
		Use:   "compare FILE (--as-of D1 --as-of D2 | --edition A --edition B)",
		Short: "what differs between two days or two editions, and by what",
		Args:  exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			sides, err := twoSides(f, days, editions)
			if err != nil {
				return err
			}
			return runCompare(env, args[0], sides)
		},
	}
	cmd.Flags().StringArrayVar(&days, "as-of", nil, "a day, twice; with two editions once or not at all")
	cmd.Flags().StringArrayVar(&editions, "edition", nil, "an edition, twice; with two days once or not at all")
	f.bind(cmd)
	return cmd
}

// twoSides puts the flags of both sides together: two days under one edition, or two
// editions on one day.
func twoSides(f consultFlags, days, editions []string) ([2]consultFlags, error) {
	if err := f.checkFormat(); err != nil {
		return [2]consultFlags{}, err
	}
	sides := [2]consultFlags{f, f}
	if len(days) > 2 || len(editions) > 2 || (len(days) == 2) == (len(editions) == 2) {
		return sides, fault.Hinted(fault.Usage, "--as-of 2016-05-30 --as-of 2017-02-15, or --edition A --edition B", "give two days or two editions")
	}
	for i := range sides {
		sides[i].asOf = pick(days, i)
		sides[i].edition = pick(editions, i)
	}
	return sides, nil
}

// pick takes the i-th word, the only one for both sides, or none.
func pick(words []string, i int) string {
	if len(words) == 0 {
		return ""
	}
	return words[min(i, len(words)-1)]
}

func runCompare(env Env, name string, sides [2]consultFlags) error {
	r, err := env.loadCase(name, sides[0])
	if err != nil {
		return err
	}
	a, err := env.assess(r, sides[0])
	if err != nil {
		return err
	}
	b, err := env.assess(r, sides[1])
	if err != nil {
		return err
	}
	c := report.Compare(a, b)
	switch sides[0].format {
	case "json":
		return env.write(report.CompareJSON(c))
	case "html":
		return env.write(report.CompareHTML(c))
	}
	_, err = fmt.Fprint(env.Stdout, report.CompareText(c, env.Terminal))
	return err
}
