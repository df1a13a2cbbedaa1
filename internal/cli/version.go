package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"symport/internal/content"
)

// programVersion is the release; it stands in every output.
const programVersion = "0.1.0"

func newVersion(env Env) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "version of the program, hashes of the content",
		Args:  exactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(env.Stdout, "symport %s%s\n", programVersion, revision())
			fsys, err := knowledgeFS(dir)
			if err != nil {
				return err
			}
			for _, id := range content.Editions(fsys) {
				c, err := content.Load(fsys, id, nil)
				if err != nil {
					return err
				}
				fmt.Fprintf(env.Stdout, "edition %s: %s, knowledge %s\n", id, c.Edition.Label, c.Hash)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "knowledge", "", "folder to read instead of the built-in content")
	return cmd
}

// revision is the commit that the binary was built from, if the build recorded it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}
