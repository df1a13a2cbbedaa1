package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"symport/internal/casefile"
	"symport/internal/content"
	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/record"
	"symport/internal/table"
	"symport/internal/unit"
	"symport/internal/verdict"
	"symport/internal/worksheet"
)

// planFlags are the flags of dose plan.
type planFlags struct {
	consultFlags
	activity, preparation, bone, lung, lesions, assume string
	draws                                              int
	seed                                               uint64

	askedGBq float64
	target   dose.GoNoGo
}

func newDosePlan(env Env) *cobra.Command {
	f := &planFlags{}
	cmd := &cobra.Command{
		Use:   "plan CASE",
		Short: "activities on one page: limits, what each delivers to blood and every lesion, the ceiling",
		Long: "Plan of radioiodine from the dosimetry of a case file: results that were entered, or readings in\n" +
			"the CSV that a study names by file:, in the folder of the case or below it. CASE is a case file,\n" +
			"example:NAME, or - for standard input, whose readings are looked for in the working directory.\n" +
			"A ceiling is not a target, and no dose comes from an activity alone.",
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return f.run(env, args[0]) },
	}
	f.bind(cmd)
	fl := cmd.Flags()
	fl.StringVar(&f.asOf, "as-of", "", "plan with what was known on this day (default: the day of the case)")
	fl.StringVar(&f.edition, "edition", "", "state of knowledge (default: current, else article)")
	fl.StringVar(&f.activity, "activity", "", "an activity to look at, for instance 7.4GBq or 200mCi")
	fl.StringVar(&f.preparation, "preparation", "", "of the therapy: rhTSH, withdrawal, on-drug or none (default: that of the therapy the case plans, else of the newest study)")
	fl.StringVar(&f.lung, "diffuse-lung", "", "iodine-avid diffuse lung metastases: yes, no or unknown (default: as the case says)")
	fl.StringVar(&f.bone, "extensive-bone", "", "extensive bone metastases: yes, no or unknown (default: as the studies of the case say)")
	fl.StringVar(&f.lesions, "target-lesions", "all", "lesions that a target means: all, any, or a share like 50%")
	fl.StringVar(&f.assume, "assume", "labelled", "uncertainty where none was stated: labelled (as the knowledge says) or none")
	fl.IntVar(&f.draws, "draws", 10000, "draws of the joint chances; 0 for none")
	fl.Uint64Var(&f.seed, "seed", 1, "seed of the draws")
	return cmd
}

func (f *planFlags) read() (err error) {
	for _, check := range []error{
		f.checkFormat(),
		oneOfFlag("preparation", f.preparation, "", "rhTSH", "withdrawal", "on-drug", "none"),
		oneOfFlag("diffuse-lung", f.lung, "", "yes", "no", "unknown"),
		oneOfFlag("extensive-bone", f.bone, "", "yes", "no", "unknown"),
		oneOfFlag("assume", f.assume, "labelled", "none"),
	} {
		if check != nil {
			return check
		}
	}
	if f.askedGBq, err = quantityFlag("activity", f.activity, unit.Activity, "GBq"); err != nil {
		return err
	}
	f.target = dose.GoNoGo{Scope: f.lesions}
	if f.lesions != "all" && f.lesions != "any" {
		f.target.Scope = "share"
		f.target.Share, err = shareFlag("target-lesions", f.lesions)
		if err == nil && f.target.Share > 1 {
			err = fault.New(fault.Usage, "--target-lesions %s: all, any, or a share like 50%%", f.lesions)
		}
	}
	return err
}

func (f *planFlags) run(env Env, name string) error {
	if err := f.read(); err != nil {
		return err
	}
	r, err := env.loadCase(name, f.consultFlags)
	if err != nil {
		return err
	}
	c, err := env.planCase(name, r, f)
	if err != nil {
		return err
	}
	p := c.plan.Plan()
	c.know.cite(p.Sources)
	out := struct {
		*dose.Planned
		Reporting worksheet.Report `json:"reporting"`
		Hashes    verdict.Hashes   `json:"hashes"`
	}{p, worksheet.PlanReport(c.head, p, c.plan), c.hashes}
	return env.output(f.format, out, func() *worksheet.Page { return worksheet.Plan(c.head, p, c.plan) })
}

