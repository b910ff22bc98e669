package docs_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casus/review"
)

// TestQualityMembers holds the tables of review.md to the members of
// quality.json.
func TestQualityMembers(t *testing.T) {
	drawn := fields(reflect.TypeOf(review.Drawn{}))
	for _, x := range []struct {
		heading string
		value   any
		but     []string // members that another table has
	}{
		{"### Both parts", review.Drawn{}, nil},
		{"### Precision", review.Precision{}, drawn},
		{"### Recall figures", review.RecallOf{}, drawn},
		{"### Figure", review.Figure{}, nil},
		{"### Type", review.TypeOf{}, nil},
		{"### Agreement", review.AgreementOf{}, nil},
	} {
		var want []string
		for _, name := range fields(reflect.TypeOf(x.value)) {
			if !slices.Contains(x.but, name) {
				want = append(want, name)
			}
		}
		got := firstColumn(section(t, "review.md", x.heading))
		if !slices.Equal(got, want) {
			t.Errorf("review.md %s\n\thas  %v\n\twant %v", x.heading, got, want)
		}
	}
}

// TestSampleSizes works the table of sample sizes out.
func TestSampleSizes(t *testing.T) {
	text := section(t, "review.md", "## Which sample")
	for _, n := range []int{50, 100, 200, 400} {
		row := fmt.Sprintf("| %d |", n)
		for _, percent := range []int{70, 80, 90, 95} {
			i := review.Wilson((percent*n+50)/100, n)
			row += fmt.Sprintf(" %.2f to %.2f |", i.Low, i.High)
		}
		if !strings.Contains(text, row) {
			t.Errorf("review.md has no row\n%s", row)
		}
	}
}
