// Package rangefunc defers in the body of a loop over a function: the deferred
// call belongs to the function around it.
package rangefunc

import (
	"iter"
	"net/http"
)

func bodyBad(us iter.Seq[string]) error {
	for u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close() // want `loop`
	}
	return nil
}

func leavingOk(us iter.Seq[string]) (int, error) {
	for u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		return resp.StatusCode, nil
	}
	return 0, nil
}

func literalOk(us iter.Seq[string]) {
	for u := range us {
		func() {
			resp, err := http.Get(u)
			if err != nil {
				return
			}
			defer resp.Body.Close()
		}()
	}
}
