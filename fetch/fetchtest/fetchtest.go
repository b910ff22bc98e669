// Package fetchtest plays the web for tests: one server answers for every host.
package fetchtest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"casus/fetch"
)

// Public is the address on the web that every name without another stands for.
const Public = "93.184.216.34"

// Web is a server that plays every host.
type Web struct {
	*httptest.Server
	Names map[string][]string // addresses of hosts; of others it is Public
}

// New starts a server. It ends with the test.
func New(t testing.TB, handler http.HandlerFunc) *Web {
	w := &Web{Server: httptest.NewServer(handler), Names: map[string][]string{}}
	t.Cleanup(w.Close)
	return w
}

// Options makes a client reach the server wherever it believes to connect to,
// without pauses. Every address is checked as always.
func (w *Web) Options() fetch.Options {
	return fetch.Options{Pause: time.Microsecond, Backoff: time.Millisecond, Resolve: w.resolve, Dial: w.dial}
}

// resolve knows no host that ends in ".invalid".
func (w *Web) resolve(_ context.Context, host string) ([]netip.Addr, error) {
	list, ok := w.Names[host]
	if !ok && strings.HasSuffix(host, ".invalid") {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	} else if !ok {
		list = []string{Public}
	}
	var out []netip.Addr
	for _, s := range list {
		out = append(out, netip.MustParseAddr(s))
	}
	return out, nil
}

func (w *Web) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, network, w.Listener.Addr().String())
}
