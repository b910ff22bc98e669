package doc

// MentionIndex finds the mentions whose head is a given token. It is reused
// from document to document and belongs to one goroutine; the zero value is
// ready for Reset.
type MentionIndex struct {
	heads []int32 // token → first mention with that head, None
	next  []int32 // mention → next mention with the same head, None
}

// Reset indexes the mentions of d.
func (x *MentionIndex) Reset(d *Document) {
	x.heads = filled(x.heads, len(d.Tokens))
	x.next = filled(x.next, len(d.Mentions))
	for m := len(d.Mentions) - 1; m >= 0; m-- {
		h := d.Mentions[m].Head
		x.next[m] = x.heads[h]
		x.heads[h] = int32(m)
	}
}

// First is the first mention whose head is the token, None if there is none.
func (x *MentionIndex) First(token int32) int32 { return x.heads[token] }

// Next is the mention after m with the same head, None after the last.
func (x *MentionIndex) Next(m int32) int32 { return x.next[m] }

// Add takes in the mention that was appended to the document last, before the
// others with its head.
func (x *MentionIndex) Add(token int32) {
	m := int32(len(x.next))
	x.next = append(x.next, x.heads[token])
	x.heads[token] = m
}

// filled is s with n elements, all None.
func filled(s []int32, n int) []int32 {
	if cap(s) < n {
		s = make([]int32, n, n+n/2)
	}
	s = s[:n]
	for i := range s {
		s[i] = None
	}
	return s
}

// TimeAt is the expression of time that holds the token, None if there is none.
func (d *Document) TimeAt(token int32) int32 {
	for i := range d.Times {
		if t := &d.Times[i]; t.First <= token && token < t.End {
			return int32(i)
		}
	}
	return None
}
