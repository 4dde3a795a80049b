// Package reconcile stands in for the real one in fixtures.
package reconcile

import "context"

type Result struct{ Requeue bool }

type Request struct{ Name string }

type TypedReconciler[request comparable] interface {
	Reconcile(context.Context, request) (Result, error)
}

type Reconciler = TypedReconciler[Request]
