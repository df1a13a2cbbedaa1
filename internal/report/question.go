package report

import (
	"slices"
	"strconv"
	"strings"

	"symport/internal/verdict"
)

// Question is one thing to find out, with the document or person that knows.
type Question struct {
	Letter     string // a, b, c of the questions that decide most
	Ask, Where string
	Short      string // the question in a few words
	Opens      string // numbers of the options it can change
	Facts      []string
}

const (
	mostQuestions = 3
	mostMissing   = 5
)

// askFirst splits what is missing into the questions that decide most, the next few,
// and a sentence for the rest.
func (d *Document) askFirst() {
	rest := []Question(nil)
	for _, m := range d.A.Missing {
		q := Question{Ask: m.Ask, Short: m.Short, Where: m.Where, Opens: d.opens(m), Facts: m.Facts}
		if len(m.Changes)+len(m.Opens) > 0 && len(d.Questions) < mostQuestions {
			q.Letter = string(rune('a' + len(d.Questions)))
			d.Questions = append(d.Questions, q)
			continue
		}
		rest = append(rest, q)
	}
	n := min(len(rest), mostMissing)
	d.Missing = rest[:n]
	d.MissingRest = rest[n:]
	d.MissingToo = restSentence(d.MissingRest)
}

func restSentence(rest []Question) string {
	if len(rest) == 0 {
		return ""
	}
	var names []string
	for _, q := range rest {
		names = appendNew(names, q.Few())
	}
	return fitList(wMissingRest, names, "; ", textWidth-1)
}

// Few is the question in a few words.
func (q Question) Few() string {
	if q.Short != "" {
		return q.Short
	}
	return strings.TrimRight(lowerFirst(q.Ask), "?. ")
}

// opens lists the numbers of the options that an answer can change; what is no option
// is a criterion.
func (d *Document) opens(m verdict.Missing) string {
	numbers, criterion := slices.Clone(m.Opens), false
	if len(numbers) == 0 {
		for _, id := range m.Changes {
			if n, ok := d.numbers[id]; ok {
				numbers = append(numbers, n)
			} else {
				criterion = true
			}
		}
	}
	slices.Sort(numbers)
	if criterion && len(numbers) == 0 {
		return wCriterion
	}
	return ranges(slices.Compact(numbers))
}

// ranges prints sorted numbers, three or more in a row as "11-15".
func ranges(numbers []int) string {
	var words []string
	for i := 0; i < len(numbers); i++ {
		from := i
		for i+1 < len(numbers) && numbers[i+1] == numbers[i]+1 {
			i++
		}
		switch i - from {
		case 0:
			words = append(words, strconv.Itoa(numbers[i]))
		case 1:
			words = append(words, strconv.Itoa(numbers[from]), strconv.Itoa(numbers[i]))
		default:
			words = append(words, strconv.Itoa(numbers[from])+"-"+strconv.Itoa(numbers[i]))
		}
	}
	return strings.Join(words, " ")
}

// letters returns the letters of the questions that one of the needs belongs to, and
// the needs that no question holds.
func (d *Document) letters(needs []string) (letters, others []string) {
	for _, need := range needs {
		if l := d.letter(need); l != "" {
			letters = appendNew(letters, l)
		} else {
			others = append(others, need)
		}
	}
	slices.Sort(letters)
	return letters, others
}

func (d *Document) letter(need string) string {
	bare, _, _ := strings.Cut(need, "@")
	for _, q := range d.Questions {
		if slices.Contains(q.Facts, need) || slices.Contains(q.Facts, bare) {
			return q.Letter
		}
	}
	return ""
}

// numberOptions gives each option id its number in the source; those without one are
// numbered on from the largest, in order of appearance.
func numberOptions(options []verdict.Option) map[string]int {
	numbers, last := map[string]int{}, 0
	for _, o := range options {
		if o.Number > 0 {
			numbers[o.ID] = o.Number
			last = max(last, o.Number)
		}
	}
	for _, o := range options {
		if numbers[o.ID] == 0 {
			last++
			numbers[o.ID] = last
		}
	}
	return numbers
}

func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if len(s) < 2 || s[1] < 'a' || s[1] > 'z' || strings.ToLower(word[1:]) != word[1:] || word == "Tg" {
		return s // an abbreviation keeps its capitals
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
