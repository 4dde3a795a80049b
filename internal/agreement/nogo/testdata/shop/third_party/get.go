// Package third_party has an error that the configuration excludes.
package third_party

import "net/http"

// Get leaks a response.
func Get(url string) { http.Get(url) }
