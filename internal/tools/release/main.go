// Command release builds the program for six targets, with checksums and a bill of
// materials:
//
//	go run ./internal/tools/release [-out dist] [-only linux/amd64]
//
// The same commit and Go version give the same bytes: no paths, no times, no cgo, no
// version control state, nothing of the environment.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// targets are the systems the program is built for.
var targets = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

func main() {
	out := flag.String("out", "dist", "folder that receives the files")
	only := flag.String("only", "", "one target, as linux/amd64 (default: all six)")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		fmt.Fprintf(os.Stderr, "release: %v\n", err)
		os.Exit(1)
	}
}

func run(out, only string) error {
	wanted := targets
	if only != "" {
		if !slices.Contains(targets, only) {
			return fmt.Errorf("no target %s (%s)", only, strings.Join(targets, ", "))
		}
		wanted = []string{only}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var files []string
	for _, t := range wanted {
		name := fileName(t)
		if err := build(t, filepath.Join(out, name)); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		fmt.Println(name)
		files = append(files, name)
	}
	if err := writeBill(out, files); err != nil {
		return err
	}
	return writeSums(out, append(files, billName))
}

// fileName is symport_windows_amd64.exe for windows/amd64.
func fileName(target string) string {
	name := "symport_" + strings.ReplaceAll(target, "/", "_")
	if strings.HasPrefix(target, "windows/") {
		name += ".exe"
	}
	return name
}

func build(target, path string) error {
	system, arch, _ := strings.Cut(target, "/")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", path, "symport/cmd/symport")
	// The last of two equal names counts: the environment decides nothing of the result.
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=0", "GOFLAGS=-mod=readonly",
		"GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GOWORK=off")
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return cmd.Run()
}

// writeSums writes SHA256SUMS as sha256sum -c reads it.
func writeSums(out string, files []string) error {
	slices.Sort(files)
	var b strings.Builder
	for _, name := range files {
		sum, err := sumOf(filepath.Join(out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", sum, name)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(b.String()), 0o644)
}

func sumOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}
