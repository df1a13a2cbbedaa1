package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/unit"
	"symport/internal/worksheet"
	"symport/knowledge"
)

// bloodFlags are the flags of dose blood.
type bloodFlags struct {
	doseFlags
	draws                                                                                                        int
	seed                                                                                                         uint64
	weight, height, sex, age, bloodVolume, method, limit, lung, bone, calibration, lungMass, sample, haematocrit string
}

func newDoseBlood(env Env) *cobra.Command {
	f := &bloodFlags{}
	cmd := &cobra.Command{
		Use:   "blood FILE",
		Short: "blood dose per activity and the activities that stay below the limits",
		Long: "Blood dose by the EANM procedure from whole_body_fraction and blood_fraction_per_ml (or raw\n" +
			"whole_body and blood readings) over time.",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return f.run(env, knowledge.FS, args[0]) },
	}
	f.register(cmd)
	fl := cmd.Flags()
	fl.StringVar(&f.weight, "weight", "", "body weight, for instance 70kg")
	fl.StringVar(&f.height, "height", "", "height, for the blood volume, for instance 170cm")
	fl.StringVar(&f.sex, "sex", "", "f or m")
	fl.StringVar(&f.age, "age", "", "age, for instance 45y")
	fl.StringVar(&f.bloodVolume, "blood-volume", "", "blood volume, for instance 4.2L")
	fl.StringVar(&f.method, "method", dose.MethodSOP, "sop-biexp, piecewise, single-whole-body or traino")
	fl.StringVar(&f.limit, "prescribe-limit", "", "dose to blood not to exceed, for instance 2Gy (the default)")
	fl.StringVar(&f.lung, "diffuse-lung", "unknown", "iodine-avid diffuse lung metastases: yes, no or unknown")
	fl.StringVar(&f.lungMass, "lung-mass", "", "mass of the lungs, with lung readings, for instance 800g")
	fl.StringVar(&f.bone, "extensive-bone", "unknown", "extensive bone metastases: yes, no or unknown")
	fl.StringVar(&f.sample, "sample", "whole-blood", "what was counted: whole-blood or plasma (refused: see the message)")
	fl.StringVar(&f.haematocrit, "haematocrit", "", "of the patient, with --sample plasma, for instance 0.42")
	fl.StringVar(&f.calibration, "calibration-u", "", "relative uncertainty of the blood calibration, for instance 3%")
	fl.IntVar(&f.draws, "draws", 1000, "draws of the simulation beside the interval; 0 for none")
	fl.Uint64Var(&f.seed, "seed", 1, "seed of the simulation")
	return cmd
}

func (f *bloodFlags) run(env Env, content fs.FS, name string) error {
	if err := f.read(); err != nil {
		return err
	}
	k, err := readDoseKnowledge(content)
	if err != nil {
		return err
	}
	c := &dose.BloodCase{Limits: k.limits, Method: f.method, DiffuseLung: dose.Tri(f.lung), ExtensiveBone: dose.Tri(f.bone), Draws: min(f.draws, maxDraws), Seed: f.seed}
	if err := f.fill(c); err != nil {
		return err
	}
	if c.Sheet, err = f.readSheet(env, name, k); err != nil {
		return withWeight(err, name, c.WeightKg)
	}
	c.Setup = f.setup(k, c.Sheet)
	if g, ok := c.Sheet.Given(dose.Weight, ""); ok && c.WeightKg == 0 {
		c.WeightKg, c.WeightRelU = g.Value, g.SD/g.Value
	}
	if err := f.volume(c); err != nil {
		return err
	}
	r, err := c.Run()
	if err != nil {
		return err
	}
	k.cite(r.Sources)
	out := struct {
		*dose.BloodResult
		Reporting worksheet.Report `json:"reporting"`
		Hashes    doseHashes       `json:"hashes"`
	}{r, worksheet.BloodReport(c, r), f.hashes}
	return env.output(f.format, out, func() *worksheet.Page { return worksheet.Blood(titleOf(name), f.hashes.String(), c, r) })
}

