package casefile

import "testing"

// BenchmarkDecode reads the longest published case.
func BenchmarkDecode(b *testing.B) {
	var longest []byte
	for _, data := range published(b) {
		if len(data) > len(longest) {
			longest = data
		}
	}
	b.SetBytes(int64(len(longest)))
	b.ReportAllocs()
	for b.Loop() {
		if p, problems := Decode("b", longest); p == nil {
			b.Fatal(problems)
		}
	}
}
