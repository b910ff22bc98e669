package source

import (
	"net/url"
	"regexp"
	"strings"

	"casus/doc"
)

// trackers are the query parameters that tell a site where its reader came
// from; the page is the same without them.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true,
	"yclid": true, "twclid": true, "ttclid": true, "li_fat_id": true, "igshid": true, "igsh": true, "mc_cid": true, "mc_eid": true,
	"_ga": true, "_gl": true, "_hsenc": true, "_hsmi": true, "mkt_tok": true, "ref_src": true, "ref_url": true, "cmpid": true,
	"cmp": true, "ocid": true, "smid": true, "smtyp": true, "ito": true, "xtor": true, "s_cid": true, "ns_mchannel": true,
	"ns_source": true, "ns_campaign": true, "ns_linkname": true, "ns_fee": true, "at_medium": true, "at_campaign": true,
	"at_custom1": true, "guccounter": true, "guce_referrer": true, "guce_referrer_sig": true, "traffic_source": true,
	"sr_share": true, "spref": true, "wt.mc_id": true, "wt_mc": true,
}

// Canonical is the id of the document at an http address, as Document.ID has
// it; empty for what is no such address.
func Canonical(address string) string { return canonical(strings.TrimSpace(address)) }

// canonical is the address by which a document is known: scheme and host in
// lower case, without user, default port, fragment and tracking parameters.
// It is empty for what is no http address with a host.
func canonical(printed string) string {
	u := parseAddress(printed)
	if u == nil {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	host, port := strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), u.Port()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" && (u.Scheme != "http" || port != "80") && (u.Scheme != "https" || port != "443") {
		host += ":" + port
	}
	u.Host, u.User, u.Fragment, u.RawFragment, u.ForceQuery = host, nil, "", "", false
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = withoutTrackers(u.RawQuery)
	return u.String()
}

func withoutTrackers(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		name = strings.ToLower(name)
		if pair != "" && !trackers[name] && !strings.HasPrefix(name, "utm_") {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// parseAddress is nil for what is no http address with a host.
func parseAddress(printed string) *url.URL {
	printed = strings.TrimSpace(printed)
	if len(printed) > 4096 {
		return nil
	}
	u, err := url.Parse(printed)
	if err != nil || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") || !strings.Contains(u.Hostname(), ".") {
		return nil
	}
	return u
}

// pathDate finds /2026/03/02/, /2026-03-02/ and /20260302/ in an address.
var pathDate = regexp.MustCompile(`[/\-_](\d{4})([/\-]?)(\d{2})([/\-]?)(\d{2})(?:[/\-_.]|$)`)

// dateOfAddress is the day that an address carries in its path, zero for none.
func dateOfAddress(address string) doc.Instant {
	u := parseAddress(address)
	if u == nil {
		return doc.Instant{}
	}
	for _, m := range pathDate.FindAllStringSubmatch(u.Path, -1) {
		if m[2] != m[4] || m[1] < "1990" || m[1] > "2099" {
			continue
		}
		if t, reading := instant(m[1], m[3], m[5], ""); reading == goodDate {
			return t
		}
	}
	return doc.Instant{}
}
