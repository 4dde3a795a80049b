package workers

import "net/http"

// Each iteration has a variable of its own: what became of the earlier ones says
// nothing of this one.
func sometimesBad(us []string, cond func() bool) {
	for _, u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is overwritten .*`
		if err == nil && cond() {
			done := make(chan struct{})
			go func() {
				resp.Body.Close()
				close(done)
			}()
			<-done
		}
	}
}

func alwaysOk(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		go func() { resp.Body.Close() }()
	}
}
