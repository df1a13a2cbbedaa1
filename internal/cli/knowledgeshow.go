package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
)

func knowledgeShow(f *knowledgeFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "one item with its source, its users and its notes; show safety prints the floor",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fault.Hinted(fault.Usage, "for example: symport knowledge show F041", "show takes one id")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			_, editions, err := f.open()
			if err != nil {
				return err
			}
			if args[0] == content.SafetyFolder {
				return f.writeFloor(cmd.OutOrStdout(), content.SafetyFloor(editions[0]))
			}
			return f.show(cmd.OutOrStdout(), editions, args[0])
		},
	}
}

// show prints the item from the first edition that has it.
func (f *knowledgeFlags) show(w io.Writer, editions []*content.Content, id string) error {
	for _, c := range editions {
		cards := content.Show(c, id)
		if len(cards) == 0 {
			continue
		}
		if f.format == "json" {
			return writeJSON(w, map[string]any{"edition": c.Edition.ID, "items": cards})
		}
		for i, card := range cards {
			if i > 0 {
				fmt.Fprintln(w)
			}
			writeCard(w, card)
		}
		return nil
	}
	hint := "symport knowledge coverage lists the facts"
	if near := content.Near(editions[0], id); near != "" {
		hint = "did you mean " + near + "?"
	}
	return fault.Hinted(fault.NotFound, hint, "nothing in the content is called %s", id)
}

const showIndent = "  "

func writeCard(w io.Writer, c content.Card) {
	fmt.Fprintf(w, "%s %s%s\n", c.Kind, c.ID, verifiedMark(c.Verified))
	writeWrapped(w, showIndent, c.Title)
	if c.Text != "" {
		writeWrapped(w, showIndent, c.Text)
	}
	for _, field := range c.Fields {
		writeWrapped(w, showIndent, field.Name+": "+field.Value)
	}
	for _, s := range c.Sources {
		writeWrapped(w, showIndent, "source: "+citation(s)+verifiedMark(string(s.Verified)))
	}
	for _, n := range c.Notes {
		writeWrapped(w, showIndent, "note "+n.ID+": "+n.Text+does(n.Does))
	}
	writeList(w, "uses", c.Uses)
	writeList(w, "used by", c.UsedBy)
	fmt.Fprintf(w, "%sat %s\n", showIndent, c.At)
}

func does(text string) string {
	if text == "" {
		return ""
	}
	return " Here: " + text
}

func citation(s content.Cited) string {
	text := s.Citation
	if s.DOI != "" {
		text += ", doi " + s.DOI
	}
	if s.Locator != "" {
		text += ", " + s.Locator
	}
	return text
}

// verifiedMark says how far an item was checked; what was read at the source needs no mark.
func verifiedMark(v string) string {
	switch v {
	case "", "source":
		return ""
	case "secondary":
		return " [read in another work]"
	}
	return " [NOT VERIFIED]"
}

func writeList(w io.Writer, name string, items []string) {
	if len(items) > 0 {
		writeWrapped(w, showIndent, name+": "+strings.Join(items, ", "))
	}
}

// writeWrapped breaks a text at 96 columns, the continuation indented further.
func writeWrapped(w io.Writer, indent, text string) {
	const width = 96
	line := indent
	for i, word := range strings.Fields(text) {
		if i > 0 && len(line)+1+len(word) > width {
			fmt.Fprintln(w, line)
			line = indent + "    " + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(w, line)
}

func (f *knowledgeFlags) writeFloor(w io.Writer, floor content.Floor) error {
	if f.format == "json" {
		return writeJSON(w, floor)
	}
	fmt.Fprintln(w, "Safety floor: judged in every edition; no edition or overlay switches it off.")
	for _, r := range floor.Rules {
		fmt.Fprintf(w, "\n%s%s\n", r.Rule, verifiedMark(r.Verified))
		writeWrapped(w, showIndent, r.Text)
		writeWrapped(w, showIndent, r.Role+" of "+strings.Join(r.Options, ", "))
		if r.Correct != "" {
			writeWrapped(w, showIndent, "to do: "+r.Correct)
		}
		writeWrapped(w, showIndent, "when: "+r.When)
		writeWrapped(w, showIndent, "sources: "+strings.Join(r.Sources, ", "))
	}
	fmt.Fprintln(w, "\nRed flags: first line of every output")
	for _, r := range floor.RedFlags {
		fmt.Fprintf(w, "\n%s%s\n", r.ID, verifiedMark(string(r.Verified)))
		writeWrapped(w, showIndent, r.Text)
		writeWrapped(w, showIndent, "question: "+r.Ask)
	}
	return nil
}
