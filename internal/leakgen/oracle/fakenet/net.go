// Package net stands in for the standard library's in executed programs.
package net

import (
	"context"
	"net"
	"time"

	"github.com/connlint/connlint/internal/leakgen/oracle/env"
)

// Conn is the standard library's.
type Conn = net.Conn

// Dial connects as the environment decides.
func Dial(network, address string) (net.Conn, error) { return env.Dial() }

// DialTimeout connects as the environment decides.
func DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	return env.Dial()
}

// A Dialer connects as the environment decides.
type Dialer struct{ Timeout time.Duration }

// Dial connects as the environment decides.
func (d *Dialer) Dial(network, address string) (net.Conn, error) { return env.Dial() }

// DialContext connects as the environment decides.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return env.Dial()
}
