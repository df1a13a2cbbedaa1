package consult

import (
	"os"
	"sync"
	"testing"

	"symport/internal/content"
)

var loadArticle = sync.OnceValues(func() (*content.Content, error) {
	return content.Load(os.DirFS("../../knowledge"), "article", nil)
})

func article(t testing.TB) *content.Content {
	t.Helper()
	c, err := loadArticle()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTableIsTheVocabulary(t *testing.T) {
	c := article(t)
	for _, term := range c.Vocabulary.Terms {
		_, p := patientFacts[term.ID]
		_, l := lesionFacts[term.ID]
		_, a := planFacts[term.ID]
		if !p && !l && !a && !term.Judgement {
			t.Errorf("term %s: nothing reads it", term.ID)
		}
	}
	for id := range patientFacts {
		if c.Vocabulary.Term(id) == nil {
			t.Errorf("fact %s: no such term", id)
		}
	}
	for id := range lesionFacts {
		if c.Vocabulary.Term(id) == nil {
			t.Errorf("fact %s: no such term", id)
		}
	}
	for id := range planFacts {
		if c.Vocabulary.Term(id) == nil {
			t.Errorf("fact %s: no such term", id)
		}
	}
	for _, id := range findingParams {
		if _, ok := c.Params[id]; !ok {
			t.Errorf("parameter %s is not in the edition", id)
		}
	}
}