// planCase is a plan on its way, with what its page says of the case.
type planCase struct {
	plan *dose.CasePlan
	head worksheet.PlanHead
	know *doseKnowledge

	hashes verdict.Hashes
}

// planCase joins the record, what the consultation found, and the readings.
func (e Env) planCase(name string, r casefile.Reading, f *planFlags) (*planCase, error) {
	fsys, err := knowledgeFS(f.knowledge)
	if err != nil {
		return nil, err
	}
	know, err := readDoseKnowledge(fsys)
	if err != nil {
		return nil, err
	}
	c, err := e.loadContent(f.consultFlags)
	if err != nil {
		return nil, err
	}
	if err := know.overlaid(c); err != nil {
		return nil, err
	}
	a, err := e.assess(r, f.consultFlags)
	if err != nil {
		return nil, err
	}
	out := &planCase{know: know, hashes: a.Hashes, head: planHead(r.Patient, a)}
	out.plan = newCasePlan(r.Patient, a, know, c, f)
	out.head.Elderly = know.elderly(out.plan.Person)
	return out, e.addReadings(name, r.Patient, out.plan, know)
}

// newCasePlan takes over what the record and the consultation say.
func newCasePlan(p *record.Patient, a *verdict.Assessment, know *doseKnowledge, c *content.Content, f *planFlags) *dose.CasePlan {
	found := findingsOf(a)
	plan := &dose.CasePlan{
		Case: p.ID, AsOf: a.AsOf.String(), Studies: dose.StudiesOf(dosimetryUntil(p, a), know.limits.BloodGy), Preparation: f.preparation,
		ExcludedBy: excludedBy(a), Facts: found.caseFacts(p), Person: found.person(), Previous: found.cumulative(),
		Courses: coursesOf(p, a.AsOf), Empiric: empiric(a), AskedGBq: f.askedGBq, Target: f.target, Limits: know.limits,
		Draws: min(f.draws, maxDraws), Seed: f.seed,
	}
	plan.First = firstAsks(a, found)
	plan.Facts.ExtensiveBone = dose.Tri(f.bone)
	plan.TakePlanned(p.Planned, a.AsOf)
	if f.lung != "" {
		plan.Facts.DiffuseLung = dose.Tri(f.lung)
	}
	plan.Facts.StimulatedTSH = c.Params[paramStimulated].Value
	if f.assume == "labelled" {
		plan.Assumed = know.assumed
	}
	if mark, ok := c.Params[paramCumulativeMark]; ok {
		plan.Marks = []dose.Mark{{GBq: mark.Value, Text: mark.Text, Fact: strings.Join(mark.Facts, " ")}}
	}
	for i := range plan.Studies {
		siteLesions(p, &plan.Studies[i])
	}
	return plan
}

// Parameters of the edition that a plan shows.
const (
	paramStimulated     = "tg.stimulated_tsh"
	paramCumulativeMark = "rai-cumulative-no-cr"
)

func siteLesions(p *record.Patient, s *dose.Study) {
	for i := range s.Lesions {
		if l := p.Lesion(s.Lesions[i].ID); l != nil {
			s.Lesions[i].Site = l.Site
			if l.Count.Has() && l.Count.V > 1 {
				s.Lesions[i].Site += fmt.Sprintf(", %d together", l.Count.V)
			}
		}
	}
}

