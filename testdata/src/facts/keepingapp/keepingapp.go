// Package keepingapp gives literals to functions of another package.
package keepingapp

import (
	"net/http"

	"facts/keeping"
)

func keptOk(l *keeping.Log, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	l.AddOutput(func(line string) { resp.Body.Read([]byte(line)) })
	return nil
}

func keptByOtherOk(l *keeping.Log, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	keeping.Twice(l, func(line string) { resp.Body.Read([]byte(line)) })
	return nil
}

func calledBad(lines []string, u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	keeping.Lines(lines, func(line string) { resp.Body.Read([]byte(line)) })
	return nil
}
