package source

import (
	_ "embed"
	"strings"
	"sync"
)

// hostTable has one outlet a line: host, tab, name.
//
//go:embed hosts.tsv
var hostTable string

var hostNames = sync.OnceValue(func() map[string]string {
	names := make(map[string]string)
	for line := range strings.Lines(hostTable) {
		host, name, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			names[host] = name
		}
	}
	return names
})

// outletNames is the names of the table in lower case.
var outletNames = sync.OnceValue(func() map[string]bool {
	names := make(map[string]bool)
	for _, name := range hostNames() {
		names[strings.ToLower(name)] = true
	}
	return names
})

// outlet is the name of the outlet that publishes at the address: from the
// table of hosts, else the host itself; empty for no address.
func outlet(address string) string {
	if name := knownOutlet(address); name != "" {
		return name
	}
	return strings.TrimPrefix(hostOf(address), "www.")
}

// knownOutlet is the outlet that the table of hosts gives, empty for none.
func knownOutlet(address string) string {
	for h := hostOf(address); strings.Contains(h, "."); _, h, _ = strings.Cut(h, ".") {
		if name, ok := hostNames()[h]; ok {
			return name
		}
	}
	return ""
}

func hostOf(address string) string {
	u := parseAddress(address)
	if u == nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}
