// Package smtp stands in for the real one in fixtures.
package smtp

type Conn struct{}

type Session interface{ Logout() error }

type Backend interface {
	NewSession(c *Conn) (Session, error)
}
