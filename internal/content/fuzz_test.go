package content

import (
	"io/fs"
	"strings"
	"testing"
)

// FuzzLoad gives the loader one damaged file at a time: it answers with content or
// with problems at places, and never panics.
func FuzzLoad(f *testing.F) {
	for name, file := range mini(nil) {
		f.Add(name, string(file.Data))
	}
	f.Add("terms/t.yaml", "- {id: x, type: enum, scope: patient, members: []}")
	f.Add("book/params/p.yaml", "- {id: x, kind: k, unit: d, value: 1e999, verified: source, fresh-of: []}")
	f.Add("book/redflags.yaml", "- [a]\n- b\n- {fact: [x]}")
	f.Fuzz(func(t *testing.T, name, text string) {
		if !fs.ValidPath(name) || !strings.HasSuffix(name, ".yaml") {
			return
		}
		fsys := mini(map[string]string{name: text})
		c, err := Load(fsys, "one", nil)
		if err != nil {
			return
		}
		Lint(c, fsys)
		if list, err := Vignettes(c, fsys); err == nil {
			Run(c, list, nil)
		}
		for _, id := range IDs(c) {
			Show(c, id)
		}
	})
}

// FuzzOverlay: an overlay is applied or refused, and moves what guards patients only
// towards safer.
func FuzzOverlay(f *testing.F) {
	f.Add(header + "parameters: {old: 60 y}")
	f.Add(header + "parameters: {old: {value: 60 y, reason: r}, fresh: 7 d}")
	f.Add(header + "parameters: {old: 1e300 y}")
	f.Add("- overlay")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Load(mini(nil), "one", []byte(text))
		if err != nil {
			return
		}
		if old := c.Params["old"].Value; old > 65 || old != old {
			t.Errorf("old moved to %v", old)
		}
		if fresh := c.Params["fresh"].Value; fresh > 30 || fresh < 1 {
			t.Errorf("freshness moved to %v", fresh)
		}
	})
}
