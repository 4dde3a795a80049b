// Command mainexit returns from main with a body open: the process ends and
// the system closes everything.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

// main's own returns are the end of the process.
func main() {
	resp, err := http.Get(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.Status)
	if resp.StatusCode != 200 {
		return
	}
	if err := runBad(); err != nil {
		log.Fatal(err)
	}
}

// runBad is a function like any other, even if only main calls it today.
func runBad() error {
	resp, err := http.Get(os.Args[1]) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	fmt.Println(resp.Status)
	return nil
}

// A literal in main is called while the process lives.
func serveBad() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get(os.Args[1]) // want `response body from http\.Get is never closed`
		if err != nil {
			return
		}
		fmt.Fprintln(w, resp.Status)
	})
}
