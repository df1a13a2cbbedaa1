package rule

import (
	"fmt"

	"symport/internal/fact"
)

// Facts is what is known of one patient on one day: a value per term, per lesion and
// per planned activity. What nobody set is unknown.
type Facts struct {
	Vocabulary *Vocabulary
	Patient    []fact.Value // by index of the vocabulary
	Lesions    []Target     // in order of id
	Activities []Target     // in order of activity; ID is "3.7 GBq"
	// LesionsComplete says whether Lesions holds all there are. Unless Yes, one more
	// lesion of which nothing is known takes part in every "any" and "all".
	LesionsComplete fact.Tri
}

// Target is one lesion or planned activity with its own facts; facts of the patient
// are seen through it.
type Target struct {
	ID       string
	Activity float64      // GBq, of a planned activity
	Values   []fact.Value // by Vocabulary.Slot
}

// NewFacts returns facts of which nothing is known.
func NewFacts(v *Vocabulary) *Facts {
	return &Facts{Vocabulary: v, Patient: make([]fact.Value, len(v.Terms))}
}

// Set sets a fact of the patient. An id outside the vocabulary is a defect of the
// program and panics.
func (f *Facts) Set(id string, value fact.Value) { f.Patient[f.place(id)] = value }

// AddLesion appends a lesion of which nothing is known and returns it.
func (f *Facts) AddLesion(id string) *Target {
	f.Lesions = append(f.Lesions, Target{ID: id, Values: make([]fact.Value, f.Vocabulary.count[fact.OfLesion])})
	return &f.Lesions[len(f.Lesions)-1]
}

// AddActivity appends a planned activity in GBq.
func (f *Facts) AddActivity(id string, gbq float64) *Target {
	f.Activities = append(f.Activities, Target{ID: id, Activity: gbq, Values: make([]fact.Value, f.Vocabulary.count[fact.OfActivity])})
	return &f.Activities[len(f.Activities)-1]
}

// SetOn sets a fact of a lesion or planned activity.
func (f *Facts) SetOn(t *Target, id string, value fact.Value) {
	t.Values[f.Vocabulary.Slot(f.place(id))] = value
}

// Get returns a fact of the patient.
func (f *Facts) Get(id string) fact.Value { return f.Patient[f.place(id)] }

func (f *Facts) place(id string) int {
	i := f.Vocabulary.Index(id)
	if i < 0 {
		panic(fmt.Sprintf("rule: fact %q is not in the vocabulary", id))
	}
	return i
}
