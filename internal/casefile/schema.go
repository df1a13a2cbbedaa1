package casefile

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"symport/internal/unit"
)

type schema map[string]any

// Schema is the JSON Schema (draft 2020-12) of the case file, written from the table of
// keys. It sees spelling, units and words; dates in order, references and contradictions
// are the decoder's.
func Schema() []byte {
	defs := schema{"text": textSchema, "yes-or-no": truthSchema, "date": dateSchema}
	define(defs, file.shape())
	s := objectSchema(file.shape())
	s["$defs"] = defs
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["$id"] = "urn:symport:case:1"
	s["title"] = "Symport case file, " + Version
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("casefile: " + err.Error()) // a table of texts always marshals
	}
	return append(out, '\n')
}

// define puts the mappings below a shape under their names, each once.
func define(defs schema, s *Shape) {
	for _, k := range s.Keys {
		if k.Sub != nil && defs[k.Sub.Name] == nil {
			defs[k.Sub.Name] = objectSchema(k.Sub)
			define(defs, k.Sub)
		}
	}
}

func refTo(s *Shape) schema { return schema{"$ref": "#/$defs/" + s.Name} }

func objectSchema(s *Shape) schema {
	props, required := schema{}, []string{}
	for _, k := range s.Keys {
		v := k.schema()
		if k.Doc != "" {
			v["description"] = k.Doc
		}
		props[k.Name] = v
		if k.Required {
			required = append(required, k.Name)
		}
	}
	out := schema{"type": "object", "additionalProperties": false, "properties": props}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// schema describes one key's value. Readers that know YAML's own types see numbers and
// truths where the decoder sees text; the schema allows both.
func (k Spec) schema() schema {
	switch {
	case k.Name == "complete":
		return listOf(schema{"anyOf": []schema{wordSchema(k), objectSchema(completeObject.shape())}})
	case k.Name == "symport":
		return schema{"const": Version}
	}
	switch k.Form {
	case FormObject:
		return refTo(k.Sub)
	case FormByID:
		return orStatus(schema{"type": "object", "additionalProperties": refTo(k.Sub)})
	case FormList:
		return k.listSchema()
	case FormNames:
		return schema{"anyOf": []schema{wordSchema(k), listOf(wordSchema(k))}}
	case FormLesions:
		return schema{"anyOf": []schema{anyText(), listOf(anyText())}}
	case FormTruth:
		return schema{"$ref": "#/$defs/yes-or-no"}
	case FormCount:
		return k.countSchema()
	case FormQuantity:
		return k.quantitySchema()
	case FormDate:
		return schema{"$ref": "#/$defs/date"}
	}
	return wordSchema(k)
}

func (k Spec) listSchema() schema {
	item := refTo(k.Sub)
	if k.Scalar {
		item = schema{"anyOf": []schema{item, anyText()}}
	}
	return orStatus(listOf(item))
}

func (k Spec) countSchema() schema {
	texts := append([]string{`[0-9]{1,6}`}, k.Words...)
	if k.Hi-k.Lo <= 20 {
		texts = texts[1:]
		for i := k.Lo; i <= k.Hi; i++ {
			texts = append(texts, strconv.Itoa(i))
		}
	}
	return schema{"anyOf": []schema{{"type": "integer", "minimum": k.Lo, "maximum": k.Hi}, matches(strings.Join(texts, "|"))}}
}

func (k Spec) quantitySchema() schema {
	if k.Also && len(k.Kinds) != 1 {
		return schema{"type": []string{"string", "number"}}
	}
	expr := `[<>]?\s*[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?\s*(` + spellings(k.Kinds) + `)`
	if k.Bare {
		expr += `|[<>]?\s*[0-9]+(\.[0-9]+)?`
	}
	switch {
	case k.Name == "size":
		expr += `|[0-9.]+(\s*[x×]\s*[0-9.]+)+\s*(` + spellings(k.Kinds) + `)`
	case k.Name == "blood-pressure":
		expr = `[0-9]{2,3}\s*/\s*[0-9]{2,3}\s*(` + spellings(k.Kinds) + `)|[^0-9].*`
	case k.Name == "oxygen-saturation":
		expr = `(` + expr + `)( on .+)?`
	}
	if k.Bare {
		return schema{"anyOf": []schema{{"type": "number"}, matches(expr)}}
	}
	return matches(expr)
}

func spellings(kinds []unit.Kind) string {
	var out []string
	for _, k := range kinds {
		for _, s := range k.Spellings() {
			out = append(out, strings.ReplaceAll(regexp.QuoteMeta(s), " ", `\s+`))
		}
	}
	return strings.Join(out, "|")
}

// wordSchema is a text; off a closed list it must be one of the words, in any case, or
// a synonym of one.
func wordSchema(k Spec) schema {
	switch {
	case k.Pattern != "":
		s := matches(k.Pattern)
		return schema{"anyOf": []schema{s, {"type": "integer"}}}
	case k.Open || len(k.Words) == 0:
		return anyText()
	}
	words := append([]string{}, k.Words...)
	if slices.Equal(k.Words, histologyWords) {
		for _, end := range carcinoma {
			for _, word := range k.Words {
				words = append(words, word+end)
			}
		}
	}
	words = slices.AppendSeq(words, maps.Keys(k.Means))
	for other, word := range synonyms {
		if listed(word, k.Words) != "" {
			words = append(words, other)
		}
	}
	return schema{"anyOf": []schema{anyWord(words), {"type": "boolean", "$comment": "yes and no"}}}
}

// anyWord allows the words in any case, in the regular expressions of ECMA-262, which
// know no flag for it.
func anyWord(words []string) schema {
	slices.Sort(words)
	for i, word := range words {
		words[i] = anyCase(word)
	}
	return matches(strings.Join(words, "|"))
}

func anyCase(word string) string {
	var b strings.Builder
	for _, r := range word {
		lower, upper := unicode.ToLower(r), unicode.ToUpper(r)
		if r == '-' || r == ' ' {
			b.WriteString("[- ]")
			continue
		}
		if lower == upper {
			b.WriteString(regexp.QuoteMeta(string(r)))
			continue
		}
		b.WriteString("[" + string(lower) + string(upper) + "]")
	}
	return b.String()
}

// Schemas that many keys share. A JSON reader hands over numbers and truths where the
// decoder reads text, and a year alone is a number to it.
var (
	textSchema  = schema{"type": []string{"string", "number", "boolean"}}
	truthSchema = schema{"anyOf": []schema{{"type": "boolean"}, matches("yes|no|true|false")}}
	dateSchema  = schema{"anyOf": []schema{{"type": "integer"},
		matches(`\d{4}(-\d{2}){0,2}~?(\.\.\d{4}(-\d{2}){0,2}~?)?|\d{4}-\d{2}-\d{2}T00:00:00Z|at diagnosis|(after|before|at) .+`)}}
)

func anyText() schema { return schema{"$ref": "#/$defs/text"} }

func listOf(item schema) schema { return schema{"type": "array", "items": item} }

func orStatus(s schema) schema {
	return schema{"anyOf": []schema{s, {"enum": statusWords}}}
}

// matches is a text that matches as a whole, or a status word.
func matches(expr string) schema {
	return schema{"type": "string", "pattern": "^(?:" + expr + "|" + strings.Join(statusWords, "|") + ")$"}
}
