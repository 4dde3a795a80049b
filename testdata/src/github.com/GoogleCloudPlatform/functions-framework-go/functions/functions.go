// Package functions stands in for the real one in fixtures.
package functions

import (
	"context"
	"net/http"

	event "github.com/cloudevents/sdk-go/v2"
)

func HTTP(name string, fn func(http.ResponseWriter, *http.Request)) {}

func CloudEvent(name string, fn func(context.Context, event.Event) error) {}

func Typed(name string, fn any) {}
