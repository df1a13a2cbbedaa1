package cli

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"symport/cases"
	"symport/internal/casefile"
	"symport/internal/fault"
)

// examplePrefix makes an embedded published case stand for a FILE.
const examplePrefix = "example:"

func newExamples(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "examples",
		Short: "list the embedded published cases; example:NAME stands for a FILE",
		Args:  exactArgs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, name := range exampleNames() {
				data, err := readExample(name)
				if err != nil {
					return err
				}
				about := ""
				if p, _ := casefile.Decode(name, data); p != nil {
					about = p.About
				}
				fmt.Fprintln(env.Stdout, strings.TrimRight(fmt.Sprintf("%-34s %s", examplePrefix+name, about), " "))
			}
			return nil
		},
	}
}

// exampleNames returns the names of the embedded cases, in order.
func exampleNames() []string {
	files, err := fs.Glob(cases.FS, "published/*.yaml")
	if err != nil {
		panic("cli: " + err.Error()) // the pattern is constant
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".yaml")
	}
	return files
}

func readExample(name string) ([]byte, error) {
	data, err := cases.FS.ReadFile("published/" + name + ".yaml")
	if err != nil {
		return nil, fault.Hinted(fault.NotFound, "symport examples lists them", "no example is called %q", name)
	}
	return data, nil
}
