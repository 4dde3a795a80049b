// Package pubsub stands in for the real one in fixtures.
package pubsub
