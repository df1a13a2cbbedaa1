package casefile

import (
	"strings"
	"testing"
)

// What the examples of the reference refer to.
const stage = `lesions:
  lung: { site: lung }
  c6: { site: bone }
  l4: { site: bone }
  neck: { site: neck }
  liver: { site: liver }
  pelvis: { site: bone }
radioiodine:
  - { id: rai-4, date: 2016-06, activity: 7.4 GBq }
imaging:
  - { id: ct-1, date: 2015-12, modality: CT }
  - { id: i124-2, date: 2016-05, modality: PET/CT, tracer: I-124 }
surgery:
  - { date: 2012-12-11, what: total thyroidectomy }
systemic:
  - { drug: sorafenib, from: 2012, to: 2017 }
`

// without returns the stage without one of its sections.
func without(name string) string {
	var kept []string
	skip := false
	for _, line := range strings.SplitAfter(stage, "\n") {
		if line != "" && line[0] != ' ' {
			skip = strings.HasPrefix(line, name+":")
		}
		if !skip {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func TestExamplesOfTheReferenceAreValid(t *testing.T) {
	for _, k := range file.shape().Keys {
		if k.Sub == nil {
			continue
		}
		t.Run(k.Name, func(t *testing.T) {
			text := k.Sub.Example
			if k.Form == FormList {
				text = k.Name + ":\n  " + strings.ReplaceAll(text, "\n", "\n  ")
			}
			rest := without(k.Name)
			if k.Name == "lesions" {
				rest = ""
			}
			p, problems := Decode("t", []byte(head+text+"\n"+rest))
			if p == nil || len(problems) > 0 {
				t.Errorf("%v\n%s", problems, text)
			}
		})
	}
}

func TestExamplesOfInnerMappingsAreValid(t *testing.T) {
	inner := map[string]string{ // how the mapping stands in its section
		"comorbidity": "patient:\n  comorbidity:\n    ", "denied": "patient:\n  denied:\n    ", "medication": "patient:\n  medication:\n    ",
		"risks": "patient:\n  risks:\n    ", "molecular": "tumour:\n  molecular:\n    ", "sites": "tumour:\n  sites:\n    ",
		"tnm": "tumour:\n  ", "nodes": "tumour:\n  ", "risk": "tumour:\n  ",
	}
	for _, s := range append(personObject.shape().Keys, tumourObject.shape().Keys...) {
		if s.Sub == nil {
			continue
		}
		lead, ok := inner[s.Name]
		if !ok {
			t.Errorf("no place for %s", s.Name)
			continue
		}
		p, problems := Decode("t", []byte(head+lead+s.Sub.Example+"\n"+stage))
		if p == nil || len(problems) > 0 {
			t.Errorf("%s: %v", s.Name, problems)
		}
	}
}
