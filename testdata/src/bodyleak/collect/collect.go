// Package collect keeps responses in containers.
package collect

import "net/http"

func closedLaterOk(us []string) error {
	var all []*http.Response
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			for _, r := range all {
				r.Body.Close()
			}
			return err
		}
		all = append(all, resp)
	}
	for _, r := range all {
		r.Body.Close()
	}
	return nil
}

// A policy, not an oversight: elements of containers are not followed.
func FN_lostHalfWay(us []string) error {
	var all []*http.Response
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		all = append(all, resp)
	}
	for _, r := range all {
		r.Body.Close()
	}
	return nil
}

// A policy, not an oversight: elements of containers are not followed.
func FN_localMap(us []string) int {
	byURL := map[string]*http.Response{}
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		byURL[u] = resp
	}
	return len(byURL)
}

func indexedOk(us []string) ([]*http.Response, error) {
	all := make([]*http.Response, len(us))
	for i, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return all, err
		}
		all[i] = resp
	}
	return all, nil
}

func arrayOk(u, v string) (err error) {
	var pair [2]*http.Response
	if pair[0], err = http.Get(u); err != nil {
		return err
	}
	if pair[1], err = http.Get(v); err == nil {
		defer pair[1].Body.Close()
	}
	return pair[0].Body.Close()
}

type cache struct{ byURL map[string]*http.Response }

func (c *cache) fetchOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	c.byURL[u] = resp
	return nil
}

// Only the status is kept.
func (c *cache) statusBad(u string, codes map[string]int) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	codes[u] = resp.StatusCode
	return nil
}
