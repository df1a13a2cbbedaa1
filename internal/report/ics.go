package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"symport/internal/date"
	"symport/internal/verdict"
)

// ICS is the list of actions as an iCalendar (RFC 5545): one all-day entry for each
// action that is open, what is due already on the day of the assessment. An entry carries the id of the case and the
// action, no diagnosis and no reason. The same action of the same case has the same UID,
// so that a calendar that imports it again moves the entry.
func ICS(a *verdict.Assessment) []byte {
	var b bytes.Buffer
	contentLine(&b, "BEGIN:VCALENDAR")
	contentLine(&b, "VERSION:2.0")
	contentLine(&b, "PRODID:-//Symport//Symport//EN")
	contentLine(&b, "CALSCALE:GREGORIAN")
	for i := range a.Actions {
		event(&b, a, &a.Actions[i])
	}
	contentLine(&b, "END:VCALENDAR")
	return b.Bytes()
}

func event(b *bytes.Buffer, a *verdict.Assessment, act *verdict.Action) {
	if act.State == "done" || act.State == "lapsed" {
		return
	}
	day := a.AsOf // what is due already is for today
	if span, err := date.Parse(cmp.Or(act.Recommended, act.Earliest, act.Overdue)); err == nil && span.Known {
		day = max(day, span.Lo)
	}
	contentLine(b, "BEGIN:VEVENT")
	contentLine(b, "UID:"+uid(a.Case, act))
	contentLine(b, "DTSTAMP:"+compact(a.AsOf)+"T000000Z")
	contentLine(b, "DTSTART;VALUE=DATE:"+compact(day))
	contentLine(b, "DTEND;VALUE=DATE:"+compact(day+1))
	contentLine(b, "SUMMARY:"+escape(a.Case+": "+cmp.Or(act.Calendar, act.Label)))
	contentLine(b, "CLASS:PRIVATE")
	contentLine(b, "TRANSP:TRANSPARENT")
	contentLine(b, "END:VEVENT")
}

// uid names the action of the case: neither its date nor its words, which may change.
func uid(id string, act *verdict.Action) string {
	sum := sha256.Sum256([]byte(id + "\x00" + act.ID + "\x00" + act.Trigger))
	return hex.EncodeToString(sum[:16]) + "@symport"
}

func compact(d date.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// escape writes a text value (RFC 5545, 3.3.11).
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// contentLine ends a content line with CRLF and folds it after 75 octets, between characters
// (RFC 5545, 3.1).
func contentLine(b *bytes.Buffer, s string) {
	const most = 75
	room := most
	for len(s) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		b.WriteString(s[:cut] + "\r\n ")
		s, room = s[cut:], most-1
	}
	b.WriteString(s + "\r\n")
}
