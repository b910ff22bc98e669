package segment

import "strings"

// longestName bounds how far an e-mail address or host name is looked for, so
// that hostile text is read in linear time.
const longestName = 64

// address reads a URL, an e-mail address, a host or a file name that begins at
// start, where i is the end of its first run of letters and digits. It returns
// the end, 0 if there is none.
func (s *scanner) address(start, i int) int {
	switch s.at(i) {
	case ':':
		if i-start >= 3 && strings.HasPrefix(s.text[i:s.end], "://") {
			return s.urlEnd(i + 3)
		}
		if strings.EqualFold(s.text[start:i], "mailto") && s.wordAt(i+1) {
			return s.urlEnd(i + 1)
		}
		if strings.EqualFold(s.text[start:i], "doi") && s.at(i+1) == '1' {
			return s.urlEnd(i + 1)
		}
		return 0
	case '.', '@', '-', '+', '%':
	default:
		return 0
	}
	if strings.EqualFold(s.text[start:i], "www") && s.at(i) == '.' {
		return s.urlEnd(i)
	}
	if end := s.email(start, i); end > 0 {
		return end
	}
	return s.host(start, i)
}

// urlEnd runs to the next white space and then takes back the punctuation that
// belongs to the sentence, and brackets that were opened before.
func (s *scanner) urlEnd(i int) int {
	start := i
	for i < s.end {
		if c := s.text[i]; byteClass[c] == space || c == '<' || c == '>' || c == '"' || c == 0xe2 {
			break
		}
		i++
	}
	extra := strings.Count(s.text[start:i], ")") - strings.Count(s.text[start:i], "(")
	for ; i > start && urlTail(s.text[i-1], extra > 0); i-- {
		if s.text[i-1] == ')' {
			extra--
		}
	}
	return i
}

func urlTail(c byte, closed bool) bool {
	switch c {
	case '.', ',', ';', ':', '!', '?', '\'', ']', '}', '*':
		return true
	case ')':
		return closed
	}
	return false
}

// email reads an e-mail address.
func (s *scanner) email(start, i int) int {
	for i-start < longestName && i < s.end && (wordByte[s.text[i]] || strings.IndexByte(".+-%", s.text[i]) >= 0) {
		i++
	}
	if s.at(i) != '@' || !wordByte[s.at(i+1)] {
		return 0
	}
	i++
	for i-start < 3*longestName && i < s.end && (wordByte[s.text[i]] || (s.text[i] == '.' || s.text[i] == '-') && wordByte[s.at(i+1)]) {
		i++
	}
	return i
}

// host reads a host name with a well-known top-level domain, and the path
// behind it, or a file name with a well-known ending.
func (s *scanner) host(start, i int) int {
	label := start
	for i-start < longestName && i < s.end {
		c := s.text[i]
		if c == '.' && wordByte[s.at(i+1)] {
			label = i + 1
		} else if !wordByte[c] && (c != '-' || !wordByte[s.at(i+1)]) {
			break
		}
		i++
	}
	if label == start {
		return 0
	}
	switch last := s.text[label:i]; {
	case fileEndings.has(last):
		return i
	case domains.has(last) && label-start > 2:
		if s.at(i) == '/' {
			return s.urlEnd(i)
		}
		return i
	}
	return 0
}

var domains = setOf("com", "org", "net", "gov", "edu", "mil", "int", "info", "uk", "ru", "eu", "io", "tv", "co", "de", "fr", "ua", "cn", "ir", "il", "au", "ca", "biz")

var fileEndings = setOf("doc", "docx", "xls", "xlsx", "pdf", "txt", "htm", "html", "jpg", "jpeg", "gif", "png", "mp3", "mp4", "zip", "exe", "ppt", "wav", "avi", "csv", "rtf", "php", "py", "js")
