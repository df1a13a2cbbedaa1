package content_test

import (
	"testing"

	"symport/internal/content"
	"symport/knowledge"
)

// BenchmarkLoad reads and compiles the whole edition, as every consult does.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := content.Load(knowledge.FS, "article", nil); err != nil {
			b.Fatal(err)
		}
	}
}