// withWeight adds a missing weight to what is wrong with the table, so that all is
// said at once.
func withWeight(err error, name string, weightKg float64) error {
	var problems fault.Problems
	if weightKg > 0 || !errors.As(err, &problems) {
		return err
	}
	return append(problems, fault.Problem{Place: fault.Place{File: name, Line: 1, Column: 1}, ID: "weight-missing",
		Message: "the blood dose needs the body weight", Hint: "--weight 70kg, or a row weight"})
}

// fill reads the flags into the case.
func (f *bloodFlags) fill(c *dose.BloodCase) (err error) {
	for _, check := range []error{
		oneOfFlag("sex", f.sex, "", "f", "m"),
		oneOfFlag("diffuse-lung", f.lung, "yes", "no", "unknown"),
		oneOfFlag("extensive-bone", f.bone, "yes", "no", "unknown"),
		oneOfFlag("sample", f.sample, "whole-blood", "plasma"),
		oneOfFlag("method", f.method, dose.MethodSOP, dose.MethodPiecewise, dose.MethodSingle, dose.MethodTraino),
	} {
		if check != nil {
			return check
		}
	}
	c.Person.Sex = f.sex
	if err := f.wholeBlood(); err != nil {
		return err
	}
	if c.WeightKg, err = quantityFlag("weight", f.weight, unit.Mass, "kg"); err != nil {
		return err
	}
	if f.age != "" {
		if c.Person.AgeYears, err = rangedFlag("age", f.age, unit.Duration, "y", 0, 130); err != nil {
			return err
		}
		c.Person.HasAge = true
	}
	if c.LungMassG, err = rangedFlag("lung-mass", f.lungMass, unit.Mass, "g", 10, 5000); err != nil {
		return err
	}
	if f.limit != "" {
		if c.Limits.BloodGy, err = quantityFlag("prescribe-limit", f.limit, unit.Dose, "Gy"); err != nil {
			return err
		}
	}
	u, err := percentFlag("calibration-u", f.calibration)
	c.BloodCalibrationU = u
	return err
}

// wholeBlood refuses samples of plasma: without the share of iodide in the red cells they
// only bound the dose.
func (f *bloodFlags) wholeBlood() error {
	h, err := shareFlag("haematocrit", f.haematocrit)
	if err == nil && h >= 1 {
		err = fault.New(fault.Usage, "--haematocrit %s: a share below 1, or per cent", f.haematocrit)
	}
	if err != nil || f.sample != "plasma" {
		return err
	}
	bounds := "1 - haematocrit"
	if h > 0 {
		bounds = fmt.Sprintf("%.2f", 1-h)
	}
	return fault.Hinted(fault.Unsupported, "count whole blood",
		"plasma: no source for the share of iodide in red cells was read, so that plasma gives no blood dose; whole blood holds between %s "+
			"and 1 times the value of plasma if red cells hold from nothing to as much as plasma", bounds)
}

// volume is the blood volume as given, or estimated from height, weight and sex.
func (f *bloodFlags) volume(c *dose.BloodCase) (err error) {
	if c.BloodVolumeML, err = rangedFlag("blood-volume", f.bloodVolume, unit.Volume, "mL", 100, 20000); err != nil || c.BloodVolumeML > 0 {
		c.VolumeSource = "as given"
		return err
	}
	m, err := rangedFlag("height", f.height, unit.Length, "m", 0.3, 2.6)
	if err != nil || m == 0 || f.sex == "" || c.WeightKg == 0 {
		return err
	}
	v := dose.EstimateBloodVolume(c.Person, m, c.WeightKg)
	c.BloodVolumeML, c.VolumeCite = v.ML, v.Source
	c.VolumeSource = fmt.Sprintf("%.2f L by the formula of %s (quoted)", v.ML/1000, v.By)
	if !c.Person.HasAge {
		c.VolumeSource += "; no age was given"
	}
	return nil
}
