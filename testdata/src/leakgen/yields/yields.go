// Package yields leaves a function from inside a loop over a function.
package yields

import (
	"iter"
	"net/http"
)

func closedThenReturnedOk(u string, seq iter.Seq[int]) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	for range seq {
		resp.Body.Close()
		return
	}
	resp.Body.Close()
}

func handedOutOk(u string, seq iter.Seq[int]) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	for range seq {
		return resp, nil
	}
	resp.Body.Close()
	return nil, nil
}

func keptInOneCaseOk(u string, seq iter.Seq[int], list *[]*http.Response) error {
	resp, err := http.Get(u)
	if err != nil {
	} else {
		for range seq {
			return resp.Body.Close()
		}
		*list = append(*list, resp)
	}
	return err
}

func returnedBad(u string, seq iter.Seq[int]) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed .*`
	if err != nil {
		return
	}
	for range seq {
		return
	}
	resp.Body.Close()
}
