package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
	"symport/internal/reading"
)

func knowledgeSheet(f *knowledgeFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sheet THERAPY",
		Short: "what a patient is told and signs before a therapy, to print",
		Long: "What a patient is told and signs before a therapy. THERAPY is an option, such as radioiodine-fixed,\n" +
			"lenvatinib or redifferentiation.",
		Example: "  symport knowledge sheet lenvatinib\n  symport knowledge sheet radioiodine --format html > sheet.html",
		Args:    oneArg("symport knowledge sheet lenvatinib", "sheet takes one therapy"),
		RunE: func(cmd *cobra.Command, args []string) error {
			format := f.format
			if format == "html" {
				f.format = "text"
			}
			_, editions, err := f.open()
			if err != nil {
				return err
			}
			c := editions[0]
			x := c.Sheet(args[0])
			if x == nil {
				x = c.Sheet(args[0] + "-sheet")
			}
			if x == nil {
				return fault.Hinted(fault.NotFound, "there are: "+strings.Join(sheetNames(c), ", "), "no sheet for %s", args[0])
			}
			return writeSheet(cmd, format, c, x)
		},
	}
	return cmd
}

func writeSheet(cmd *cobra.Command, format string, c *content.Content, x *content.Sheet) error {
	switch format {
	case "json":
		return writeJSON(cmd.OutOrStdout(), content.Show(c, x.ID))
	case "html":
		data, err := reading.SheetHTML(c, x)
		if err != nil {
			return err
		}
		_, err = cmd.OutOrStdout().Write(data)
		return err
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), reading.SheetText(c, x))
	return err
}

func sheetNames(c *content.Content) []string {
	var out []string
	for i := range c.Sheets {
		out = append(out, strings.TrimSuffix(c.Sheets[i].ID, "-sheet"))
	}
	return out
}
