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
		Args:  oneArg("symport knowledge show F041", "show takes one id"),
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
	} else if holding := idsHolding(editions[0], id); len(holding) > 0 {
		hint = "there are " + strings.Join(holding, ", ")
	}
	return fault.Hinted(fault.NotFound, hint, "nothing in the content is called %s", id)
}

// idsHolding are the first ids that hold the word.
func idsHolding(c *content.Content, word string) []string {
	const most = 6
	var out []string
	for _, id := range content.IDs(c) {
		if strings.Contains(id, word) && !strings.Contains(id, "@") && len(out) < most {
			out = append(out, id)
		}
	}
	return out
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
