package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/content"
	"symport/internal/fault"
	"symport/internal/verdict"
)

// reviewFlags choose what is in the packet, and who signs it.
type reviewFlags struct {
	caseFile, by, role, date string
	open                     bool
}

func knowledgeReview(env Env, f *knowledgeFlags) *cobra.Command {
	r := reviewFlags{}
	cmd := &cobra.Command{
		Use:   "review",
		Short: "the packet that a physician reads and signs",
		Long: "Print the items of the content, each with the hash of its present state, for a physician to read\n" +
			"and sign; with --case, those that one assessment used. With --by, --role and --date it prints the\n" +
			"signatures instead, to keep under knowledge/reviews/. A change of an item clears its signature.",
		Example: "  symport knowledge review --case example:cantemist-945 > packet.txt\n" +
			"  symport knowledge review --case example:cantemist-945 --by \"A. Name\" --role endocrinologist \\\n" +
			"    --date 2026-11-24 > knowledge/reviews/a-name.yaml",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := r.check(); err != nil {
				return err
			}
			_, editions, err := f.open()
			if err != nil {
				return err
			}
			names, err := env.usedItems(r.caseFile, f)
			if err != nil {
				return err
			}
			cards := content.Packet(editions[0], names)
			if r.open {
				cards = unsigned(cards)
			}
			return r.write(cmd.OutOrStdout(), f, editions[0], cards)
		},
	}
	cmd.Flags().StringVar(&r.caseFile, "case", "", "only what the assessment of this case used")
	cmd.Flags().BoolVar(&r.open, "unsigned", false, "only what nobody has signed as it stands")
	cmd.Flags().StringVar(&r.by, "by", "", "name of the physician who has read the packet")
	cmd.Flags().StringVar(&r.role, "role", "", "role of the physician")
	cmd.Flags().StringVar(&r.date, "date", "", "day of the signature")
	return cmd
}

func (r reviewFlags) check() error {
	if r.by == "" && r.role == "" && r.date == "" {
		return nil
	}
	if r.by == "" || r.role == "" || r.date == "" {
		return fault.Hinted(fault.Usage, "--by NAME --role ROLE --date 2026-11-24", "a signature has a name, a role and a day")
	}
	_, err := parseDay("--date", r.date)
	return err
}

// usedItems are the names of what the assessment of a case used; none without a case.
func (e Env) usedItems(name string, f *knowledgeFlags) ([]string, error) {
	if name == "" {
		return nil, nil
	}
	flags := consultFlags{edition: f.edition, knowledge: f.dir}
	reading, err := e.loadCase(name, flags)
	if err != nil {
		return nil, err
	}
	a, err := e.assess(reading, flags)
	if err != nil {
		return nil, err
	}
	return itemsOf(a), nil
}

func itemsOf(a *verdict.Assessment) []string {
	var names []string
	for i := range a.Criteria {
		names = append(names, "criterion "+a.Criteria[i].ID)
	}
	for i := range a.Options {
		o := &a.Options[i]
		for _, args := range [][]verdict.Argument{o.For, o.Against, o.Excludes, o.Requires, o.Informs, o.Checklist} {
			for j := range args {
				id, _, _ := strings.Cut(args[j].Rule, "@")
				names = append(names, "rule "+id)
				for _, w := range args[j].Because {
					names = append(names, "parameter "+w.Parameter)
				}
			}
		}
	}
	for i := range a.Actions {
		names = append(names, "schedule item "+a.Actions[i].ID)
	}
	for i := range a.RedFlags {
		names = append(names, "red flag "+a.RedFlags[i].ID)
	}
	for i := range a.Prognosis {
		names = append(names, "prognosis "+a.Prognosis[i].Stratum)
	}
	return names
}

func unsigned(cards []content.Card) []content.Card {
	var out []content.Card
	for _, c := range cards {
		if len(c.Reviewed) == 0 {
			out = append(out, c)
		}
	}
	return out
}

func (r reviewFlags) write(w io.Writer, f *knowledgeFlags, c *content.Content, cards []content.Card) error {
	switch {
	case r.by != "":
		for _, card := range cards {
			fmt.Fprintf(w, "- { item: %s, by: %s, role: %s, date: %s, of: %s }\n", strconv.Quote(card.Kind+" "+card.ID), strconv.Quote(r.by),
				strconv.Quote(r.role), r.date, card.Hash)
		}
		return nil
	case f.format == "json":
		return writeJSON(w, map[string]any{"edition": c.Edition.ID, "items": cards})
	}
	return writePacket(w, c, cards)
}

func writePacket(w io.Writer, c *content.Content, cards []content.Card) error {
	signed := len(cards) - len(unsigned(cards))
	fmt.Fprintf(w, "Content of edition %s, %s: %d items, %d of them signed as they stand\n", c.Edition.ID, c.Edition.Label, len(cards), signed)
	writeWrapped(w, "", "Each item has the hash of its present state. A signature under it counts until the item changes.")
	cited := map[string]content.Cited{}
	for _, card := range cards {
		writeItem(w, card, cited)
	}
	fmt.Fprint(w, "\nSources\n")
	for _, id := range slices.Sorted(maps.Keys(cited)) {
		s := cited[id]
		s.Locator = ""
		writeWrapped(w, "  ", id+": "+citation(s)+verifiedMark(string(s.Verified)))
	}
	_, err := fmt.Fprint(w, "\nName ____________________   Role ____________________   Date __________   Signature ____________________\n")
	return err
}

// located is the place in a source, where it is known.
func located(s content.Cited) string {
	if s.Locator == "" {
		return ""
	}
	return " (" + s.Locator + ")"
}

// writeItem prints one card of the packet and notes the sources that it cites.
func writeItem(w io.Writer, card content.Card, cited map[string]content.Cited) {
	fmt.Fprintf(w, "\n[ ] %s %s   %s%s\n", card.Kind, card.ID, card.Hash, verifiedMark(card.Verified))
	writeWrapped(w, "    ", card.Title)
	for _, field := range card.Fields {
		writeWrapped(w, "    ", field.Name+": "+field.Value)
	}
	for _, t := range card.Tables {
		writeTable(w, t)
	}
	var ids []string
	for _, s := range card.Sources {
		ids = append(ids, s.ID+located(s))
		cited[s.ID] = s
	}
	if len(ids) > 0 {
		writeWrapped(w, "    ", "sources: "+strings.Join(ids, "; "))
	}
	for _, s := range card.Reviewed {
		writeWrapped(w, "    ", "signed by "+s.By+", "+s.Role+", "+s.Date)
	}
}
