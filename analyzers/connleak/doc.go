// Package connleak defines the rule connleak.
//
// # connleak: connection not closed on some path
//
// # What it reports
//
// A network connection or listener that is not closed on some path through the
// function that opened or accepted it: those of net and crypto/tls, and of SSH,
// WebSocket, QUIC, net/rpc, SMTP, FTP, LDAP and IMAP packages; also one that a
// helper returned, or a value whose Close closes one. An accepted connection that
// is handed to a goroutine which never closes it counts, and so does the first
// connection when dialling the second one fails. The finding stands on the call
// that opens the connection and carries the path on which it stays open.
//
// # Why it matters
//
// A connection that is dropped keeps its socket until the garbage collector finds
// it, and for ever if a goroutine still reads from it. Error paths leak fastest
// when the other side is in trouble: each failed handshake leaves one more socket
// behind, until the process can open no more, for any purpose.
//
// # Bad
//
// The connection is dropped when the greeting fails:
//
//	conn, err := net.Dial("tcp", addr)
//	if err != nil {
//		return nil, err
//	}
//	if err := greet(conn); err != nil {
//		return nil, err
//	}
//	return conn, nil
//
// # Good
//
// It is closed before the error is returned:
//
//	conn, err := net.Dial("tcp", addr)
//	if err != nil {
//		return nil, err
//	}
//	if err := greet(conn); err != nil {
//		conn.Close()
//		return nil, err
//	}
//	return conn, nil
//
// # What it does not report
//
// Connections that live as long as the process: in package variables, or open when
// main returns, or a command of a command line (cobra, urfave/cli, kingpin,
// hashicorp/cli), or what only these call outside of loops. Connections that are stored, sent away or handed to code that the
// analysis cannot see. Paths that end the process or panic. Ends of a net.Pipe,
// which hold no socket. Servers of package httptest in tests, unless tests are
// checked.
//
// # Fix
//
// Where no path hands the connection on, the fix adds a deferred Close after the
// check of the error.
package connleak

import _ "embed"

//go:embed doc.go
var doc string
