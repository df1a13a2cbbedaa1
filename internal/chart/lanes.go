package chart

import "slices"

// laidRow is a row with the places of its marks and labels.
type laidRow struct {
	Row
	top, height float64
	scaled      bool // stands on a logarithmic scale
	places      []place
}

// place is where a mark and its label stand.
type place struct {
	lane   int
	x0, x1 float64 // of the mark
	label  string  // what of the label is drawn
	lx     float64
	anchor anchor
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
	if r.Thin {
		return layThin(out, s)
	}
	if most > 0 { // marks that stand on one day may need more, whatever their labels
		most = max(most, out.pack(s, len(out.Marks)))
	}
	for drop := 0; ; drop++ {
		lanes := out.pack(s, drop)
		if most == 0 || lanes <= most {
			out.height = float64(max(lanes, 1))*laneHeight + rowPad
			break
		}
	}
	if r.Log && newLogScale(r.Marks) != (logScale{}) {
		out.scaled = true
		switch out.height = scaleHeight + rowPad; {
		case low:
			out.height = scaleLow + rowPad
		case r.Tall:
			out.height = scaleTall + rowPad
		}
		out.level(s)
	}
	return out
}

// layThin puts everything on one line; labels only where nothing else stands.
func layThin(out laidRow, s scale) laidRow {
	out.height = thinHeight
	var taken []span
	for i, m := range out.Marks {
		p := placeMark(m, s)
		if i > 0 && m.Shape == Beat && m.Lo == out.Marks[i-1].Lo && p.x1+12 <= plotRight { // of one day: side by side
			p.x0, p.x1 = out.places[i-1].x1, out.places[i-1].x1+p.x1-p.x0
		}
		taken = append(taken, span{p.x0, p.x1})
		out.places = append(out.places, p)
	}
	var labels []span
	for i, m := range out.Marks {
		label, ok := out.places[i].fit(m, taken, false)
		switch {
		case ok && slices.ContainsFunc(labels, label.hits): // inside a bar that another covers
			out.places[i].label = ""
		case ok:
			labels, taken = append(labels, label), append(taken, label)
		}
	}
	return out
}

// pack fills lanes and returns how many it took; the first drop labels are left out.
func (r *laidRow) pack(s scale, drop int) int {
	var lanes [][]span
	r.places = r.places[:0]
	for i, m := range r.Marks {
		if i < drop {
			m.Label = ""
		}
		p := placeMark(m, s)
		lanes = p.settle(m, lanes)
		r.places = append(r.places, p)
	}
	return len(lanes)
}

// settle takes the first lane in which mark and label find room, or opens one.
func (p *place) settle(m Mark, lanes [][]span) [][]span {
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
		if label, ok := p.fit(m, append(slices.Clone(lanes[i]), mark), true); ok || len(lanes[i]) == 0 {
			lanes[i] = append(lanes[i], mark)
			if ok {
				lanes[i] = append(lanes[i], label)
			}
			return lanes
		}
	}
}

// fit finds a side for the label: inside a long bar, right or left of the mark.
func (p *place) fit(m Mark, taken []span, clip bool) (span, bool) {
	if m.Label == "" {
		return span{}, false
	}
	room := labelRoom
	if !clip {
		room = chartWidth
	}
	label := Clip(m.Label, labelSize, room)
	w := Width(label, labelSize)
	if inner := w * boldFactor; m.Shape == Bar && inner+16 < p.x1-p.x0 && !m.Open {
		p.set(label, (p.x0+p.x1)/2, fromMid)
		return span{(p.x0+p.x1)/2 - inner/2, (p.x0+p.x1)/2 + inner/2}, true
	}
	right := span{p.x1 + gap, p.x1 + gap + w}
	if right.hi <= plotRight && !slices.ContainsFunc(taken, right.hits) {
		p.set(label, right.lo, fromLeft)
		return right, true
	}
	left := span{p.x0 - gap - w, p.x0 - gap}
	if left.lo >= plotLeft && !slices.ContainsFunc(taken, left.hits) {
		p.set(label, left.hi, fromRight)
		return left, true
	}
	return span{}, false
}

func (p *place) set(label string, x float64, a anchor) { p.label, p.lx, p.anchor = label, x, a }

// placeMark returns the room that the mark takes on the axis.
func placeMark(m Mark, s scale) place {
	lo, hi := s.x(m.Lo), s.x(m.Hi)
	switch {
	case m.Shape == Bar || m.Shape == Line || m.wide(s):
		hi = max(hi, lo+5)
	default:
		mid := (lo + hi) / 2
		lo, hi = min(mid-6, lo), max(mid+6, hi)
	}
	return place{x0: lo, x1: hi}
}

// wide reports whether a mark is drawn over its span of days instead of at a point.
func (m Mark) wide(s scale) bool {
	return m.Shape != Diamond && m.Shape != Late && m.Shape != Level && m.Shape != Beat && m.Shape != Cut && s.x(m.Hi)-s.x(m.Lo) > 30
}

// level puts the marks of a scale on lane 0. A label stands right or left of its mark
// where neither a mark nor another label stands at that height; newest first.
func (r *laidRow) level(s scale) {
	r.places = r.places[:0]
	axis := newLogScale(r.Marks)
	var taken []box
	for _, m := range r.Marks {
		p, y := placeMark(m, s), r.levelHeight(m, axis)
		taken = append(taken, box{p.x0, y - 6, p.x1, y + 6})
		r.places = append(r.places, p)
	}
	for i := len(r.Marks) - 1; i >= 0; i-- {
		y := r.levelHeight(r.Marks[i], axis)
		var there []span
		for _, b := range taken {
			if b.y0 < y+7 && b.y1 > y-7 {
				there = append(there, span{b.x0, b.x1})
			}
		}
		if label, ok := r.places[i].fit(r.Marks[i], there, true); ok {
			taken = append(taken, box{label.lo, y - 7, label.hi, y + 7})
		}
	}
}

// levelHeight is the height of a mark within its row.
func (r *laidRow) levelHeight(m Mark, axis logScale) float64 {
	switch m.Shape {
	case Level:
		return axis.y(m.Value, 6, r.height-12)
	case Cut:
		return 9
	}
	return r.height - 10 // no place on the scale
}
