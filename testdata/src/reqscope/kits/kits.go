// Package kits has the handlers of service kits.
package kits

import (
	"context"
	"net/http"

	"github.com/go-kit/kit/endpoint"
	kratos "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/zeromicro/go-zero/rest"
)

func kratosBad(kratos.Context) error { return nil } // want `per request: kratos handler`

func makeEndpointOk() endpoint.Endpoint {
	return func(ctx context.Context, request any) (any, error) { return nil, nil } // want `per request: go-kit endpoint`
}

type logic struct{}

func newLogicBad(ctx context.Context) *logic { return &logic{} } // want `per request: HTTP handler \(medium\)|per request: go-zero handler \(medium\)`

func uploadOk() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { newLogicBad(r.Context()) } // want `per request: HTTP handler`
}

func routesOk(s *rest.Server) {
	s.AddRoute(rest.Route{Path: "/", Handler: uploadOk()})
}
