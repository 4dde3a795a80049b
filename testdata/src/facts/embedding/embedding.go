// Package embedding returns responses inside a type of its own.
package embedding

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// APIResponse adds methods to the response.
type APIResponse struct {
	*http.Response
	Request *http.Request
}

// Conn sends requests.
type Conn struct{ Client *http.Client }

// DoRequest tries three times.
func (c *Conn) DoRequest(method, u string, body io.Reader) (*APIResponse, error) {
	req, err := http.NewRequest(method, u, body)
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	for range 3 {
		resp, err = c.Client.Do(req)
		if err == nil {
			break
		}
	}
	return &APIResponse{resp, req}, err
}

// IsSuccess looks at the status.
func (r *APIResponse) IsSuccess() bool { return r.StatusCode/100 == 2 }

// Process reads and does not close.
func (r *APIResponse) Process(v any) error {
	b, err := io.ReadAll(r.Response.Body)
	if err != nil {
		return err
	}
	if r.IsSuccess() {
		if v != nil {
			return json.Unmarshal(b, v)
		}
		return nil
	}
	return fmt.Errorf("%s: %s", r.Status, b)
}

// Finish reads and closes.
func (r *APIResponse) Finish(v any) error {
	defer r.Body.Close()
	return r.Process(v)
}
