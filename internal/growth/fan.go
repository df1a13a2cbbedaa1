package growth

// Fan returns ln y on a day of the lines with the lowest and the highest slope of the
// interval through the weighted mean of the measured values, where all of them meet. It
// shows the interval of the slope; it is no confidence band of the values.
func (f Fit) Fan(day float64) (low, high float64) {
	t := (day - f.origin) / DaysPerYear
	return f.level + f.Slope.Low*t, f.level + f.Slope.High*t
}

// Pivot returns the point through which the line and its fan pass.
func (f Fit) Pivot() (day, ln float64) { return f.origin, f.level }
