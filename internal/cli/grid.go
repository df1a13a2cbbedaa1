package cli

import "strings"

// grid is a table in text: the first row heads the columns; a row of one cell runs
// across all of them.
type grid [][]string

// String sets every column as wide as its widest cell, with three blanks between (two
// where the line would be too long).
func (g grid) String() string {
	width := make([]int, len(g[0]))
	for _, row := range g {
		if len(row) == 1 {
			continue
		}
		for i, cell := range row {
			width[i] = max(width[i], len([]rune(cell)))
		}
	}
	gap := "   "
	if 1+sum(width)+len(gap)*(len(width)-1) > textWidth {
		gap = "  "
	}
	var b strings.Builder
	for _, row := range g {
		b.WriteString(clip(strings.TrimRight(" "+line(row, width, gap), " ")) + "\n")
	}
	return b.String()
}

func sum(list []int) int {
	n := 0
	for _, x := range list {
		n += x
	}
	return n
}

func line(row []string, width []int, gap string) string {
	if len(row) == 1 {
		return row[0]
	}
	var cells []string
	for i, cell := range row {
		cells = append(cells, cell+strings.Repeat(" ", width[i]-len([]rune(cell))))
	}
	return strings.Join(cells, gap)
}
