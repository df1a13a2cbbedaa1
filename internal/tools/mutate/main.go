// Command mutate changes the rules of an edition one place at a time and reports which
// changes its vignettes and pins notice.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

type options struct {
	dir, edition    string
	survivors, idle bool
	markdown        bool
	pinNew          bool
}

func main() {
	var o options
	flag.StringVar(&o.dir, "knowledge", "knowledge", "folder of the clinical content")
	flag.StringVar(&o.edition, "edition", "article", "edition whose rules are changed")
	flag.BoolVar(&o.survivors, "survivors", false, "list the changes that nothing notices, with their explanation")
	flag.BoolVar(&o.idle, "idle", false, "list the vignettes that notice no change alone and pin no statement")
	flag.BoolVar(&o.markdown, "markdown", false, "write the part of the validation report instead")
	flag.BoolVar(&o.pinNew, "pin-new", false, "add what has no pin yet to the pin files, print it, and stop")
	flag.Parse()
	if err := o.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (o options) run(w io.Writer) error {
	fsys := os.DirFS(o.dir)
	if o.pinNew {
		return pinNew(w, o.dir, o.edition)
	}
	c, err := check(fsys, o.edition, map[bool]int{false: 1, true: 2}[o.idle])
	if err != nil {
		return err
	}
	list, err := explanations(fsys)
	if err != nil {
		return err
	}
	if o.markdown {
		c.writeMarkdown(w, list)
		return nil
	}
	c.writeShares(w)
	if o.idle {
		c.writeIdle(w)
	}
	if o.survivors {
		if open := c.writeSurvivors(w, list); open > 0 {
			return fmt.Errorf("%d survivors or explanations are open", open)
		}
	}
	return nil
}
