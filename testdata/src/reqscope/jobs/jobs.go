// Package jobs knows nothing of the schedule on which it runs.
package jobs

func Run() {}
