// Package slips has directives with slips in them.
package slips

import (
	"io"
	"net"
)

type Client struct{}

func (*Client) Close() error { return nil }

//connlint:acquires kind=client
func rightOk() *Client { return nil }

//connlint:acquires // want `connlint:acquires: of which kind\? add kind= and one of batch, .*`
func kindlessBad() *Client { return nil }

//connlint:acquires kind=connection // want `connlint:acquires: unknown kind "connection"; one of .*`
func kindBad() *Client { return nil }

//connlint:acquires kind=client release=Stop // want `connlint:acquires: release Stop: \*directive/slips.Client has no method Stop`
func methodBad() *Client { return nil }

//connlint:acquires kind=conn // want `connlint:acquires: which result\? say r0, r1, … or its name first`
func resultBad() (a, b net.Conn) { return nil, nil }

//connlint:releases d // want `connlint:releases: no parameter is called d`
func parameterBad(c io.Closer) {}

//connlint:release c // want `connlint:release: it is written connlint:releases`
func singularBad(c io.Closer) {}

//connlint:aquires kind=client // want `connlint:aquires: no such directive; there are acquires, releases, owns and ignore`
func spellingBad() *Client { return nil }

func strayBad(c io.Closer) {
	//connlint:releases c // want `connlint:releases: stands on no function, method, type or field of the package`
	_ = c
}

// A directive may be suppressed as any finding may.
//
//connlint:ignore directive the next release brings Stop
//connlint:acquires kind=client release=Stop
func suppressedOk() *Client { return nil }
