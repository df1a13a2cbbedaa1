package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for target, want := range map[string]string{"linux/arm64": "symport_linux_arm64", "windows/amd64": "symport_windows_amd64.exe"} {
		if got := fileName(target); got != want {
			t.Errorf("%s: %s", target, got)
		}
	}
	if err := run(t.TempDir(), "plan9/mips"); err == nil {
		t.Error("builds for plan9/mips")
	}
}

// Two builds from two folders give the same bytes, sums that hold and a bill that names
// every module; the built program runs.
func TestReleaseIsReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program twice")
	}
	here := runtime.GOOS + "/" + runtime.GOARCH
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "elsewhere", "b")
	t.Setenv("GOFLAGS", "")
	for _, out := range []string{a, b} {
		if err := run(out, here); err != nil {
			t.Fatal(err)
		}
		t.Setenv("GOFLAGS", "-tags=other") // of the second run: must not matter
	}
	for _, name := range []string{fileName(here), billName, "SHA256SUMS"} {
		if read(t, a, name) != read(t, b, name) {
			t.Errorf("%s differs from build to build", name)
		}
	}
	checkBill(t, a, here)
	out, err := exec.Command(filepath.Join(a, fileName(here)), "version").Output()
	if err != nil || !strings.HasPrefix(string(out), "symport ") {
		t.Errorf("the built program says %q, %v", out, err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func checkBill(t *testing.T, dir, target string) {
	t.Helper()
	var got bill
	if err := json.Unmarshal([]byte(read(t, dir, billName)), &got); err != nil {
		t.Fatal(err)
	}
	named := map[string]component{}
	for _, c := range got.Components {
		if _, twice := named[c.Ref]; twice {
			t.Errorf("%s stands twice", c.Ref)
		}
		named[c.Ref], named[c.Name] = c, c
	}
	if c := named["go.yaml.in/yaml/v4"]; c.Version == "" || len(c.Props) == 0 {
		t.Errorf("the reader of YAML has no version or sum: %+v", c)
	}
	for _, name := range []string{billName, fileName(target)} {
		sum, err := sumOf(filepath.Join(dir, name))
		if err != nil || !strings.Contains(read(t, dir, "SHA256SUMS"), sum+"  "+name) {
			t.Errorf("no sum %s of %s: %v", sum, name, err)
		}
	}
	if c := named[fileName(target)]; len(c.Hashes) == 0 || !strings.Contains(read(t, dir, "SHA256SUMS"), c.Hashes[0].Content) {
		t.Errorf("the bill has another hash of %s", fileName(target))
	}
}
