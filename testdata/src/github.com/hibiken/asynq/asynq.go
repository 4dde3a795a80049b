// Package asynq stands in for the real one in fixtures.
package asynq

import "context"

type Task struct{}

type Handler interface {
	ProcessTask(context.Context, *Task) error
}

type HandlerFunc func(context.Context, *Task) error

type ServeMux struct{}

func (mux *ServeMux) HandleFunc(pattern string, handler func(context.Context, *Task) error) {}
