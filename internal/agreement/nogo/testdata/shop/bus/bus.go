// Package bus has connections that only a model knows of.
package bus

// A Bus is a connection to a broker.
type Bus interface {
	Publish()
	Close()
}

var dial func(addr string) (Bus, error)

// Dial connects to a broker.
func Dial(addr string) (Bus, error) { return dial(addr) }
