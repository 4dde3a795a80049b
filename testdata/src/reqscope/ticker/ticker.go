// Package ticker has loops that run on a clock.
package ticker

import "time"

func pollBad(t *time.Ticker, stop chan bool) {
	for { // want `per tick: ticker loop \(medium\)`
		select {
		case <-t.C:
			fetchBad()
		case <-stop:
			return
		}
	}
}

func fetchBad() {} // want `per tick: ticker loop \(medium\)`

func rangeBad() {
	for range time.Tick(time.Second) { // want `per tick: ticker loop \(medium\)`
	}
}

func otherLoopOk(n int) {
	for range n {
	}
}
