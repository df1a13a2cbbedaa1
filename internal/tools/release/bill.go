package main

import (
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// billName is the bill of materials, CycloneDX 1.5.
const billName = "symport.cdx.json"

type bill struct {
	Format     string      `json:"bomFormat"`
	Spec       string      `json:"specVersion"`
	Version    int         `json:"version"`
	Metadata   metadata    `json:"metadata"`
	Components []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type    string     `json:"type"`
	Ref     string     `json:"bom-ref"`
	Name    string     `json:"name"`
	Version string     `json:"version,omitempty"`
	PURL    string     `json:"purl,omitempty"`
	Hashes  []hash     `json:"hashes,omitempty"`
	Props   []property `json:"properties,omitempty"`
}

type hash struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// writeBill lists what is in the built files: the modules that each of them names itself,
// and the Go they were built with.
func writeBill(out string, files []string) error {
	parts := map[string]component{}
	b := bill{Format: "CycloneDX", Spec: "1.5", Version: 1,
		Metadata: metadata{component{Type: "application", Ref: "symport", Name: "symport"}}}
	for _, name := range files {
		path := filepath.Join(out, name)
		info, err := buildinfo.ReadFile(path)
		if err != nil {
			return err
		}
		sum, err := sumOf(path)
		if err != nil {
			return err
		}
		b.Components = append(b.Components, component{Type: "file", Ref: name, Name: name, Hashes: []hash{{"SHA-256", sum}}})
		addModules(parts, info)
	}
	b.Components = append(b.Components, slices.SortedFunc(maps.Values(parts), func(x, y component) int { return cmp.Compare(x.Ref, y.Ref) })...)
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, billName), append(data, '\n'), 0o644)
}

func addModules(parts map[string]component, info *buildinfo.BuildInfo) {
	goVersion := strings.TrimPrefix(info.GoVersion, "go")
	parts["go"] = component{Type: "platform", Ref: "go@" + goVersion, Name: "go", Version: goVersion, PURL: "pkg:golang/std@" + goVersion}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		parts[purl] = component{Type: "library", Ref: purl, Name: m.Path, Version: m.Version, PURL: purl, Props: goSum(m.Sum)}
	}
}

// goSum is the checksum of go.sum, a hash over the files of a module.
func goSum(sum string) []property {
	if sum == "" {
		return nil
	}
	return []property{{"go:sum", sum}}
}
