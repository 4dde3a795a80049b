// Package directive defines the rule directive.
//
// # directive: connlint directive that cannot be understood
//
// # What it reports
//
// A comment //connlint:acquires, //connlint:releases or //connlint:owns that says
// something that is not so: that names a parameter, result, field, method or kind
// of resource that does not exist, stands where nothing is declared, or is spelt
// otherwise. Likewise a model in the configuration that does not fit the package
// that it is about.
//
// # Why it matters
//
// What cannot be understood has no effect. A constructor whose directive has a slip
// in it acquires nothing, so that no caller is told of a connection that it leaks;
// a model goes stale in silence when its library renames the function.
//
// # Bad
//
// There is no method Stop:
//
//	//connlint:acquires kind=client release=Stop
//	func Dial(addr string) (*Client, error)
//
//	func (c *Client) Close() error
//
// # Good
//
// The method is named as it is declared:
//
//	//connlint:acquires kind=client release=Close
//	func Dial(addr string) (*Client, error)
//
//	func (c *Client) Close() error
//
// # What it does not report
//
// What a directive leaves out: the code tells, or nothing does. Whether the code
// does what its directive says. Models of packages that nothing imports.
package directive

import _ "embed"

//go:embed doc.go
var doc string
