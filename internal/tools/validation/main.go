// Command validation writes docs/validation.md from the vignettes: what they reach of
// every option, rule and criterion, and by what each statement is tested.
//
//	go run ./internal/tools/validation > docs/validation.md
package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"symport/internal/content"
)

func main() {
	dir := flag.String("knowledge", "knowledge", "folder of the clinical content")
	edition := flag.String("edition", "article", "edition that is reported")
	flag.Parse()
	if err := report(os.Stdout, os.DirFS(*dir), *edition); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func report(w io.Writer, fsys fs.FS, edition string) error {
	c, err := content.Load(fsys, edition, nil)
	if err != nil {
		return err
	}
	t, err := run(c, fsys)
	if err != nil {
		return err
	}
	t.write(w)
	return nil
}
