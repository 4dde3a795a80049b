// Package registered registers functions of another package.
package registered

import (
	"github.com/robfig/cron/v3"

	"reqscope/jobs"
)

func setUpOk(c *cron.Cron) {
	c.AddFunc("@hourly", jobs.Run) // want `reqscope/jobs.Run registered: per tick: cron job \(certain\)`
}
