package rule

import (
	"testing"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/parser"
)

func BenchmarkAssess(b *testing.B) {
	w := generate(seeded(1), editionSize)
	s := w.compile(b)
	f := patient(seeded(2), s, 12, 0.4)
	b.ReportAllocs()
	for b.Loop() {
		s.Assess(f)
	}
}

func BenchmarkCompile500(b *testing.B) {
	n := editionSize
	n.arguments = 500
	w := generate(seeded(1), n)
	b.ReportAllocs()
	for b.Loop() {
		Compile(w.vocabulary, w.params, w.files)
	}
}

func BenchmarkFlips(b *testing.B) {
	w := generate(seeded(1), editionSize)
	s := w.compile(b)
	f := patient(seeded(2), s, 12, 0.4)
	r := s.Assess(f)
	b.ReportAllocs()
	for b.Loop() {
		r.probes = nil
		r.probed()
	}
}

func BenchmarkVerdicts(b *testing.B) {
	w := generate(seeded(1), editionSize)
	s := w.compile(b)
	f := patient(seeded(2), s, 12, 0.4)
	b.ReportAllocs()
	for b.Loop() {
		r := s.Assess(f)
		r.CriteriaVerdicts()
		r.OptionVerdicts()
	}
}

// BenchmarkParse compares the two parsers of cel-go on one condition.
func BenchmarkParse(b *testing.B) {
	source := common.NewTextSource("lesion.site in [bone, lung] && (lesion.painful || tg.doubling < p.tg_doubling_fast) && !pregnant")
	for name, p := range map[string]*parser.Parser{"hand": celParser, "generated": mustParser(parser.EnableVariadicOperatorASTs(true))} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Parse(source)
			}
		})
	}
}
