// Package command runs once, as a command does.
package command

import (
	"net/http"

	"github.com/spf13/cobra"
)

var cmd = &cobra.Command{RunE: func(*cobra.Command, []string) error {
	return fetchOk("http://backend/")
}}

func fetchOk(u string) error {
	client := &http.Client{Transport: &http.Transport{}}
	resp, err := client.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
