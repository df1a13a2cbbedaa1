package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"symport/internal/date"
	"symport/internal/verdict"
)

// component is a calendar read by the rules of RFC 5545, not by those of the writer.
type component struct {
	name       string
	properties map[string]string
	children   []component
}

// readICS unfolds (3.1), splits properties and nests components (3.4); it refuses what
// the grammar does not allow.
func readICS(data []byte) (component, error) {
	if !bytes.HasSuffix(data, []byte("\r\n")) || bytes.ContainsRune(bytes.ReplaceAll(data, []byte("\r\n"), nil), '\n') || bytes.ContainsRune(bytes.ReplaceAll(data, []byte("\r\n"), nil), '\r') {
		return component{}, fmt.Errorf("a line does not end with CRLF")
	}
	for _, l := range strings.Split(string(data), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			return component{}, fmt.Errorf("line of %d octets: %q", len(l), l)
		}
	}
	unfolded := strings.ReplaceAll(string(data), "\r\n ", "")
	stack := []component{{}}
	for _, l := range strings.Split(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			return component{}, fmt.Errorf("no property: %q", l)
		}
		top := &stack[len(stack)-1]
		switch name {
		case "BEGIN":
			stack = append(stack, component{name: value, properties: map[string]string{}})
		case "END":
			if top.name != value || len(stack) < 2 {
				return component{}, fmt.Errorf("END:%s closes %s", value, top.name)
			}
			done := *top
			stack = stack[:len(stack)-1]
			stack[len(stack)-1].children = append(stack[len(stack)-1].children, done)
		default:
			if _, twice := top.properties[name]; twice {
				return component{}, fmt.Errorf("%s stands twice", name)
			}
			top.properties[name] = value
		}
	}
	if len(stack) != 1 || len(stack[0].children) != 1 {
		return component{}, fmt.Errorf("%d open components", len(stack)-1)
	}
	return stack[0].children[0], nil
}

// unescape reads a text value (3.3.11).
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' || s[i] == 'N' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func TestCalendarIsRFC5545(t *testing.T) {
	a := &verdict.Assessment{Case: "case 7", AsOf: date.Of(2026, 11, 24), Actions: []verdict.Action{
		{ID: "red-flags", Label: "red flags: ask, examine; today", Earliest: "2026-11-24", Recommended: "2026-11-24", State: "due"},
		{ID: "diet", Label: "low-iodine diet begins", Calendar: "diet begins", Recommended: "2026-12-31", State: "later", Trigger: "radioiodine"},
		{ID: "scan", Label: "scan", Earliest: "2026-12-01", State: "done"},
		{ID: "count", Label: "blood count", Earliest: "2016-12-01", State: "lapsed"},
		{ID: "board", Label: "board", State: "due"},
		{ID: "tg", Label: "Tg", Recommended: "2026-01-05", State: "overdue"},
	}}
	c, err := readICS(ICS(a))
	if err != nil {
		t.Fatal(err)
	}
	if c.name != "VCALENDAR" || c.properties["VERSION"] != "2.0" || c.properties["PRODID"] == "" {
		t.Errorf("calendar %+v", c)
	}
	if len(c.children) != 4 {
		t.Fatalf("%d entries, want the four that are open", len(c.children))
	}
	for i, name := range []string{"board", "an old count"} {
		if got := c.children[2+i].properties["DTSTART;VALUE=DATE"]; got != "20261124" {
			t.Errorf("%s is due already: on %s, want the day of the assessment", name, got)
		}
	}
	flag, diet := c.children[0].properties, c.children[1].properties
	if got := unescape(flag["SUMMARY"]); got != "case 7: red flags: ask, examine; today" {
		t.Errorf("summary %q", got)
	}
	if got := unescape(diet["SUMMARY"]); got != "case 7: diet begins" {
		t.Errorf("summary %q, want the words for a calendar", got)
	}
	if diet["DTSTART;VALUE=DATE"] != "20261231" || diet["DTEND;VALUE=DATE"] != "20270101" {
		t.Errorf("an all-day entry ends on the next day: %v", diet)
	}
	if _, err := time.Parse("20060102T150405Z", diet["DTSTAMP"]); err != nil {
		t.Error(err)
	}
	if flag["UID"] == diet["UID"] || flag["UID"] == "" {
		t.Errorf("UIDs %q and %q", flag["UID"], diet["UID"])
	}
}

// A date or a wording that changes leaves the UID; another case has another.
func TestCalendarUIDs(t *testing.T) {
	act := verdict.Action{ID: "scan", Label: "a", Recommended: "2026-01-01", Trigger: "131I"}
	moved := act
	moved.Label, moved.Recommended = "b", "2026-02-01"
	if uid("x", &act) != uid("x", &moved) || uid("x", &act) == uid("y", &act) {
		t.Error("a UID follows the case and the action only")
	}
}

// Whatever the words, the calendar can be read back and says them.
func TestCalendarReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~äß…日\n]{1,200}`).Draw(t, "label")
		a := &verdict.Assessment{Case: "c", Actions: []verdict.Action{{ID: "x", Label: text, Recommended: "2026-01-01", State: "due"}}}
		c, err := readICS(ICS(a))
		if err != nil {
			t.Fatal(err)
		}
		if got := unescape(c.children[0].properties["SUMMARY"]); got != "c: "+text {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}
