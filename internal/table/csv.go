// Package table reads and writes the CSV files of people who keep their numbers in a
// spreadsheet. Columns are found by their name, in any order; everything wrong is
// reported at once, each with line and column.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"symport/internal/fault"
)

// sheet is a CSV text whose columns are found by name.
type sheet struct {
	file     string
	lines    []string
	columns  []string // of the header, in the order of the file
	rows     []row
	problems fault.Problems
}

// row is one record of a sheet.
type row struct {
	sheet  *sheet
	fields map[string]cell
	line   int
}

// cell is the text of one field and its place.
type cell struct {
	text         string
	line, column int
}

// readSheet splits data into rows. A required column that is missing, a column of
// no known name and a row with too many or too few fields are problems; columns of
// the required that lack, and rows that cannot be read, are left out. Lines that
// start with # are comments.
func readSheet(file string, data []byte, required, optional []string) *sheet {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	s := &sheet{file: file, lines: strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")}
	if !utf8.Valid(data) {
		s.add(cell{line: 1, column: 1}, "encoding", "save the file as UTF-8", "the file is not UTF-8")
		return s
	}
	if bytes.Contains(bytes.ReplaceAll(data, []byte("\r\n"), nil), []byte("\r")) {
		s.add(cell{line: 1, column: 1}, "line-ends", "save the file with line ends LF or CRLF", "a carriage return stands alone")
		return s
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace = '#', -1, true
	if s.readHeader(r, required, optional) {
		s.readRows(r)
	}
	return s
}

// readHeader reports whether rows can be read: an unknown column is an error and does
// not hide what is wrong below it.
func (s *sheet) readHeader(r *csv.Reader, required, optional []string) bool {
	names, err := r.Read()
	if err != nil {
		s.syntax(err, "the file is empty")
		return false
	}
	if len(names) == 1 {
		switch name := strings.TrimSpace(names[0]); {
		case name == "":
			s.syntax(io.EOF, "the file is empty")
			return false
		case strings.ContainsAny(names[0], ";\t"):
			s.add(s.place(r, 0), "separator", "separate the columns by commas, and write decimals with a point", "the columns are not separated by commas")
			return false
		}
	}
	known := append(append([]string{}, required...), optional...)
	seen, usable := map[string]bool{}, true
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		at := s.place(r, i)
		switch {
		case seen[name]:
			s.add(at, "column-twice", "", "column %q stands twice", name)
			usable = false
		case !slices.Contains(known, name):
			s.add(at, "column-unknown", columnHint(name, known), "unknown column %q", name)
		}
		seen[name] = true
		s.columns = append(s.columns, name)
	}
	for _, name := range required {
		if !seen[name] {
			s.add(s.place(r, 0), "column-missing", "columns: "+strings.Join(required, ","), "no column %q", name)
			usable = false
		}
	}
	return usable
}

func columnHint(name string, known []string) string {
	if best := fault.Nearest(name, known); best != "" {
		return "did you mean " + best + "?"
	}
	return "columns: " + strings.Join(known, ",")
}

func (s *sheet) readRows(r *csv.Reader) {
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			s.syntax(err, "")
			return
		}
		if len(fields) != len(s.columns) {
			s.add(s.place(r, 0), "field-count", "a decimal comma? write 0.5; quote text that holds a comma",
				"%d fields where the header has %d", len(fields), len(s.columns))
			continue
		}
		s.addRow(r, fields)
	}
}

func (s *sheet) addRow(r *csv.Reader, fields []string) {
	out := row{sheet: s, fields: make(map[string]cell, len(fields))}
	blank := true
	for i, text := range fields {
		c := s.place(r, i)
		c.text = strings.TrimSpace(text)
		blank = blank && c.text == ""
		out.fields[s.columns[i]] = c
		if i == 0 {
			out.line = c.line
		}
	}
	if !blank {
		s.rows = append(s.rows, out)
	}
}

// place is where field i of the record just read begins, in runes.
func (s *sheet) place(r *csv.Reader, i int) cell {
	line, column := r.FieldPos(i)
	if line < 1 || line > len(s.lines) {
		return cell{line: max(line, 1), column: 1}
	}
	before := s.lines[line-1]
	before = before[:min(column-1, len(before))]
	return cell{line: line, column: utf8.RuneCountInString(before) + 1}
}

func (s *sheet) syntax(err error, empty string) {
	var p *csv.ParseError
	switch {
	case errors.As(err, &p):
		s.add(cell{line: p.Line, column: max(p.Column, 1)}, "csv", "", "%v", p.Err)
	case errors.Is(err, io.EOF) && empty != "":
		s.add(cell{line: 1, column: 1}, "empty", "the first line names the columns", "%s", empty)
	default:
		s.add(cell{line: 1, column: 1}, "csv", "", "%v", err)
	}
}

// add notes an error at a cell.
func (s *sheet) add(at cell, id, hint, format string, args ...any) {
	s.note(fault.Fatal, at, id, hint, format, args...)
}

// warn notes something odd that does not stop the work.
func (s *sheet) warn(at cell, id, hint, format string, args ...any) {
	s.note(fault.Warning, at, id, hint, format, args...)
}

func (s *sheet) note(severity fault.Severity, at cell, id, hint, format string, args ...any) {
	p := fault.Problem{
		Place:    fault.Place{File: s.file, Line: at.line, Column: at.column, Width: utf8.RuneCountInString(at.text)},
		Severity: severity, ID: id, Hint: hint,
		Message: fmt.Sprintf(format, args...),
	}
	if at.line >= 1 && at.line <= len(s.lines) {
		p.Snippet = s.lines[at.line-1]
	}
	s.problems = append(s.problems, p)
}

// cell returns the field of a column; an absent column is an empty cell at the row.
func (r row) cell(name string) cell {
	if c, ok := r.fields[name]; ok {
		return c
	}
	return cell{line: r.line, column: 1}
}

// text returns the text of a column, trimmed.
func (r row) text(name string) string { return r.cell(name).text }

// failed notes err at the column of the row.
func (r row) failed(name, id string, err error) {
	var e *fault.Error
	if errors.As(err, &e) {
		r.sheet.add(r.cell(name), id, e.Hint, "%v", e.Err)
		return
	}
	r.sheet.add(r.cell(name), id, "", "%v", err)
}
