// Package fx stands in for the real one in fixtures.
package fx

type Option interface{ apply() }

func Provide(constructors ...any) Option { return nil }
func Invoke(funcs ...any) Option         { return nil }
