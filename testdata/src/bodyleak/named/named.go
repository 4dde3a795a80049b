// Package named tests variables: a message names the place where one is tested,
// not the one where it is declared.
package named

import "net/http"

var verbose bool

func parameterBad(
	u string,
	keep bool,
) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed unless keep \(line 17\)`
	if err != nil {
		return err
	}
	if keep {
		return resp.Body.Close()
	}
	return nil
}

func globalBad(u string) error {
	resp, err := http.Get(u) // want `is not closed when verbose \(line 28\)`
	if err != nil {
		return err
	}
	if verbose {
		return nil
	}
	return resp.Body.Close()
}

func capturedBad(u string, stop func(*bool)) error {
	done := false
	stop(&done)
	resp, err := http.Get(u) // want `is not closed when done \(line 41\)`
	if err != nil {
		return err
	}
	if done {
		return nil
	}
	return resp.Body.Close()
}

func commaOkBad(u string, seen map[string]int) error {
	_, known := seen[u]
	resp, err := http.Get(u) // want `is not closed when known \(line 53\)`
	if err != nil {
		return err
	}
	if known {
		return nil
	}
	return resp.Body.Close()
}

func bothBad(u string, n int, keep bool) error {
	resp, err := http.Get(u) // want `is not closed when n <= 3 \(line 64\)`
	if err != nil {
		return err
	}
	if n > 3 && keep {
		return resp.Body.Close()
	}
	return nil
}

func rangeBad(u string) error {
	resp, err := http.Get(u) // want `is not closed when resp\.StatusCode < 200 \|\| resp\.StatusCode >= 300 \(line 75\)`
	if err != nil {
		return err
	}
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return nil
	}
	return resp.Body.Close()
}
