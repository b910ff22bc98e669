package segment

import (
	"strings"
	"testing"

	"casus/doc"
)

// newsText is made up for the benchmark in the manner of agency copy.
const newsText = `KHARTOUM, March 2 (Reuters) - Sudanese army units moved into two districts of the capital on Monday, a military spokesman said, after a week of shelling that aid groups say has killed at least 140 people.

"We can't leave our homes," said Amna Osman, a 34-year-old teacher in Omdurman. "There is no water, there's no power, and nobody answers the phone."

The United Nations said more than 1.2 million people had fled since April. U.N. envoy Jean-Paul Ferrand told the Security Council that both sides "have shown little interest in talks," and that a cease-fire brokered by the U.S. and Saudi Arabia in January wasn't being observed.

Gen. Abdel Rahman al-Taher's office denied that troops had fired on a hospital. The paramilitary group didn't respond to requests for comment. Washington, which imposed sanctions on six companies last month, urged the parties to return to Jeddah; the African Union made a similar appeal.

`

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat(newsText, 50)
	blocks := Paragraphs(text, nil)
	s := New()
	var sentences []doc.Sentence
	var tokens []doc.Token
	sentences, tokens = s.Split(text, blocks, sentences, tokens)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		sentences, tokens = s.Split(text, blocks, sentences[:0], tokens[:0])
	}
	b.ReportMetric(float64(len(tokens)), "tokens/op")
}
