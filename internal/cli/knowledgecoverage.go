package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
)

func knowledgeCoverage(f *knowledgeFlags) *cobra.Command {
	all := false
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "which statements of the source are at work, and what carries each",
		Long: "Which statements of the source are at work. A rule, criterion, parameter, figure, follow-up\n" +
			"item, drug card or sheet that acts on a statement carries it; a note or a mention does not.",
		Example: "  symport knowledge coverage --all",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			reports, err := f.cover()
			if err != nil {
				return err
			}
			if f.format == "json" {
				err = writeJSON(cmd.OutOrStdout(), reports)
			} else {
				for _, c := range reports {
					writeCoverage(cmd.OutOrStdout(), c, all)
				}
			}
			if missing := uncarried(reports); err == nil && missing > 0 {
				return fault.New(fault.Finding, "%d statements are not carried", missing)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "every statement with what carries it")
	return cmd
}

func (f *knowledgeFlags) cover() ([]*content.Coverage, error) {
	fsys, editions, err := f.open()
	if err != nil {
		return nil, err
	}
	var out []*content.Coverage
	for _, c := range editions {
		coverage, err := content.Cover(c, fsys)
		if err != nil {
			return nil, err
		}
		out = append(out, coverage)
	}
	return out, nil
}

func uncarried(reports []*content.Coverage) int {
	n := 0
	for _, c := range reports {
		n += c.Of - c.Carried
	}
	return n
}

func writeCoverage(w io.Writer, c *content.Coverage, all bool) {
	fmt.Fprintf(w, "%s: %d of %d carried\n", c.Source, c.Carried, c.Of)
	for _, s := range c.Sections {
		fmt.Fprintf(w, "  %3d of %3d  %s\n", s.Carried, s.Of, s.Name)
		if len(s.Missing) > 0 {
			writeWrapped(w, "             ", "not carried: "+strings.Join(s.Missing, ", "))
		}
	}
	if !all {
		return
	}
	for _, k := range c.Statements {
		fmt.Fprintln(w)
		writeWrapped(w, k.ID+"  ", k.Does)
		carriers := strings.Join(k.By, ", ")
		if len(k.By) == 0 {
			carriers = "NOT CARRIED"
		}
		writeWrapped(w, "      ", "by "+carriers)
		if k.Reason != "" {
			writeWrapped(w, "      ", "why: "+k.Reason)
		}
	}
}
