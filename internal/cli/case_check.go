package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/casefile"
	"symport/internal/fault"
)

func newCaseCheck(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "check case files: keys, units, dates, plausibility, contradictions",
		Args:  asUsage(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, files []string) error {
			if format != "text" && format != "json" {
				return fault.New(fault.Usage, "--format %s: use text or json", format)
			}
			return checkCases(env, files, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

func checkCases(env Env, files []string, format string) error {
	var problems fault.Problems
	var out []checkedFile
	for _, name := range files {
		data, err := env.readCase(name)
		if err != nil {
			return err
		}
		r := casefile.Read(name, data, env.vocabulary(consultFlags{}))
		out = append(out, checked(name, r))
		if r.Problems.Errors() > 0 {
			problems = append(problems, r.Problems...)
		} else if format == "text" {
			writeValid(env.Stdout, name, r)
		}
	}
	if format == "json" {
		if err := writeJSON(env.Stdout, map[string]any{"schema": "symport/check/1", "files": out}); err != nil {
			return err
		}
	}
	return problems.Err()
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// checkedFile is one file of the JSON report.
type checkedFile struct {
	File     string        `json:"file"`
	Valid    bool          `json:"valid"`
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Problems []problemJSON `json:"problems"`
	Unused   []unusedJSON  `json:"unused"`
}

type problemJSON struct {
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Width    int    `json:"width"`
	Severity string `json:"severity"`
	ID       string `json:"id"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Snippet  string `json:"snippet"`
}

type unusedJSON struct {
	What  string `json:"what"`
	Lines []int  `json:"lines"`
}

func checked(name string, r casefile.Reading) checkedFile {
	n := r.Problems.Errors()
	out := checkedFile{File: name, Valid: n == 0, Errors: n, Warnings: len(r.Problems) - n, Problems: []problemJSON{}, Unused: []unusedJSON{}}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, problemJSON{p.Place.Line, p.Place.Column, p.Place.Width, p.Severity.String(), p.ID, p.Message, p.Hint, p.Snippet})
	}
	for _, u := range r.Unused {
		out.Unused = append(out.Unused, unusedJSON{u.What, u.Lines})
	}
	return out
}

// writeValid prints a file without errors: its warnings, one line, and what it holds
// that no rule will use.
func writeValid(w io.Writer, name string, r casefile.Reading) {
	for _, p := range r.Problems {
		writeProblem(w, p)
	}
	if len(r.Problems) > 0 {
		fmt.Fprintln(w)
	}
	verdict := name + ": valid"
	if n := len(r.Problems); n > 0 {
		verdict += ", " + plural(n, "warning")
	}
	fmt.Fprintln(w, verdict)
	var kept []string
	for _, u := range r.Unused {
		kept = append(kept, unusedText(u))
	}
	if len(kept) > 0 {
		head := "  kept, but used in no rule:  "
		fmt.Fprintln(w, wrapText(head+strings.Join(kept, ", "), len(head)))
	}
}

func unusedText(u casefile.Unused) string {
	lines := strings.Trim(strings.ReplaceAll(fmt.Sprint(slices.Compact(slices.Clone(u.Lines))), " ", ", "), "[]")
	if len(u.Lines) == 1 {
		return "1 " + u.What + " (line " + lines + ")"
	}
	noun, rest, _ := strings.Cut(u.What, " ")
	if noun == "entry" {
		noun = "entrie"
	}
	return fmt.Sprintf("%d %ss %s (%s)", len(u.Lines), noun, rest, lines)
}
