package fix

import (
	"io"
	"net/http"
)

// The name means something else where the deferred call would stand, or the
// statement stands where no other may.

func labelledBad(u string, again func() bool) {
retry:
	resp, err := http.Get(u) // want `response body from http\.Get`
	if err != nil {
		return
	}
	println(resp.Status)
	if again() {
		goto retry
	}
}

func elseBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	} else {
		_, err = io.Copy(io.Discard, resp.Body)
	}
	return err
}

func initOfSwitchBad(u string) string {
	switch resp, err := http.Get(u); { // want `response body from http\.Get is never closed`
	case err != nil:
		return err.Error()
	default:
		return resp.Status
	}
}

func argumentBad(u string) string {
	return status(http.Get(u)) // want `response body from http\.Get is never closed`
}

func status(resp *http.Response, err error) string {
	if err != nil {
		return err.Error()
	}
	return resp.Status
}

type holder struct{ resp *http.Response }

func localFieldBad(u string) (string, error) {
	var h holder
	var err error
	h.resp, err = http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return "", err
	}
	return h.resp.Status, nil
}

// Every time round, and only at the end of the function.
func inSwitchInLoopBad(us []string) {
	for _, u := range us {
		switch {
		case u != "":
			resp, err := http.Get(u) // want `response body from http\.Get`
			if err != nil {
				return
			}
			println(resp.Status)
		}
	}
}
