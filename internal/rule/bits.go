package rule

import "math/bits"

// bitset is a set of small numbers.
type bitset []uint64

func (b *bitset) add(i int) {
	for len(*b) <= i/64 {
		*b = append(*b, 0)
	}
	(*b)[i/64] |= 1 << (i % 64)
}

func (b bitset) has(i int) bool { return i/64 < len(b) && b[i/64]&(1<<(i%64)) != 0 }

func (b *bitset) union(c bitset) {
	for len(*b) < len(c) {
		*b = append(*b, 0)
	}
	for i, word := range c {
		(*b)[i] |= word
	}
}

func (b bitset) each(visit func(i int)) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			visit(w*64 + bits.TrailingZeros64(word))
		}
	}
}
