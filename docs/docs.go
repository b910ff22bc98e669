// Package docs has the pages that travel with the program's data: a release
// carries the codebook by which its rows were coded. The other pages are for
// readers alone. It reads and fills nothing.
package docs

import _ "embed" // the codebook

// Codebook is the page codebook.md.
//
//go:embed codebook.md
var Codebook string
