// Package pulsar stands in for the real one in fixtures.
package pulsar
