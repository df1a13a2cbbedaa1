package chart

import (
	"slices"
	"strings"
)

// laidRow is a row with the places of its marks and labels.
type laidRow struct {
	Row
	names       []string // its name, in lines
	top, height float64
	scaled      bool // stands on a logarithmic scale
	apart       bool // some marks have no place on that scale
	worded      bool // of a thin row: has labels
	places      []place
	fitLabels   []fitLabel
}

// place is where a mark and its label stand.
type place struct {
	lane   int
	x0, x1 float64 // of the mark
	label  string  // what of the label is drawn
	lx     float64
	anchor anchor
	far    bool // the as-of line stands between mark and label
}

// fitLabel is the label of a fitted line.
type fitLabel struct {
	x, y float64 // y within the row
	text string
}

// span is an occupied piece of a lane.
type span struct{ lo, hi float64 }

func (a span) hits(b span) bool { return a.lo < b.hi && b.lo < a.hi }

// layRow places the marks in time order into the fewest lanes. With more lanes than
// allowed the oldest labels are dropped first.
func layRow(r Row, s scale, most int, low bool) laidRow {
	out := laidRow{Row: r}
	out.Marks = slices.Clone(r.Marks)
	slices.SortStableFunc(out.Marks, func(a, b Mark) int { return int(a.Lo) - int(b.Lo) })
	switch {
	case r.Thin:
		out.layThin(s)
	case len(r.Bands) > 0 && len(r.Marks) > 0:
		out.layBands(s)
	case r.Whole:
		out.layLanes(s, 0)
	case r.Log && newLogScale(r.Marks) != (logScale{}):
		out.layScale(s, low)
	default:
		out.layLanes(s, most)
	}
	out.names = append(inLines(r.Label, out.nameRoom()), inLines(r.Aside, plotLeft-14-out.axisRoom())...)
	if n := len(out.names); n > 1 {
		out.height = max(out.height, labelLine*float64(n)+rowPad)
	}
	return out
}

// nameRoom is the room for the name; a lesion's may run on to where its line begins.
func (r *laidRow) nameRoom() float64 {
	room := plotLeft - 14 - r.axisRoom()
	if !r.Thin || len(r.places) == 0 {
		return room
	}
	first := plotRight
	for _, p := range r.places {
		first = min(first, p.x0)
		if p.anchor == fromRight {
			first = min(first, p.lx-Width(p.label, labelSize))
		}
	}
	if first-14 >= Width(r.Label, labelSize) {
		return first - 14
	}
	return room
}

// axisRoom is the room that the names of bands or the ticks of a scale take beside it.
func (r *laidRow) axisRoom() float64 {
	widest := 0.0
	for _, text := range r.axisTexts() {
		widest = max(widest, Width(text, axisSize))
	}
	return widest
}

func (r *laidRow) axisTexts() (out []string) {
	switch {
	case len(r.Marks) == 0:
	case len(r.Bands) > 0:
		return r.Bands
	case r.scaled:
		for _, v := range newLogScale(r.Marks).marks() {
			out = append(out, Grouped(v))
		}
		if r.apart {
			out = append(out, offScaleName)
		}
	}
	return out
}

// nameLines is the most lines of a name.
const nameLines = 3

// inLines breaks a name into lines.
func inLines(name string, room float64) (lines []string) {
	words := strings.Fields(name)
	for len(words) > 0 && len(lines) < nameLines-1 {
		n := len(words)
		for n > 1 && Width(strings.Join(words[:n], " "), labelSize) > room {
			n--
		}
		lines, words = append(lines, Clip(strings.Join(words[:n], " "), labelSize, room)), words[n:]
	}
	if len(words) > 0 {
		lines = append(lines, Clip(strings.Join(words, " "), labelSize, room))
	}
	return lines
}

func (r *laidRow) laneHeight() float64 {
	if r.Bars && len(r.Marks) > 0 {
		return barLane
	}
	return laneHeight
}

