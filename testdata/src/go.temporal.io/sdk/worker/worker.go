// Package worker stands in for the real one in fixtures.
package worker

type ActivityRegistry interface {
	RegisterActivity(a any)
}

type WorkflowRegistry interface {
	RegisterWorkflow(w any)
}

type Worker interface {
	ActivityRegistry
	WorkflowRegistry
	Stop()
}
