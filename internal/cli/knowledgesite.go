package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
	"symport/internal/reading"
)

func knowledgeSite(f *knowledgeFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "site DIR",
		Short: "write the reading room: every item as static pages with links both ways",
		Long: "Write the reading room into DIR: sources, statements, notes, rules, criteria, options, drug cards,\n" +
			"sheets, parameters, terms, follow-up and tests as static pages, to read or print without a network.",
		Example: "  symport knowledge site reading-room && open reading-room/index.html",
		Args:    oneArg("symport knowledge site reading-room", "site takes one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			fsys, editions, err := f.open()
			if err != nil {
				return err
			}
			c := editions[0]
			vignettes, err := content.Vignettes(c, fsys)
			if err != nil {
				return err
			}
			coverage, err := content.Cover(c, fsys)
			if err != nil {
				return err
			}
			files, err := reading.Site(c, vignettes, coverage)
			if err != nil {
				return err
			}
			if err := writeFiles(args[0], files); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d pages, begin with %s\n", len(files), filepath.Join(args[0], "index.html"))
			return nil
		},
	}
}

func writeFiles(dir string, files []reading.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fault.New(fault.Unavailable, "%w", err)
	}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(dir, file.Name), file.Data, 0o644); err != nil {
			return fault.New(fault.Unavailable, "%w", err)
		}
	}
	return nil
}

func oneArg(example, message string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fault.Hinted(fault.Usage, "for example: "+example, "%s", message)
		}
		return nil
	}
}
