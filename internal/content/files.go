package content

import (
	"path"
	"strings"

	"symport/internal/rule"
)

// fileKind says what a file of knowledge/ holds, by its name.
type fileKind string

// The kinds.
const (
	termFiles     fileKind = "terms"
	sourceFiles   fileKind = "sources"
	factFiles     fileKind = "facts"
	noteFiles     fileKind = "notes"
	paramFiles    fileKind = "params"
	ruleFileKind  fileKind = "rules"
	prognosisFile fileKind = "prognosis"
	scheduleFile  fileKind = "schedule"
	redFlagFile   fileKind = "redflags"
	activityFile  fileKind = "activities"
	questionFile  fileKind = "questions"
	drugFiles     fileKind = "drugs"
	sheetFiles    fileKind = "sheets"
	reviewFiles   fileKind = "reviews"
	wordFile      fileKind = "words"
	drugNameFile  fileKind = "drugnames"
	otherFile     fileKind = ""
)

// textFiles are the kinds that no rule needs to compile.
var textFiles = []fileKind{sourceFiles, factFiles, noteFiles, prognosisFile, scheduleFile, redFlagFile, activityFile, questionFile, drugFiles, sheetFiles, reviewFiles, wordFile, drugNameFile}

// folderPatterns are the files of one folder of an edition. Its tests are not among
// them: an assessment never reads a vignette.
var folderPatterns = []string{
	"terms/*.yaml", "sources.yaml", "params.yaml", "params/*.yaml", "rules/*.yaml", "prognosis.yaml",
	"schedule.yaml", "redflags.yaml", "activities.yaml", "questions.yaml", "sheets/*.yaml", "words.yaml", "drugnames.yaml",
}

func kindOf(name string) fileKind {
	base := strings.TrimSuffix(path.Base(name), ".yaml")
	switch kind := fileKind(base); kind {
	case prognosisFile, scheduleFile, redFlagFile, activityFile, questionFile, paramFiles, sourceFiles, wordFile, drugNameFile:
		return kind
	}
	switch kind := fileKind(path.Base(path.Dir(name))); kind {
	case factFiles:
		if base == string(noteFiles) {
			return noteFiles
		}
		return factFiles
	case termFiles, sourceFiles, paramFiles, ruleFileKind, drugFiles, sheetFiles, reviewFiles:
		return kind
	}
	return otherFile
}

// ruleFiles returns the rule files: those of the safety floor marked as such, the others
// under the scope of the edition.
func ruleFiles(e Edition, files []rule.File) []rule.File {
	var out []rule.File
	for _, f := range files {
		if kindOf(f.Name) != ruleFileKind {
			continue
		}
		f.Safety = isFloor(f)
		if !f.Safety {
			f.Scope = e.ScopeIn
		}
		out = append(out, f)
	}
	return out
}
