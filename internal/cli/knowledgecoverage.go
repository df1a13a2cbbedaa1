package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/content"
)

func knowledgeCoverage(f *knowledgeFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "coverage",
		Short: "which facts of the source are at work, section by section",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			fsys, editions, err := f.open()
			if err != nil {
				return err
			}
			var all []*content.Coverage
			for _, c := range editions {
				coverage, err := content.Cover(c, fsys)
				if err != nil {
					return err
				}
				all = append(all, coverage)
			}
			if f.format == "json" {
				return writeJSON(cmd.OutOrStdout(), all)
			}
			for _, coverage := range all {
				writeCoverage(cmd.OutOrStdout(), coverage)
			}
			return nil
		},
	}
}

func writeCoverage(w io.Writer, c *content.Coverage) {
	fmt.Fprintf(w, "%s: %d of %d carried\n", c.Source, c.Carried, c.Of)
	for _, s := range c.Sections {
		fmt.Fprintf(w, "  %3d of %3d  %s\n", s.Carried, s.Of, s.Name)
		if len(s.Missing) > 0 {
			writeWrapped(w, "             ", "not carried: "+strings.Join(s.Missing, ", "))
		}
	}
}
