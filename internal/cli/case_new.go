package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/casefile"
	"symport/internal/fault"
)

func newCaseNew(env Env) *cobra.Command {
	var id, out string
	cmd := &cobra.Command{
		Use:   "new",
		Short: "begin a case file from eight questions, each of which may stay unknown",
		Args:  exactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			iv := &interview{env: env, in: bufio.NewReader(env.Stdin), id: id}
			text, err := iv.run()
			if err != nil {
				return err
			}
			return writeNew(env, out, text)
		},
	}
	cmd.Flags().StringVar(&id, "id", "new-case", "id of the case; no name, no record number")
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write instead of standard output; it must not exist")
	return cmd
}

// writeNew writes the file, never over another.
func writeNew(env Env, name, text string) (err error) {
	if name == "" {
		_, err = io.WriteString(env.Stdout, text)
		return err
	}
	defer fault.Wrap(&err, "writing %s", name)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fault.Hinted(fault.Conflict, "choose another name", "the file exists")
	} else if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err == nil {
		fmt.Fprintf(env.Stderr, "%s written; now: symport consult %s\n", name, name)
	}
	return err
}

// interview asks the questions and keeps the answers, as they were accepted.
type interview struct {
	env  Env
	in   *bufio.Reader
	id   string
	form form
	over bool // the input has ended: what is left is unknown
}

func (iv *interview) run() (string, error) {
	fmt.Fprintln(iv.env.Stderr, "Eight questions. An empty line, or unknown, leaves one open.")
	iv.form = form{id: iv.id, today: iv.env.Today().Format("2006-01-02")}
	if _, err := iv.check(iv.form); err != nil {
		return "", fault.Hinted(fault.Usage, "letters, digits and -", "--id %q cannot be an id", iv.id)
	}
	for _, q := range questions {
		if q.when != nil && !q.when(&iv.form) {
			continue
		}
		if err := iv.ask(q); err != nil {
			return "", err
		}
	}
	return iv.check(iv.form)
}

// ask repeats a question until its answer fits, is unknown, or the input ends.
func (iv *interview) ask(q question) error {
	for !iv.over {
		fmt.Fprintf(iv.env.Stderr, "%s\n  e.g. %s\n> ", q.text, q.example)
		line, err := iv.in.ReadString('\n')
		iv.over = err != nil
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading the answer: %w", err)
		}
		line = strings.TrimSpace(line)
		if line == "" || line == "unknown" {
			return nil
		}
		next := iv.form
		err = q.put(&next, line)
		if err == nil {
			_, err = iv.check(next)
		}
		if err == nil {
			iv.form = next
			return nil
		}
		fmt.Fprintf(iv.env.Stderr, "  %v\n", err)
		if iv.over {
			return err
		}
	}
	return nil
}

// check writes the form as a case file and reads it back.
func (iv *interview) check(f form) (string, error) {
	text := f.text()
	_, problems := casefile.Decode("answer", []byte(text))
	for _, p := range problems {
		if p.Severity == fault.Fatal {
			return "", fault.Hinted(fault.Invalid, p.Hint, "%s", p.Message)
		}
	}
	return text, nil
}
