package errcheck

import "net/http"

func boolOfErrOk(u string) bool {
	resp, err := http.Get(u)
	ok := err == nil
	if !ok {
		return false
	}
	resp.Body.Close()
	return true
}

func flagSetOnErrOk(u string) bool {
	fail := false
	resp, err := http.Get(u)
	if err != nil {
		fail = true
	}
	if fail {
		return false
	}
	resp.Body.Close()
	return true
}

func flagSetOnStatusBad(u string) bool {
	fail := false
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil || resp.StatusCode > 299 {
		fail = true
	}
	if fail {
		return false
	}
	resp.Body.Close()
	return true
}

// The error text is kept, not the error.
func messageOk(u string) string {
	var msg string
	resp, err := http.Get(u)
	if err != nil {
		msg = err.Error()
	} else {
		defer resp.Body.Close()
		msg = resp.Status
	}
	return msg
}

func resultStructOk(u string) (res struct {
	status int
	err    error
}) {
	resp, err := http.Get(u)
	if res.err = err; res.err != nil {
		return
	}
	res.status = resp.StatusCode
	resp.Body.Close()
	return
}

func countedErrorsOk(us []string) (failures int) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			failures++
			continue
		}
		resp.Body.Close()
	}
	return failures
}
