package chart

import (
	"symport/internal/date"
)

// Timeline is the course of one patient: rows of marks over one axis of days.
type Timeline struct {
	ID                 string // prefix of element ids, unique on the page
	Title, Description string
	From, To           date.Day
	Today              date.Day // the as-of day; what lies after it is shaded
	TodayLabel, Ahead  string
	Rows               []Row
	Lanes              int  // most lanes of labels in a row; 0: no bound
	Low                bool // rows with a scale are half as high
}

// Row is one strip of the timeline.
type Row struct {
	Label string
	Aside string // a second line under the name
	Marks []Mark
	Thin  bool   // a strip for a lesion: marks on one line, labels above it where free
	Empty string // words in the empty strip of something never recorded
	Log   bool   // marks with a Value stand on a logarithmic scale
	Fits  []FitLine
	Tall  bool     // with a scale: twice as high
	Bands []string // names of bands from above; a mark stands in its band
	Whole bool     // every mark keeps its label, in as many lanes as that takes
	Bars  bool     // of bars with a height: lanes are higher
}

// Shape is how a mark is drawn.
type Shape uint8

// The shapes. A mark whose day is not known is drawn over its span of days, hatched.
const (
	Blade   Shape = iota // an operation
	Beam                 // external beam
	Focal                // another local treatment
	Dot                  // an examination
	Alert                // an adverse event
	Bar                  // a period
	Flag                 // a decision
	Diamond              // due
	Late                 // overdue
	Line                 // a lesion from its finding on
	Cross                // treated locally
	Up                   // grew
	Down                 // became smaller
	Seen                 // a lesion seen, no change told
	Gone                 // a lesion no longer seen
	Level                // a value on the scale of the row
	Lozenge              // radioiodine
	Beat                 // a value without a scale, drawn by its state of TSH
	Cut                  // what parts two lines
)

// Mark is one thing on a row.
type Mark struct {
	Shape  Shape
	Lo, Hi date.Day // the day, or the days on which it can lie
	Period bool     // it lasted from Lo to Hi
	Open   bool     // the period has no recorded end
	Hatch  bool     // a period whose days are not recorded
	Dashed bool     // of a Line: uptake unknown
	Value  float64  // of a Level
	Label  string
	Note   string // tooltip
	Class  string // of the page's style
	Band   int    // of a row with bands

	State        TSHState // of a Level or Beat
	Below, Above bool     // of a Level or Beat: it lies beyond the value
	Ring         bool     // of a Level: antibodies found
	Steps        []Height // of a Bar: its height over time

	small bool // one of many in its row
}

// Height is how high a bar is from a day on, as a share of the row: at least Share,
// hatched from there to Most.
type Height struct {
	From        date.Day
	Share, Most float64
}

// Geometry of the drawing, in its own units.
const (
	chartWidth  = 1200.0
	plotLeft    = 170.0
	plotRight   = 1192.0
	topBand     = 38.0
	laneHeight  = 18.0
	barLane     = 26.0
	thinHeight  = 19.0
	bandHeight  = 16.0
	scaleHeight = 68.0
	scaleTall   = 112.0
	scaleLow    = 54.0
	offScale    = 20.0
	rowPad      = 8.0
	labelSize   = 12.0
	axisSize    = 10.5
	labelRoom   = 470.0
	labelLine   = 14.0
	crowd       = 60 // marks in a row from which on they are drawn small
	gap         = 6.0
)

// SVG draws the timeline. Labels never overlap each other, never cross the as-of line and
// never leave the drawing: a label that finds no room is left to the table that goes with
// the drawing.
func (t Timeline) SVG() string {
	s := scale{lo: t.From, hi: max(t.To, t.From+1), today: t.Today}
	rows := make([]laidRow, len(t.Rows))
	y := topBand
	for i, r := range t.Rows {
		rows[i] = layRow(r, s, t.Lanes, t.Low)
		rows[i].top = y
		y += rows[i].height
	}
	key := layKey(t.Rows, s)
	c := &canvas{}
	c.open("tl", t.ID, t.Title, t.Description, chartWidth, y+4+key.height)
	t.frame(c, s, rows, y)
	t.today(c, s, y)
	for _, r := range rows {
		r.draw(c, s, t)
	}
	key.draw(c, y+4)
	return c.close()
}

// frame draws years, separators and row names.
func (t Timeline) frame(c *canvas, s scale, rows []laidRow, bottom float64) {
	if x := s.x(t.Today); x < plotRight {
		c.rect(x, topBand-2, plotRight-x, bottom-topBand+2, 0, "fut")
	}
	for _, tick := range s.ticks() {
		c.line(tick.x, 6, tick.x, bottom, "grid")
		c.text(tick.x+4, 15, "yr", fromLeft, tick.label)
	}
	for i, r := range rows {
		if i > 0 {
			c.line(0, r.top, plotRight, r.top, "sep")
		}
		r.name(c)
	}
}

func (t Timeline) today(c *canvas, s scale, bottom float64) {
	x := s.x(t.Today)
	c.line(x, 20, x, bottom, "now")
	before, after := fromRight, fromLeft
	if x-Width(t.TodayLabel, labelSize)*boldFactor < plotLeft {
		c.text(x+gap, 31, "nowt", fromLeft, t.TodayLabel)
		return
	}
	c.text(x-gap, 31, "nowt", before, t.TodayLabel)
	if x+gap+Width(t.Ahead, labelSize) < plotRight {
		c.text(x+gap, 31, "m", after, t.Ahead)
	}
}
