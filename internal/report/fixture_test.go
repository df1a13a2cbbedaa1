package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"symport/internal/date"
	"symport/internal/verdict"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixture reads an assessment written by hand: the published patient CANTEMIST
// cc_onco945 (doi 10.5281/zenodo.3978041) on 2017-02-15.
func fixture(t testing.TB) *verdict.Assessment {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "cantemist-945.json"))
	if err != nil {
		t.Fatal(err)
	}
	var in struct {
		AsOf string `json:"asOf"`
		verdict.Assessment
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		t.Fatal(err)
	}
	day, err := date.Parse(in.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	in.Assessment.AsOf = day.Lo
	return &in.Assessment
}

// golden compares got with the file, or rewrites it under -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
