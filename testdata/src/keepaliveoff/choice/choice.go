// Package choice switches keep-alives off where somebody asked for it.
package choice

import "net/http"

type options struct {
	KeepAlives bool
	Insecure   bool
	Proxy      string
}

func assertedBad() {
	if t, ok := http.DefaultTransport.(*http.Transport); ok {
		t.DisableKeepAlives = true // want `switched off by DisableKeepAlives`
	}
}

func notNilBad(req *http.Request) {
	if req != nil {
		req.Close = true // want `by Request.Close`
	}
}

func typeSwitchBad(rt http.RoundTripper) {
	switch t := rt.(type) {
	case *http.Transport:
		t.DisableKeepAlives = true // want `switched off by DisableKeepAlives`
	}
}

func literalUnderOtherConditionBad(o options) *http.Transport {
	if o.Insecure {
		return &http.Transport{DisableKeepAlives: true} // want `switched off by DisableKeepAlives`
	}
	return &http.Transport{}
}

func optionOk(t *http.Transport, o options) {
	if !o.KeepAlives {
		t.DisableKeepAlives = true
	}
}

func parameterOk(req *http.Request, last bool) {
	if req != nil && last {
		req.Close = true
		req.Header.Set("Connection", "close")
	}
}

func switchOk(t *http.Transport, mode string) {
	switch mode {
	case "probe":
		t.DisableKeepAlives = true
	}
}

func literalUnderOptionOk(o options) *http.Transport {
	if !o.KeepAlives {
		return &http.Transport{DisableKeepAlives: true}
	}
	return &http.Transport{}
}

func afterErrorOk(req *http.Request, resp *http.Response) {
	if resp.StatusCode == http.StatusServiceUnavailable {
		req.Close = true
	}
}
