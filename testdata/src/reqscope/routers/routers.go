// Package routers has the handlers of other routers.
package routers

import (
	"context"
	"net/http"

	beego "github.com/beego/beego/v2/server/web"
	beegocontext "github.com/beego/beego/v2/server/web/context"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/danielgtaylor/huma/v2"
	"github.com/dimfeld/httptreemux/v5"
	"github.com/emicklei/go-restful/v3"
	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
	iris "github.com/kataras/iris/v12/context"
	"github.com/uptrace/bunrouter"
	"github.com/valyala/fasthttp"
	"golang.org/x/net/websocket"
)

func chiOk(r *chi.Mux, h http.Handler) {
	r.Get("/", func(http.ResponseWriter, *http.Request) {}) // want `per request: HTTP handler`
	r.Method("GET", "/x", h)
}

func gorillaOk(r *mux.Router) {
	r.HandleFunc("/", func(http.ResponseWriter, *http.Request) {}) // want `per request: HTTP handler`
	r.Use(func(next http.Handler) http.Handler { return next })
}

func httprouterBad(http.ResponseWriter, *http.Request, httprouter.Params) {} // want `per request: httprouter handler`

func treemuxBad(http.ResponseWriter, *http.Request, map[string]string) {} // want `per request: httptreemux handler`

var _ httptreemux.HandlerFunc

func bunrouterBad(w http.ResponseWriter, r bunrouter.Request) error { return nil } // want `per request: bunrouter handler`

func restfulBad(*restful.Request, *restful.Response) {} // want `per request: go-restful handler`

func irisBad(*iris.Context) {} // want `per request: iris handler`

func hertzBad(context.Context, *app.RequestContext) {} // want `per request: hertz handler`

func fasthttpBad(*fasthttp.RequestCtx) {} // want `per request: fasthttp handler`

func websocketBad(*websocket.Conn) {} // want `per connection: websocket handler \(low\)`

type input struct{}

type output struct{}

func operationBad(context.Context, *input) (*output, error) { return nil, nil } // want `per request: huma operation`

func humaOk(api huma.API) { huma.Register(api, huma.Operation{}, operationBad) }

type controller struct{ beego.Controller }

func (c *controller) Get() {} // want `per request: beego action \(high\)|per request: beego controller`

func (c *controller) helperOk() {}

func beegoBad(*beegocontext.Context) {} // want `per request: beego handler`

func beegoOk() { beego.Get("/", beegoBad) }
