package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"

	"code.dny.dev/ssrf"
)

// guard knows which addresses are everybody's: all but those of the IANA
// registries of special purpose, IPv6 inside the global unicast range, on the
// ports 80 and 443.
var guard = ssrf.New()

// dial connects to a host. Every address that its name stands for must be
// everybody's: one that is not spoils the others, for names that mean both are
// there to deceive. The connection goes to an address that was checked, so that
// no second look-up can give another.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &Error{Code: BadAddress, Found: "this is no address", Err: err}
	}
	addresses, err := c.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, &Error{Code: BadAddress, Found: "this is no address", Err: err}
	}
	for _, a := range addresses {
		if err := guard.SafeAddrPort(netip.AddrPortFrom(a, uint16(n))); err != nil {
			if host != a.String() {
				host += " is " + a.String()
			}
			return nil, &Error{Code: Inward, Found: fmt.Sprintf("%s, port %d: only addresses that everybody can reach are fetched, on the ports 80 and 443", host, n), Err: err}
		}
	}
	var failed error
	for _, a := range addresses {
		conn, err := c.opts.Dial(ctx, network, net.JoinHostPort(a.String(), port))
		if err == nil {
			return conn, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

// resolve gives the addresses of a host, IPv4 inside IPv6 as IPv4.
func (c *Client) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	list, err := c.opts.Resolve(ctx, host)
	if a, e := netip.ParseAddr(host); e == nil {
		list, err = []netip.Addr{a}, nil
	}
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s has no address", host)
	}
	out := make([]netip.Addr, len(list))
	for i, a := range list {
		out[i] = a.Unmap()
	}
	return out, nil
}
