// Package cloudfunction is a Google Cloud Function.
package cloudfunction

import (
	"context"
	"net/http"

	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
	event "github.com/cloudevents/sdk-go/v2"
)

func init() { // want `init runs once`
	functions.HTTP("hello", hello)
	functions.CloudEvent("event", onEvent)
	functions.Typed("typed", typed)
}

func hello(w http.ResponseWriter, r *http.Request) {} // want `per request: HTTP handler`

func onEvent(ctx context.Context, e event.Event) error { return nil } // want `per invocation: Cloud Function \(certain\)`

func typed(in string) error { return nil } // want `per invocation: Cloud Function`