// addReadings computes each study that names a file of readings, which stands beside
// the case file. What is wrong in all of them is said at once.
func (e Env) addReadings(name string, p *record.Patient, plan *dose.CasePlan, know *doseKnowledge) error {
	var all fault.Problems
	for i := range plan.Studies {
		s := &plan.Studies[i]
		if s.File == "" {
			continue
		}
		if err := e.addStudy(name, p, plan, s, know); err != nil {
			var problems fault.Problems
			if !asProblems(err, &problems) {
				return err
			}
			all = append(all, problems...)
		}
	}
	return all.Err()
}

func (e Env) addStudy(name string, p *record.Patient, plan *dose.CasePlan, s *dose.Study, know *doseKnowledge) error {
	file, err := beside(name, s.File)
	if err != nil {
		return err
	}
	data, err := e.readInput(file)
	if err != nil {
		return err
	}
	sheet, problems := table.ReadTAC(file, data)
	if err := problems.Err(); err != nil {
		return err
	}
	for _, w := range problems {
		writeProblem(e.Stderr, w)
	}
	if sheet, err = ofStudy(sheet, s); err != nil {
		return err
	}
	differ, err := s.Compute(caseReadings(p, plan, s, sheet, know))
	for _, w := range differ {
		fmt.Fprintln(e.Stderr, wrapText("warning: "+w.Text, 4))
	}
	siteLesions(p, s)
	return err
}

// beside is a file in the folder of the case, or below it; a case from standard input lies
// in the working directory.
func beside(name, file string) (string, error) {
	clean := path.Clean(filepath.ToSlash(file))
	if path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || filepath.IsAbs(file) {
		return "", fault.Hinted(fault.Invalid, "a name in the folder of the case", "readings %q lie outside the folder of the case", file)
	}
	if name == "-" {
		return filepath.FromSlash(clean), nil
	}
	if strings.HasPrefix(name, examplePrefix) {
		return "", fault.Hinted(fault.Unsupported, "write the case to a file beside its readings", "a case without a folder cannot name readings (%s)", file)
	}
	return filepath.Join(filepath.Dir(name), filepath.FromSlash(clean)), nil
}

func ofStudy(sheet *dose.Sheet, s *dose.Study) (*dose.Sheet, error) {
	names := sheet.Studies()
	for _, n := range names {
		if n == s.ID {
			return sheet.OfStudy(n), nil
		}
	}
	if len(names) > 1 || len(names) == 1 && s.ID != "" {
		return nil, fault.Hinted(fault.Invalid, "give the study in the case one of these ids", "%s holds the studies %v and none called %q", sheet.File, names, s.ID)
	}
	return sheet, nil
}

// caseReadings sets up the computation of a study from what the case says.
func caseReadings(p *record.Patient, plan *dose.CasePlan, s *dose.Study, sheet *dose.Sheet, know *doseKnowledge) dose.Readings {
	setup := dose.Setup{Therapy: know.nuclides["I-131"], Nuclides: know.nuclides, Measured: s.Nuclide, TracerMBq: s.TracerMBq}
	if g, ok := sheet.Given(dose.AdministeredActivity, ""); ok {
		setup.TracerMBq, setup.TracerRelSD = g.Value, g.SD/g.Value
	}
	blood := dose.BloodCase{Setup: setup, Limits: plan.Limits, Person: plan.Person, DiffuseLung: plan.Facts.DiffuseLung,
		ExtensiveBone: plan.ExtensiveBone(), Method: dose.MethodSOP, Draws: 0}
	blood.WeightKg = weightOf(p, s)
	return dose.Readings{Sheet: sheet, Blood: blood, Lesion: dose.LesionCase{Setup: setup, Limits: plan.Limits, Model: dose.ModelAuto}}
}

// weightOf is the last weight of the record that is not surely later than the study.
func weightOf(p *record.Patient, s *dose.Study) float64 {
	kg := 0.0
	for _, v := range p.Vitals {
		if v.Weight.Has() && v.Weight.V.Bound == unit.Exact && !s.When.SurelyBefore(v.Span()) {
			kg = v.Weight.V.In("kg")
		}
	}
	return kg
}
