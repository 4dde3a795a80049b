// Package verify checks the table of package reqscope against the real
// packages. It is a module of its own, so that their modules are no dependencies
// of connlint.
package verify
