// Package main is a Lambda function.
package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-lambda-go/lambda"
)

var client = newClientOk()

func newClientOk() *http.Client { return &http.Client{} } // want `newClientOk runs once`

type event struct{}

func handle(ctx context.Context, e event) (string, error) { return "", nil } // want `per invocation: Lambda function \(certain\)`

type handler struct{}

func (h *handler) Invoke(ctx context.Context, payload []byte) ([]byte, error) { return nil, nil } // want `per invocation: Lambda function`

func generic() error { return nil } // want `per invocation: Lambda function`

func main() { // want `main runs once`
	lambda.Start(handle)
	lambda.StartHandler(&handler{})
	lambda.StartHandlerFunc(generic)
	lambda.StartWithContext(context.Background(), func() {}) // want `per invocation: Lambda function`
}
