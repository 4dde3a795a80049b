// Package tasks has handlers of task queues, schedules and controllers.
package tasks

import (
	"context"

	"github.com/RichardKnop/machinery/v2"
	"github.com/go-co-op/gocron/v2"
	"github.com/hibiken/asynq"
	"github.com/riverqueue/river"
	"github.com/robfig/cron/v3"
	"go.temporal.io/sdk/worker"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

func asynqBad(ctx context.Context, t *asynq.Task) error { return nil } // want `per task: asynq task \(certain\)`

func machineryOk(s *machinery.Server) {
	s.RegisterTask("add", addBad)
	s.RegisterTasks(map[string]any{"sub": subBad})
}

func addBad(a, b int) (int, error) { return a + b, nil } // want `per task: machinery task`

func subBad(a, b int) (int, error) { return a - b, nil } // want `per task: machinery task`

type args struct{}

func (args) Kind() string { return "args" }

type sorter struct{ river.WorkerDefaults[args] }

func (w *sorter) Work(ctx context.Context, job *river.Job[args]) error { return nil } // want `per task: River job`

type activities struct{}

func (a *activities) Charge(ctx context.Context, id string) error { return nil } // want `per task: Temporal activity`

func (a *activities) helperOk() {}

func workflowBad(ctx context.Context) error { return nil } // want `per task: Temporal workflow`

func temporalOk(w worker.Worker) {
	w.RegisterActivity(&activities{})
	w.RegisterWorkflow(workflowBad)
}

type nightly struct{}

func (n nightly) Run() {} // want `per tick: cron job \(certain\)`

func cronOk(c *cron.Cron) {
	c.AddFunc("@hourly", func() {}) // want `per tick: cron job`
	c.AddJob("@daily", nightly{})
	gocron.NewTask(syncBad)
}

func syncBad() {} // want `per tick: gocron task`

type reconciler struct{}

func (r *reconciler) Reconcile(ctx context.Context, req reconcile.Request) (reconcile.Result, error) { // want `per reconciliation: reconciler \(certain\)`
	return reconcile.Result{}, nil
}

var handlers = cache.ResourceEventHandlerFuncs{
	AddFunc:    func(obj any) {}, // want `per event: informer handler`
	DeleteFunc: deletedBad,
}

func deletedBad(obj any) {} // want `per event: informer handler`
