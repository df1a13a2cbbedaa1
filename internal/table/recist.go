package table

import (
	"regexp"
	"strconv"
	"strings"

	"symport/internal/fault"
	"symport/internal/recist"
)

var (
	recistRequired = []string{"date", "lesion", "site", "kind", "role", "longest_mm", "short_axis_mm"}
	recistOptional = []string{"status", "visit", "note"}
	recistKinds    = []string{"mass", "node", "bone", "effusion", "diffuse", "cyst", "other"}
	recistRoles    = []string{"target", "nontarget", "new"}
	recistStates   = map[string]recist.Status{
		"": recist.Measured, "present": recist.Present, "absent": recist.Absent, "progression": recist.Progression,
		"not-evaluated": recist.NotEvaluated, "too-small": recist.TooSmall, "equivocal": recist.Equivocal,
		"treated": recist.Treated, "part-of": recist.PartOf, "merged": recist.MergedIn,
	}
	recistStateNames = []string{"present", "absent", "progression", "not-evaluated", "too-small", "equivocal",
		"treated:DATE", "part-of:LESION", "merged:LESION"}
	tenths = regexp.MustCompile(`^([0-9]{1,4})(?:\.([0-9]))?0*$`)
)

// ReadRecist reads a table of lesions over time: date,lesion,site,kind,role,longest_mm,
// short_axis_mm and, if wanted, status,visit,note. Sizes are mm with at most one decimal.
func ReadRecist(file string, data []byte) ([]recist.Row, fault.Problems) {
	s := readSheet(file, data, recistRequired, recistOptional)
	var out []recist.Row
	for _, r := range s.rows {
		out = append(out, r.recist())
	}
	if s.problems.Errors() == 0 {
		s.checkRecist(out)
	}
	s.problems.Sort()
	return out, s.problems
}

func (r row) recist() recist.Row {
	out := recist.Row{Visit: r.text("visit"), Lesion: r.text("lesion"), Site: r.text("site")}
	if out.Lesion == "" {
		r.sheet.add(r.cell("lesion"), "lesion", "each row names its lesion: L1", "no lesion")
	}
	r.recistDay(&out)
	out.Node = r.wordOf("kind", recistKinds) == "node"
	out.Role = map[string]recist.Role{"target": recist.Target, "nontarget": recist.NonTarget, "new": recist.New}[r.role()]
	out.Longest, out.ShortAxis = r.size("longest_mm"), r.size("short_axis_mm")
	if out.Longest.Known && out.ShortAxis.Known && out.ShortAxis.V > out.Longest.V {
		r.sheet.add(r.cell("short_axis_mm"), "axis", "swapped?", "the short axis is longer than the longest diameter")
	}
	r.recistStatus(&out)
	return out
}

func (r row) role() string {
	c := r.cell("role")
	if strings.EqualFold(c.text, "non-target") {
		return "nontarget"
	}
	return r.wordOf("role", recistRoles)
}

// wordOf reads a word of a closed list.
func (r row) wordOf(name string, words []string) string {
	text := strings.ToLower(r.text(name))
	for _, w := range words {
		if text == w {
			return w
		}
	}
	hint := "one of " + strings.Join(words, ", ")
	if best := fault.Nearest(text, words); best != "" && text != "" {
		hint = "did you mean " + best + "?"
	}
	r.sheet.add(r.cell(name), name, hint, "%s %q is not known", name, r.text(name))
	return ""
}

func (r row) recistDay(out *recist.Row) {
	span := r.date("date")
	switch {
	case span.Exact():
		out.Day, out.Dated = int(span.Lo), true
	case span.Known && out.Visit == "":
		r.sheet.add(r.cell("date"), "date", "give the day, or name the visit in a column visit", "%s is not a day", r.text("date"))
	case !span.Known && out.Visit == "" && (r.text("date") == "" || r.text("date") == "unknown"):
		r.sheet.add(r.cell("date"), "date", "give a date, or name the visit in a column visit", "no date")
	}
}

func (r row) size(name string) recist.Size {
	text := r.text(name)
	if text == "" {
		return recist.Size{}
	}
	m := tenths.FindStringSubmatch(text)
	if m == nil {
		r.sheet.add(r.cell(name), "size", sizeHint(text), "%q is not a size in mm", text)
		return recist.Size{}
	}
	n, _ := strconv.Atoi(m[1] + m[2])
	if m[2] == "" {
		n *= 10
	}
	return recist.Size{V: recist.Tenths(n), Known: true}
}

func sizeHint(text string) string {
	switch {
	case strings.HasPrefix(text, "<"):
		return "leave the size empty and write too-small under status"
	case strings.Contains(text, ","):
		return "write " + strings.Replace(text, ",", ".", 1)
	case strings.ContainsAny(text, "cm"):
		return "mm without a unit"
	}
	return "mm, at most one decimal: 12.5"
}

func (r row) recistStatus(out *recist.Row) {
	word, arg, _ := strings.Cut(r.text("status"), ":")
	word, arg = strings.ToLower(strings.TrimSpace(word)), strings.TrimSpace(arg)
	status, ok := recistStates[word]
	if !ok {
		hint := "one of " + strings.Join(recistStateNames, ", ")
		if best := fault.Nearest(word, recistStateNames); best != "" {
			hint = "did you mean " + best + "?"
		}
		r.sheet.add(r.cell("status"), "status", hint, "status %q is not known", r.text("status"))
		return
	}
	out.Status = status
	switch status {
	case recist.Treated:
		r.treated(out, arg)
	case recist.PartOf, recist.MergedIn:
		if out.Other = arg; arg == "" || arg == out.Lesion {
			r.sheet.add(r.cell("status"), "status", "write "+word+":L1", "%s which other lesion?", word)
		}
	}
	if status == recist.Measured && !out.Longest.Known && !out.ShortAxis.Known {
		r.sheet.add(r.cell("longest_mm"), "no-size", "not-evaluated, too-small or present under status", "neither a size nor a status")
	}
}

func (r row) treated(out *recist.Row, arg string) {
	if arg == "" {
		return
	}
	at := row{sheet: r.sheet, line: r.line, fields: map[string]cell{"date": {text: arg, line: r.cell("status").line, column: r.cell("status").column}}}
	if span := at.date("date"); span.Known {
		out.TreatedDay, out.TreatedKnown = int(span.Lo), true
	}
}

// checkRecist looks at the table as a whole.
func (s *sheet) checkRecist(rows []recist.Row) {
	if len(rows) == 0 {
		s.add(cell{line: 1, column: 1}, "no-rows", "", "no lesions")
		return
	}
	known := map[string]bool{}
	for _, r := range rows {
		known[r.Lesion] = true
	}
	for i, r := range rows {
		at := s.rows[i]
		if r.Dated != rows[0].Dated || (r.Visit == "") != (rows[0].Visit == "") {
			s.add(at.cell("date"), "order", "date every row, or name a visit in every row", "the order of the visits is not clear")
		}
		if r.Other != "" && !known[r.Other] {
			s.add(at.cell("status"), "other", "", "lesion %q is in no row", r.Other)
		}
	}
}
