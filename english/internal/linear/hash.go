package linear

// Odd constants without a pattern; each argument of Key has its own.
const (
	mixA = 0x9E3779B97F4A7C15
	mixB = 0xC2B2AE3D27D4EB4F
	mixC = 0x165667B19E3779F9
	mixD = 0xD6E8FEB86659FD93
	mixT = 0xFF51AFD7ED558CCD
)

// Key is the hash of a template with up to three values; never 0.
func Key(template, a, b, c uint32) uint32 {
	h := uint64(template)*mixT + uint64(a)*mixA + uint64(b)*mixB + uint64(c)*mixC
	h ^= h >> 31
	h *= mixD
	return uint32(h>>32) | 1
}
