// Package graphql stands in for the real one in fixtures.
package graphql

type ResolveParams struct{}

type FieldResolveFn func(p ResolveParams) (any, error)

type Field struct {
	Name    string
	Resolve FieldResolveFn
}
