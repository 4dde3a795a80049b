// Package fieldleak defines the rule fieldleak.
//
// # fieldleak: connection lost in a field
//
// # What it reports
//
// Two ways to lose a connection, or anything that holds one, in a field of a type
// that the package declares. Nothing in the package ever releases what the field
// holds: the type has no Close, or its Close forgets the field. Or the field is
// overwritten, as when reconnecting, while the old value is open: it was used
// in the same method, or stored there in the iteration before, and not released
// since. The finding stands on the store.
//
// # Why it matters
//
// Whoever made the value cannot release what it holds, however careful: the field
// is out of reach, and there is no method for it. Each value that is made leaves a
// connection behind. A client that reconnects without closing loses one socket with
// each failure, just when the other side is in trouble.
//
// # Bad
//
//	if _, err := c.conn.Write(msg); err != nil {
//		conn, err := net.Dial("tcp", c.addr)
//		if err != nil {
//			return err
//		}
//		c.conn = conn
//	}
//
// # Good
//
//	if _, err := c.conn.Write(msg); err != nil {
//		c.conn.Close()
//		conn, err := net.Dial("tcp", c.addr)
//		if err != nil {
//			return err
//		}
//		c.conn = conn
//	}
//
// # What it does not report
//
// Exported and embedded fields, which others may release. Fields whose value is
// returned, stored elsewhere, captured, or handed to code that the analysis
// cannot see. Types whose values live as long as the process: package variables,
// and what main makes once. Connection pools such as sql.DB, which are made to last
// as long. Fields that sometimes hold what somebody else opened. A store over a
// value of which the method shows nothing: neither use nor origin.
//
// # Fix
//
// None is offered: where the release belongs is a decision about the type.
package fieldleak

import _ "embed"

//go:embed doc.go
var doc string
