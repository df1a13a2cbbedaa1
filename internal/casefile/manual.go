package casefile

import (
	"fmt"
	"strings"

	"symport/internal/unit"
)

// Manual writes the reference of every key, in Markdown, from the table of keys.
func Manual() string {
	var b strings.Builder
	b.WriteString(manualHead)
	top := file.shape()
	b.WriteString("## The file\n\n")
	keyTable(&b, top.Keys)
	b.WriteString("\n## Keys of every dated entry\n\n")
	keyTable(&b, commonSpecs())
	for _, k := range top.Keys {
		if k.Sub != nil {
			section(&b, "## "+k.Name, k)
		}
	}
	b.WriteString(manualTail())
	return b.String()
}

// commonSpecs are the keys that every dated section ends with.
func commonSpecs() []Spec {
	s := performanceObject.shape()
	return s.Keys[len(s.own()):]
}

func section(b *strings.Builder, head string, k Spec) {
	fmt.Fprintf(b, "\n%s\n\n%s.%s\n\n```yaml\n%s\n```\n\n", head, upper(k.Sub.Doc), shapeNote(k), strings.TrimRight(k.Sub.Example, "\n"))
	keys := k.Sub.own()
	keyTable(b, keys)
	for _, inner := range keys {
		if inner.Sub != nil && inner.Sub != k.Sub {
			section(b, strings.Replace(head, "## ", "### ", 1)+" / "+inner.Name, inner)
		}
	}
}

func shapeNote(k Spec) string {
	switch {
	case k.Form == FormByID:
		return " A mapping from ids to mappings."
	case k.Form == FormList && k.Sub.ByDate:
		return " A list; each entry also takes the keys of every dated entry."
	case k.Form == FormList:
		return " A list."
	}
	return ""
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func keyTable(b *strings.Builder, keys []Spec) {
	b.WriteString("| key | value | meaning |\n|---|---|---|\n")
	for _, k := range keys {
		name := "`" + k.Name + "`"
		if k.Required {
			name += " *"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, cell(k.value()), cell(k.Doc))
	}
}

func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

// value says how a key's value is written.
func (k Spec) value() string {
	words := "`" + strings.Join(k.Words, "`, `") + "`"
	switch {
	case k.Sub != nil:
		return string(k.Form)
	case k.Form == FormQuantity && len(k.Kinds) > 0:
		return kindWords(k.Kinds)
	case k.Form == FormCount:
		return fmt.Sprintf("%s, %d to %d", k.Form, k.Lo, k.Hi)
	case k.Pattern != "":
		return "text like `" + k.Pattern + "`"
	case len(k.Words) > 0 && k.Open:
		return string(k.Form) + "; known: " + words
	case len(k.Words) > 0 && k.Form == FormNames:
		return "list of " + words
	case len(k.Words) > 0:
		return words
	}
	return string(k.Form)
}

func kindWords(kinds []unit.Kind) string {
	var out []string
	for _, k := range kinds {
		out = append(out, string(k))
	}
	return "quantity: " + strings.Join(out, " or ")
}

func manualTail() string {
	var b strings.Builder
	b.WriteString("\n## Laboratory tests\n\n| test | also written | kinds |\n|---|---|---|\n")
	for _, t := range labTests {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", t.name, strings.Join(t.also, ", "), kindNames(t.kinds))
	}
	b.WriteString("\n## Units\n\nThe first is the one that values are kept in. Other spellings of the same unit stand behind it.\n\n| quantity | units |\n|---|---|\n")
	for _, k := range unit.Kinds() {
		fmt.Fprintf(&b, "| %s | `%s` |\n", k, cell(strings.Join(k.Spellings(), "`, `")))
	}
	return b.String()
}

func kindNames(kinds []unit.Kind) string {
	var out []string
	for _, k := range kinds {
		out = append(out, string(k)+" ("+k.Base()+")")
	}
	return strings.Join(out, ", ")
}
