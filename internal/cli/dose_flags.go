package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/unit"
)

// doseFlags are the flags that blood and lesion share, as written and as read.
type doseFlags struct {
	format, study, measured, measuredWith, administered, tracer, deadTime, deadTimeModel string
	corrected                                                                            bool

	tracerMBq, deadTimeSec float64
	hashes                 doseHashes // of what was read
}

// maxDraws bounds a simulation that a hand slipped on.
const maxDraws = 1_000_000

func (f *doseFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.format, "format", "text", "text, json or html")
	fl.StringVar(&f.study, "study", "", "the study of the table, if it holds several")
	fl.StringVar(&f.measuredWith, "measured-with", "", "nuclide of the readings: I-131 (default), I-124, I-123")
	fl.StringVar(&f.measured, "nuclide-measured", "", "the same")
	fl.StringVar(&f.tracer, "tracer", "", "administered tracer activity, for instance 74MBq")
	fl.StringVar(&f.administered, "administered", "", "the same")
	fl.BoolVar(&f.corrected, "decay-corrected", false, "values are corrected to the time of administration")
	fl.StringVar(&f.deadTime, "dead-time", "", "dead time of the counter, for instance 5us")
	fl.StringVar(&f.deadTimeModel, "dead-time-model", dose.NonParalysable, dose.Paralysable+" or "+dose.NonParalysable)
}

func (f *doseFlags) read() (err error) {
	if err := oneOfFlag("format", f.format, "text", "json", "html"); err != nil {
		return err
	}
	if f.measured, err = eitherFlag("nuclide-measured", f.measured, "measured-with", f.measuredWith); err != nil {
		return err
	}
	if f.administered, err = eitherFlag("administered", f.administered, "tracer", f.tracer); err != nil {
		return err
	}
	if err := oneOfFlag("dead-time-model", f.deadTimeModel, dose.Paralysable, dose.NonParalysable); err != nil {
		return err
	}
	if err := oneOfFlag("measured-with", f.measured, "", "I-131", "I-124", "I-123"); err != nil {
		return err
	}
	if f.tracerMBq, err = quantityFlag("administered", f.administered, unit.Activity, "MBq"); err != nil {
		return err
	}
	f.deadTimeSec, err = deadTimeFlag(f.deadTime)
	return err
}

// eitherFlag is the value of two spellings of one flag, which must not differ.
func eitherFlag(name, value, other, otherValue string) (string, error) {
	if value != "" && otherValue != "" && value != otherValue {
		return "", fault.New(fault.Usage, "--%s %s and --%s %s: give one of them", name, value, other, otherValue)
	}
	if value == "" {
		return otherValue, nil
	}
	return value, nil
}

// quantityFlag reads a flag like 70kg in the unit asked for; 0 if it was not given.
func quantityFlag(name, text string, kind unit.Kind, in string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	q, err := unit.Parse(text, kind)
	if err != nil {
		return 0, fault.New(fault.Usage, "--%s: %w", name, err)
	}
	v := q.In(in)
	if q.Bound != unit.Exact || !(v > 0) {
		return 0, fault.New(fault.Usage, "--%s %s: give a number above 0", name, text)
	}
	return v, nil
}

// rangedFlag is a quantityFlag outside of which a number is a slip.
func rangedFlag(name, text string, kind unit.Kind, in string, low, high float64) (float64, error) {
	v, err := quantityFlag(name, text, kind, in)
	if err == nil && text != "" && (v < low || v > high) {
		err = fault.New(fault.Usage, "--%s %s: outside %g to %g %s", name, text, low, high, in)
	}
	return v, err
}

// percentFlag reads a relative uncertainty like 3%.
func percentFlag(name, text string) (float64, error) {
	v, err := quantityFlag(name, text, unit.Percent, "%")
	return v / 100, err
}

// suffixFlag reads a flag whose unit the table of units does not know.
func suffixFlag(name, text string, units map[string]float64, example string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	i := strings.LastIndexAny(text, "0123456789.")
	v, err := strconv.ParseFloat(text[:i+1], 64)
	scale, ok := units[strings.TrimSpace(text[i+1:])]
	if err != nil || !ok || !(v > 0) {
		return 0, fault.New(fault.Usage, "--%s %q: write it like %s", name, text, example)
	}
	return v * scale, nil
}

func deadTimeFlag(text string) (float64, error) {
	return suffixFlag("dead-time", text, map[string]float64{"us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1}, "5us")
}

func densityFlag(text string) (float64, error) {
	return suffixFlag("density", text, map[string]float64{"g/mL": 1, "g/ml": 1, "g/cm3": 1}, "1.04g/mL")
}

func shareFlag(name, text string) (float64, error) {
	return suffixFlag(name, text, map[string]float64{"": 1, "%": 0.01}, "0.63")
}

func oneOfFlag(name, value string, names ...string) error {
	for _, n := range names {
		if value == n {
			return nil
		}
	}
	return fault.New(fault.Usage, "--%s %q: one of %s", name, value, strings.TrimPrefix(strings.Join(names, ", "), ", "))
}

// diametersFlag reads 20mm,18mm,22mm.
func diametersFlag(text string) ([]float64, error) {
	if text == "" {
		return nil, nil
	}
	var out []float64
	for _, part := range strings.Split(text, ",") {
		if part == "" {
			return nil, fault.New(fault.Usage, "--diameters %q: write them like 20mm,18mm,22mm", text)
		}
		mm, err := quantityFlag("diameters", part, unit.Length, "mm")
		if err != nil {
			return nil, err
		}
		out = append(out, mm)
	}
	return out, nil
}
