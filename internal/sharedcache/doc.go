// Package sharedcache tests that machines which share the go command's cache
// share connlint's work: what one has analysed, another gets without running the
// analysis.
package sharedcache

// The cache is that of Go's own team members, kept since GOCACHEPROG exists.
import (
	_ "github.com/bradfitz/go-tool-cache/cacheproc"
	_ "github.com/bradfitz/go-tool-cache/cachers"
)