// layLanes uses the fewest lanes; if they are more than allowed the newest marks get
// their labels first. Marks that stand on one day may need more, whatever their labels.
func (r *laidRow) layLanes(s scale, most int) {
	lanes := r.pack(s)
	if most > 0 && lanes > most {
		lanes = r.packNewest(s, most)
	}
	r.height = float64(max(lanes, 1))*r.laneHeight() + rowPad
}

func (r *laidRow) layScale(s scale, low bool) {
	r.scaled = true
	switch r.height = scaleHeight; {
	case low:
		r.height = scaleLow
	case r.Tall:
		r.height = scaleTall
	}
	r.height += rowPad
	r.apart = slices.ContainsFunc(r.Marks, func(m Mark) bool { return m.Shape == Beat })
	if r.apart {
		r.height += offScale
	}
	r.level(s)
}

// layThin puts marks on one line, labels above it where no other label stands.
func (r *laidRow) layThin(s scale) {
	var labels []span
	for _, m := range r.Marks {
		p := placeMark(m, s)
		if m.Shape != Bar && m.Shape != Line { // a label stands beside its mark, not beyond its days
			mid := (p.x0 + p.x1) / 2
			p.x0, p.x1 = mid-6, mid+6
		}
		switch label, ok := p.fit(m, labels, s.now()); {
		case ok && slices.ContainsFunc(labels, label.hits): // inside a bar that another covers
			p.label = ""
		case ok:
			labels, r.worded = append(labels, span{label.lo - gap, label.hi + gap}), true
		}
		r.places = append(r.places, p)
	}
	if r.height = thinHeight; r.worded {
		r.height = thinHeight + 8
	}
}

// layBands puts each mark into its band; marks of one day and band stand side by side,
// labels where nothing else stands, the newest first.
func (r *laidRow) layBands(s scale) {
	r.height = float64(len(r.Bands))*bandHeight + rowPad
	taken := make([][]span, len(r.Bands))
	for i, m := range r.Marks {
		p := placeMark(m, s)
		if i > 0 && m.Lo == r.Marks[i-1].Lo && m.Band == r.Marks[i-1].Band && p.x1+12 <= plotRight {
			p.x0, p.x1 = r.places[i-1].x1, r.places[i-1].x1+p.x1-p.x0
		}
		p.lane = m.Band
		taken[m.Band] = append(taken[m.Band], span{p.x0, p.x1})
		r.places = append(r.places, p)
	}
	for i := len(r.Marks) - 1; i >= 0; i-- {
		m := r.Marks[i]
		if label, ok := r.places[i].fit(m, taken[m.Band], s.now()); ok {
			taken[m.Band] = append(taken[m.Band], label)
		}
	}
}

// pack fills lanes in time order and returns how many it took.
func (r *laidRow) pack(s scale) int {
	var lanes [][]span
	r.places = r.places[:0]
	for _, m := range r.Marks {
		p := placeMark(m, s)
		lanes = p.settle(m, lanes, s.now())
		r.places = append(r.places, p)
	}
	return len(lanes)
}

// packNewest fills lanes from the newest mark back. A mark whose label finds no room in
// the lanes allowed goes without, on the first lane, which holds no labels.
func (r *laidRow) packNewest(s scale, most int) int {
	bare, worded := [][]span(nil), [][]span(nil)
	r.places = make([]place, len(r.Marks))
	for i := len(r.Marks) - 1; i >= 0; i-- {
		m := r.Marks[i]
		p := placeMark(m, s)
		if next := p.settle(m, slices.Clone(worded), s.now()); len(next) < most {
			worded, r.places[i] = next, p
			continue
		}
		m.Label, p = "", placeMark(m, s)
		bare = p.settle(m, bare, s.now())
		p.lane = -1 - p.lane
		r.places[i] = p
	}
	for i := range r.places { // lanes without labels above those with them
		r.places[i].lane += len(bare)
	}
	return len(bare) + len(worded)
}

