// Package graphql stands in for the real one in fixtures.
package graphql

type Schema struct{}

func MustParseSchema(schemaString string, resolver any) *Schema { return nil }
