package rule

import "testing"

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