// settle takes the first lane in which mark and label find room, or opens one.
func (p *place) settle(m Mark, lanes [][]span, now span) [][]span {
	for i := 0; ; i++ {
		if i == len(lanes) {
			lanes = append(lanes, nil)
		}
		mark := span{p.x0 - 2, p.x1 + 2}
		if slices.ContainsFunc(lanes[i], mark.hits) {
			continue
		}
		p.lane = i
		if m.Label == "" {
			lanes[i] = append(lanes[i], mark)
			return lanes
		}
		label, ok := p.fit(m, append(slices.Clone(lanes[i]), mark), now)
		if !ok && len(lanes[i]) == 0 {
			label, ok = p.squeeze(m, now)
		}
		if ok {
			lanes[i] = append(lanes[i], mark, label)
			return lanes
		}
		if len(lanes[i]) == 0 {
			lanes[i] = append(lanes[i], mark)
			return lanes
		}
	}
}

// fit finds a side for the label: inside a long bar, right or left of the mark.
func (p *place) fit(m Mark, taken []span, now span) (span, bool) {
	if m.Label == "" {
		return span{}, false
	}
	label := Clip(m.Label, labelSize, labelRoom)
	w := Width(label, labelSize)
	if inner := w * boldFactor; m.Shape == Bar && len(m.Steps) == 0 && inner+16 < p.x1-p.x0 && !m.Open {
		p.set(label, (p.x0+p.x1)/2, fromMid)
		return span{(p.x0+p.x1)/2 - inner/2, (p.x0+p.x1)/2 + inner/2}, true
	}
	right := span{p.x1 + gap, p.x1 + gap + w}
	if right.lo < now.hi+gap && right.lo > now.lo-gap { // beside the line: beyond it
		right = span{now.hi + gap, now.hi + gap + w}
	}
	left := span{p.x0 - gap - w, p.x0 - gap}
	for _, side := range []struct {
		span
		x float64
		anchor
	}{{right, right.lo, fromLeft}, {left, left.hi, fromRight}} {
		if side.lo >= plotLeft && side.hi <= plotRight && !side.hits(now) && !slices.ContainsFunc(taken, side.hits) {
			p.set(label, side.x, side.anchor)
			return side.span, true
		}
	}
	return span{}, false
}

// within puts a label on a long mark: in the middle of a window, beside the symbol in the
// middle of a hatched span.
func (p *place) within(m Mark) (span, bool) {
	w, x, room := Width(m.Label, labelSize)*boldFactor, (p.x0+p.x1)/2, p.x1-p.x0
	if m.Shape != Diamond && m.Shape != Late {
		x, room = p.x0+0.75*room, room/2-24
	}
	if m.Shape == Bar || w+24 > room {
		return span{}, false
	}
	p.set(m.Label, x, fromMid)
	return span{x - w/2, x + w/2}, true
}

// leastLabel is the room below which a label is not worth cutting to.
const leastLabel = 60.0

// squeeze cuts a label to the wider side of a mark that has a lane to itself.
func (p *place) squeeze(m Mark, now span) (span, bool) {
	if inside, ok := p.within(m); ok {
		return inside, true
	}
	if w := Width(m.Label, labelSize); p.x0 > now.lo && plotLeft+w+gap < now.lo {
		end := min(now.lo, p.x0) - gap
		p.set(m.Label, end, fromRight)
		p.far = p.x0 > now.hi+gap
		return span{end - w, p.x0}, true
	} else if p.x1 < now.lo-gap && now.hi+gap+w <= plotRight {
		p.set(m.Label, now.hi+gap, fromLeft)
		p.far = true
		return span{p.x1, now.hi + gap + w}, true
	}
	right := span{p.x1 + gap, plotRight}
	if right.lo < now.lo {
		right.hi = now.lo
	}
	left := span{plotLeft, p.x0 - gap}
	if left.hi > now.lo {
		left.lo = max(left.lo, now.hi)
	}
	side, a := right, fromLeft
	if left.hi-left.lo > right.hi-right.lo {
		side, a = left, fromRight
	}
	if side.hi-side.lo < leastLabel {
		return span{}, false
	}
	label := Clip(m.Label, labelSize, min(side.hi-side.lo, labelRoom))
	w := Width(label, labelSize)
	if a == fromRight {
		p.set(label, side.hi, a)
		return span{side.hi - w, side.hi}, true
	}
	p.set(label, side.lo, a)
	return span{side.lo, side.lo + w}, true
}

