package rule

// room hands out pieces of memory that live as long as the result, cut from larger ones.
type room[T any] struct{ free []T }

// roomSize is how many are asked for at once.
const roomSize = 128

// take returns n zero values, without room to grow.
func (r *room[T]) take(n int) []T {
	if n > len(r.free) {
		r.free = make([]T, max(n, roomSize))
	}
	out := r.free[:n:n]
	r.free = r.free[n:]
	return out
}
