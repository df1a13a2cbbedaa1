package cli

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// judged is a case with one answer.
func judged(entry string) string {
	return "symport: case/1\nid: x\nsynthetic: yes\nas-of: 2017-02-15\nlesions: { c6: { site: bone } }\njudgements:\n  - " + entry + "\n"
}

func runWith(stdin string, args ...string) (code int, out, talk string) {
	var stdout, stderr bytes.Buffer
	env := Env{Stdin: strings.NewReader(stdin), Stdout: &stdout, Stderr: &stderr, ReadFile: os.ReadFile,
		Today: func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }}
	code = Main(args, env)
	return code, stdout.String(), stderr.String()
}

// The answers that the manual shows are answers to facts of the edition.
func TestAnswersOfTheManual(t *testing.T) {
	manual, err := os.ReadFile("../../docs/case-file.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`(?m)^- (\{.*\bfact: .*\})$`).FindAllSubmatch(manual, -1)
	if len(shown) < 2 {
		t.Fatalf("the manual shows %d answers", len(shown))
	}
	for _, m := range shown {
		if code, _, talk := runWith(judged(string(m[1])), "case", "check", "-"); code != exitOK {
			t.Errorf("%s: %s", m[1], talk)
		}
	}
}

// An answer to what is no fact is refused by every command that assesses, at its place.
func TestAnswerToNoFact(t *testing.T) {
	const want = `-:7:13: error: no fact is called "load.low" (did you mean load.judged_low?)`
	for _, args := range [][]string{
		{"case", "check", "-"}, {"consult", "-"}, {"dose", "plan", "-"},
		{"compare", "-", "--as-of", "2016-01-01", "--as-of", "2017-01-01"},
	} {
		code, _, talk := runWith(judged("{ fact: load.low, answer: yes }"), args...)
		if code != exitInvalid || !strings.Contains(talk, want) {
			t.Errorf("%v: exit %d: %s", args, code, talk)
		}
	}
}
