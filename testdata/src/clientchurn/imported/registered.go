package imported

import (
	"net/http"

	"github.com/robfig/cron/v3"

	"churn/factory"
)

func scheduleBad(c *cron.Cron) {
	c.AddFunc("@hourly", factory.Tick) // want `http.Transport is made by Tick on each tick \(cron job\)`
}

func closureBad(c *cron.Cron) {
	c.AddFunc("@hourly", func() {
		factory.New().Get("http://backend/") // want `http.Transport is made by New on each tick \(cron job\)`
	})
}

func loopBad(urls []string) {
	for _, u := range urls {
		factory.Ping(u) // want `http.Transport is made by Ping in each iteration of the loop`
	}
}

var client = factory.New()

func sharedOk(w http.ResponseWriter, r *http.Request) {
	if resp, err := client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}
