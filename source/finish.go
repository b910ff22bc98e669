package source

import (
	"strings"

	"casus/doc"
)

// finish fills what every format has in common and can be told from the rest:
// canonical address, publisher, date from the address, language and ids.
func finish(d *doc.Document) {
	d.URL = strings.TrimSpace(d.URL)
	d.CanonicalURL = canonical(d.URL)
	if d.URL != "" && d.CanonicalURL == "" {
		d.Notes = append(d.Notes, doc.Note{Code: "bad-url", Message: "not an http address: " + clip(d.URL, 80)})
	}
	if d.Publisher == "" {
		d.Publisher = outlet(d.URL)
	}
	if d.Published.IsZero() {
		if d.Published = dateOfAddress(d.URL); !d.Published.IsZero() {
			d.Notes = append(d.Notes, doc.Note{Code: "date-from", Message: "published date from the address"})
		} else {
			d.Notes = append(d.Notes, doc.Note{Code: "no-date", Message: "the input gives no date of publication"})
		}
	}
	setLanguage(d)
	d.ID = d.CanonicalURL
	if d.ID == "" {
		d.ID = "sha256:" + Version(d)
	}
	if d.StoryID == "" {
		d.StoryID = d.ID
	}
}

// described is what is known of a page that gave no document: finished, without
// text; nil for nothing.
func described(d *doc.Document) *doc.Document {
	if d == nil {
		return nil
	}
	page := &doc.Document{Origin: d.Origin, URL: d.URL, Publisher: d.Publisher, Published: d.Published, Language: d.Language}
	if page.URL == "" {
		page.URL = d.Origin.URL
	}
	finish(page)
	page.ID, page.StoryID, page.Notes = page.CanonicalURL, "", nil
	return page
}
