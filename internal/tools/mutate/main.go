// Command mutate changes the rules of an edition one place at a time and reports which
// changes its vignettes notice.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	dir := flag.String("knowledge", "knowledge", "folder of the clinical content")
	edition := flag.String("edition", "article", "edition whose rules are changed")
	list := flag.Bool("survivors", false, "list the changes that no vignette notices")
	flag.Parse()
	if err := run(os.Stdout, *dir, *edition, *list); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer, dir, edition string, list bool) error {
	c, err := check(os.DirFS(dir), edition, 1)
	if err != nil {
		return err
	}
	for _, s := range c.shares() {
		fmt.Fprintf(w, "%-12s %5d of %5d  %5.1f %%\n", s.Kind, s.Caught, s.Of, 100*float64(s.Caught)/float64(s.Of))
	}
	if list {
		for _, m := range c.survivors() {
			fmt.Fprintf(w, "%s: %s: %s: %s\n", m.Place, m.Item, m.Kind, m.Change)
		}
	}
	return nil
}
