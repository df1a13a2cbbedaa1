package cli

import (
	"io/fs"

	"github.com/spf13/cobra"

	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/unit"
	"symport/internal/worksheet"
	"symport/knowledge"
)

// lesionFlags are the flags of dose lesion.
type lesionFlags struct {
	doseFlags
	draws                                                                                             int
	seed                                                                                              uint64
	mass, volume, diameters, sizeU, density, recovery, fwhm, voxel, voi, model, halfLife, calibration string

	method string // the other spelling of model
}

func newDoseLesion(env Env) *cobra.Command {
	f := &lesionFlags{}
	cmd := &cobra.Command{
		Use:   "lesion FILE",
		Short: "absorbed dose per activity to lesions, and the activities for 20, 80 and 100 Gy",
		Long: "Dose to lesions by the sphere model from lesion_fraction (with a size) or lesion_concentration\n" +
			"over time. Rows mass, volume, diameter, recovery and density with an id describe each lesion.",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return f.run(env, knowledge.FS, args[0]) },
	}
	f.register(cmd)
	fl := cmd.Flags()
	fl.StringVar(&f.mass, "mass", "", "mass, for instance 4g")
	fl.StringVar(&f.volume, "volume", "", "volume, for instance 4mL")
	fl.StringVar(&f.diameters, "diameters", "", "one, two or three diameters, for instance 20mm,18mm,22mm")
	fl.StringVar(&f.sizeU, "size-u", "", "relative standard uncertainty of mass or volume, for instance 20%")
	fl.StringVar(&f.density, "density", "", "density, for instance 1.04g/mL (default 1.00)")
	fl.StringVar(&f.recovery, "recovery", "", "recovery coefficient that was measured, for instance 0.63")
	fl.StringVar(&f.fwhm, "fwhm", "", "resolution, for the closed-form recovery, for instance 6mm")
	fl.StringVar(&f.voxel, "voxel", "", "voxel width, with --fwhm for the uncertainty of the volume, for instance 2mm")
	fl.StringVar(&f.voi, "voi", "", "volume of interest: anatomical (equal to the lesion), threshold or maximum")
	fl.StringVar(&f.model, "model", "", "auto (default), mono, uptake-washout, bi, three-parameter, two-scan, linear-uptake, piecewise, trapezoid, single-time-point")
	fl.StringVar(&f.method, "method", "", "the same as --model")
	fl.StringVar(&f.halfLife, "half-life", "", "effective half-life of 131I, for a single reading, for instance 60h")
	fl.StringVar(&f.calibration, "calibration-u", "", "relative uncertainty of the camera calibration, for instance 5%")
	fl.IntVar(&f.draws, "draws", 1000, "draws of the simulation beside the interval; 0 for none")
	fl.Uint64Var(&f.seed, "seed", 1, "seed of the simulation")
	return cmd
}

func (f *lesionFlags) run(env Env, content fs.FS, name string) (err error) {
	if err := f.read(); err != nil {
		return err
	}
	if f.model, err = eitherFlag("model", f.model, "method", f.method); err != nil {
		return err
	}
	if f.model == "" {
		f.model = dose.ModelAuto
	}
	k, err := readDoseKnowledge(content)
	if err != nil {
		return err
	}
	c := &dose.LesionCase{Limits: k.limits, Model: f.model, Outline: dose.Outline(f.voi), Draws: min(f.draws, maxDraws), Seed: f.seed}
	if err := f.fill(c); err != nil {
		return err
	}
	if c.Sheet, err = f.readSheet(env, name, k); err != nil {
		return err
	}
	c.Setup = f.setup(k, c.Sheet)
	r, err := c.Run()
	if err != nil {
		return err
	}
	for _, l := range r.Lesions {
		k.cite(l.Sources)
	}
	out := struct {
		*dose.LesionReport
		Reporting worksheet.Report `json:"reporting"`
		Hashes    doseHashes       `json:"hashes"`
	}{r, worksheet.LesionReport(c, r), f.hashes}
	return env.output(f.format, out, func() *worksheet.Page { return worksheet.Lesion(titleOf(name), f.hashes.String(), c, r) })
}

// models are the names --model takes.
var models = []string{dose.ModelAuto, "mono", "mono-exponential", "bi", "bi-exponential", "three-parameter", "uptake-washout",
	dose.ModelTwoScan, dose.ModelLinear, dose.ModelPiecewise, dose.ModelTrapezoid, dose.ModelSingle}

func (f *lesionFlags) fill(c *dose.LesionCase) error {
	if err := oneOfFlag("model", f.model, models...); err != nil {
		return err
	}
	if err := oneOfFlag("voi", f.voi, "", "anatomical", "threshold", "maximum"); err != nil {
		return err
	}
	sizes := 0
	for _, s := range []string{f.mass, f.volume, f.diameters} {
		if s != "" {
			sizes++
		}
	}
	if sizes > 1 {
		return fault.New(fault.Usage, "give one of --mass, --volume and --diameters")
	}
	calibration, err := percentFlag("calibration-u", f.calibration)
	if err != nil {
		return err
	}
	if calibration > 0 {
		c.Factors = append(c.Factors, dose.Factor{Source: "calibration of the camera", U: calibration, With: dose.WithLesions})
	}
	return f.fillSizes(c)
}

func (f *lesionFlags) fillSizes(c *dose.LesionCase) (err error) {
	set := func(into *float64, read func() (float64, error)) {
		if err == nil {
			*into, err = read()
		}
	}
	quantity := func(into *float64, name, text string, kind unit.Kind, in string) {
		set(into, func() (float64, error) { return quantityFlag(name, text, kind, in) })
	}
	quantity(&c.MassG, "mass", f.mass, unit.Mass, "g")
	quantity(&c.VolumeML, "volume", f.volume, unit.Volume, "mL")
	quantity(&c.FWHMMM, "fwhm", f.fwhm, unit.Length, "mm")
	quantity(&c.VoxelMM, "voxel", f.voxel, unit.Length, "mm")
	quantity(&c.HalfLifeHours, "half-life", f.halfLife, unit.Duration, "h")
	set(&c.MassRelU, func() (float64, error) { return percentFlag("size-u", f.sizeU) })
	set(&c.DensityGPerML, func() (float64, error) { return densityFlag(f.density) })
	set(&c.Recovery, func() (float64, error) { return shareFlag("recovery", f.recovery) })
	if err != nil {
		return err
	}
	c.DiametersMM, err = diametersFlag(f.diameters)
	return err
}
