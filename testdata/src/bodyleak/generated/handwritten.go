// Package generated has a file that nobody edits.
package generated

func callerBad(u string) (int, error) {
	resp, err := get(u) // want `response body from .*get is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func callerOk(u string) error {
	resp, err := get(u)
	if err != nil {
		return err
	}
	finish(resp)
	return nil
}
