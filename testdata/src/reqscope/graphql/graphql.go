// Package graphql resolves the fields of two libraries.
package graphql

import (
	gophers "github.com/graph-gophers/graphql-go"
	"github.com/graphql-go/graphql"
)

func resolveBad(p graphql.ResolveParams) (any, error) { return nil, nil } // want `per field: GraphQL resolver \(certain\)`

var field = graphql.Field{Resolve: func(p graphql.ResolveParams) (any, error) { return nil, nil }} // want `per field: GraphQL resolver`

type query struct{}

func (q *query) Users() []string { return nil } // want `per field: GraphQL resolver`

func (q *query) Viewer() *user { return nil } // want `per field: GraphQL resolver`

type user struct{}

func (u *user) Name() string { return "" } // want `per field: GraphQL resolver`

func (u *user) helperOk() {}

var schema = gophers.MustParseSchema("", &query{})
