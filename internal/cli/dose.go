package cli

import (
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/table"
	"symport/internal/worksheet"
)

// newDose makes the command dose.
func newDose(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dose",
		Short: "radioiodine dosimetry: blood, lesions, plan",
		Long: "Doses from readings over time, each with its interval, for a physicist and a physician to check\n" +
			"and sign. FILE is a CSV with the columns time_h,quantity,value,unit (optional\n" +
			"sd,id,study,nuclide,view,role,live_s,counted_h,decay,note) or - for standard input; plan takes a\n" +
			"case file. A quantity and the units it may have:\n\n" + table.TACHelp() +
			"\nFractions are of the administered activity, as measured at the time (not corrected for decay, unless\n" +
			"the column decay or --decay-corrected says so). <x is a detection limit. docs/readings.md explains all.",
	}
	cmd.AddCommand(newDoseBlood(env), newDoseLesion(env), newDosePlan(env))
	return cmd
}

// readSheet reads the table, shows its warnings and keeps one study.
func (f *doseFlags) readSheet(env Env, name string, k *doseKnowledge) (*dose.Sheet, error) {
	data, err := env.readInput(name)
	if err != nil {
		return nil, err
	}
	f.hashes = doseHashes{Readings: fmt.Sprintf("%x", sha256.Sum256(data)), Knowledge: k.hash, Program: programVersion}
	sheet, problems := table.ReadTAC(name, data)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, p := range problems {
		writeProblem(env.Stderr, p)
	}
	studies := sheet.Studies()
	switch {
	case f.study != "":
		return sheet.OfStudy(f.study), nil
	case len(studies) > 1:
		return nil, fault.Hinted(fault.Invalid, "choose one by --study", "%s holds the studies %v", name, studies)
	}
	return sheet, nil
}

// setup is what the flags and the rows say about the measurement.
func (f *doseFlags) setup(k *doseKnowledge, sheet *dose.Sheet) dose.Setup {
	s := dose.Setup{Therapy: k.nuclides["I-131"], Nuclides: k.nuclides, Measured: f.measured, DecayCorrected: f.corrected,
		TracerMBq: f.tracerMBq, DeadTimeSec: f.deadTimeSec, DeadTimeModel: f.deadTimeModel}
	if g, ok := sheet.Given(dose.AdministeredActivity, ""); ok && s.TracerMBq == 0 {
		s.TracerMBq, s.TracerRelSD = g.Value, g.SD/g.Value
	}
	return s
}

// doseHashes name what an output rests on.
type doseHashes struct {
	Readings  string `json:"readings"`
	Knowledge string `json:"knowledge"`
	Program   string `json:"program"`
}

func (h doseHashes) String() string {
	return fmt.Sprintf("readings %.8s   knowledge %.8s   program %s", h.Readings, h.Knowledge, h.Program)
}

// output writes JSON, or the sheet as text or as a page.
func (e Env) output(format string, v any, sheet func() *worksheet.Page) error {
	switch format {
	case "json":
		return writeJSON(e.Stdout, v)
	case "html":
		return e.write(sheet().HTML())
	}
	_, err := io.WriteString(e.Stdout, sheet().Text())
	return err
}
