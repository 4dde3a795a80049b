// Package constructor fills fields once and fails after that: the leak is
// reported at the dial, by the rule for connections, not here.
package constructor

import "net"

type pair struct{ a, b net.Conn }

func (p *pair) Close() {
	p.a.Close()
	p.b.Close()
}

func newPairOk(x, y string) (*pair, error) {
	p := new(pair)
	var err error
	if p.a, err = net.Dial("tcp", x); err != nil {
		return nil, err
	}
	if p.b, err = net.Dial("tcp", y); err != nil {
		p.a.Close()
		return nil, err
	}
	return p, nil
}

// half closes one of its two connections.
type half struct{ in, out net.Conn }

func (h *half) Close() error { return h.in.Close() }

func newHalfBad(x, y string) (*half, error) {
	in, err := net.Dial("tcp", x)
	if err != nil {
		return nil, err
	}
	out, err := net.Dial("tcp", y)
	if err != nil {
		in.Close()
		return nil, err
	}
	return &half{in: in, out: out}, nil // want `out`
}
