// Package header sends Connection: close.
package header

import (
	"net/http"
)

const connection = "Connection"

func setBad(req *http.Request) {
	req.Header.Set("Connection", "close") // want `by its header "Connection: close": every request`
}

func addBad(u string) (*http.Request, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Add(connection, "TE, Close") // want `by its header "Connection: close"`
	return req, nil
}

func elementBad(req *http.Request) {
	req.Header["Connection"] = []string{"close"} // want `by its header "Connection: close"`
}

func fieldBad(req *http.Request) {
	req.Header = http.Header{
		"Accept":     {"*/*"},
		"Connection": {"close"}, // want `by its header "Connection: close"`
	}
}

func literalBad() *http.Request {
	return &http.Request{Header: http.Header{"Connection": {"close"}}} // want `by its header "Connection: close"`
}

func variableBad() *http.Request {
	h := http.Header{}
	h.Set("Connection", "close") // want `by its header "Connection: close"`
	return &http.Request{Header: h}
}

func aliasBad(req *http.Request) {
	h := req.Header
	h.Set("connection", "close") // want `by its header "Connection: close"`
}

func answerOk(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close")
	r.Header.Set("Connection", "close")
}

func responseOk(resp *http.Response) {
	resp.Header.Set("Connection", "close")
}

func upgradeOk(req *http.Request) {
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("X-Connection", "close")
	req.Header.Set("Connection", "keep-alive")
}

func valueOk(req *http.Request, value string) {
	req.Header.Set("Connection", value)
}

// Where the map goes is not seen.
func FN_elsewhere() http.Header {
	return http.Header{"Connection": {"close"}}
}

// Headers that come out of a map are not followed.
func FN_plainMap(req *http.Request) {
	for k, v := range map[string]string{"Connection": "close"} {
		req.Header.Set(k, v)
	}
}
