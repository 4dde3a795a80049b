//go:build ignore

package twins

import "net/http"

func FN_fetch(u string) (int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