func (p *place) set(label string, x float64, a anchor) { p.label, p.lx, p.anchor = label, x, a }

// placeMark returns the room that the mark takes on the axis.
func placeMark(m Mark, s scale) place {
	lo, hi := s.x(m.Lo), s.x(m.Hi)
	switch {
	case m.Shape == Line:
	case m.Shape == Bar || m.wide(s):
		hi = max(hi, lo+5)
	default:
		mid := (lo + hi) / 2
		lo, hi = min(mid-6, lo), max(mid+6, hi)
	}
	return place{x0: lo, x1: hi}
}

// wide reports whether a mark is drawn over its span of days instead of at a point.
func (m Mark) wide(s scale) bool {
	switch m.Shape {
	case Diamond, Late, Level, Beat, Cut:
		return false
	}
	return s.x(m.Hi)-s.x(m.Lo) > 30
}

// level puts the marks of a scale on lane 0. A label stands right or left of its mark
// where neither a mark, a line nor another label stands at that height; newest first.
func (r *laidRow) level(s scale) {
	axis := newLogScale(r.Marks)
	var taken []box
	for _, m := range r.Marks {
		p, y := placeMark(m, s), r.levelHeight(m, axis)
		reach := 6.0
		if m.Below || m.Above {
			reach = 14
		}
		taken = append(taken, box{p.x0, y - 6, p.x1, y + reach})
		r.places = append(r.places, p)
	}
	for _, f := range r.Fits {
		taken = append(taken, r.along(s, axis, f)...)
	}
	taken = r.labelLevels(s, axis, taken, true)
	for _, f := range r.Fits {
		if l, b, ok := r.labelFit(s, axis, f, taken); ok {
			r.fitLabels, taken = append(r.fitLabels, l), append(taken, b)
		}
	}
	r.labelLevels(s, axis, taken, false)
}

// labelLevels labels what parts the lines, or the values, where nothing else stands.
func (r *laidRow) labelLevels(s scale, axis logScale, taken []box, cuts bool) []box {
	for i := len(r.Marks) - 1; i >= 0; i-- {
		if (r.Marks[i].Shape == Cut) != cuts {
			continue
		}
		y := r.levelHeight(r.Marks[i], axis)
		var there []span
		for _, b := range taken {
			if b.y0 < y+7 && b.y1 > y-7 {
				there = append(there, span{b.x0, b.x1})
			}
		}
		if label, ok := r.places[i].fit(r.Marks[i], there, s.now()); ok {
			taken = append(taken, box{label.lo, y - 7, label.hi, y + 7})
		}
	}
	return taken
}

// levelHeight is the height of a mark within its row.
func (r *laidRow) levelHeight(m Mark, axis logScale) float64 {
	switch m.Shape {
	case Level:
		return axis.y(m.Value, scaleTop, r.scaleRoom())
	case Cut:
		return 9
	}
	return r.height - offScale/2 // no place on the scale
}

// scaleTop is where the scale of a row begins.
const scaleTop = 9.0

// scaleRoom is the height of the scale of a row.
func (r *laidRow) scaleRoom() float64 {
	room := r.height - 2*scaleTop
	if r.apart {
		room -= offScale
	}
	return room
}
