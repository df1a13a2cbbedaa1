package record

// SecJudgements is the section of answers to single questions.
const SecJudgements Section = "judgements"

// Judgement is one answer to one question of the vocabulary: above all those that only
// a physician can judge ("low tumour load"), and any other fact that the record does
// not carry otherwise. In the file:
//
//	judgements:
//	  - { date: 2017-02-15, fact: load.judged_low, answer: yes, by: tumour board }
//	  - { date: 2017-02-15, fact: lesion.local_option_open, lesion: c6, answer: no }
//
// An answer is yes, no, a member of the fact's enumeration, or a quantity with its
// unit; unknown, not-done, pending and the like stand in Answer's status.
type Judgement struct {
	Entry
	Fact     string // id of the vocabulary
	Lesion   string // id of the lesion, for a fact of a lesion
	Answer   Text
	Quantity Quantity // if the answer is one
	By       string
}
