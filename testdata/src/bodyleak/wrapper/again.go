package wrapper

import (
	"io"
	"net/http"
)

type counted struct {
	io.ReadCloser
	n int
}

// Wrapped again in each round, the body is soon too deep to be seen.
func wrappedAgainOk(u string, more func() bool) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	for more() {
		resp.Body = &counted{ReadCloser: resp.Body}
	}
	return resp.Body.Close()
}
