// Package cgofile has a file that cgo rewrites: what comes out is a generated
// file.
package cgofile

// static int twice(int n) { return 2 * n; }
import "C"

import "net/http"

func rewrittenBad(u string) (int, error) {
	resp, err := http.Get(u) // want `is never closed`
	if err != nil {
		return 0, err
	}
	return int(C.twice(C.int(resp.StatusCode))), nil
}
