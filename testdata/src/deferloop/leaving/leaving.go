// Package leaving has loops whose body leaves the function after the defer.
package leaving

import (
	"errors"
	"io"
	"net/http"
	"os"
)

func firstAnswerOk(us []string) ([]byte, error) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
	return nil, errors.New("no answer")
}

func bothArmsLeaveOk(us []string) (int, error) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode == 200 {
			return 200, nil
		}
		return 0, errors.New(resp.Status)
	}
	return 0, nil
}

func breakOk(us []string) (n int64) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		n = resp.ContentLength
		break
	}
	return n
}

func panicOk(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		panic(resp.Status)
	}
}

func onePathStaysBad(us []string) ([]byte, error) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want `loop`
		if resp.StatusCode != 200 {
			continue
		}
		return io.ReadAll(resp.Body)
	}
	return nil, errors.New("no answer")
}

// A switch's break stays in the loop.
func switchBreakBad(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return
		}
		defer resp.Body.Close() // want `loop`
		switch resp.StatusCode {
		case 200:
			break
		default:
			os.Exit(1)
		}
	}
}

func labelledBreakOk(rows [][]string) (n int64) {
outer:
	for _, us := range rows {
		for _, u := range us {
			resp, err := http.Get(u)
			if err != nil {
				continue outer
			}
			defer resp.Body.Close()
			n = resp.ContentLength
			break outer
		}
	}
	return n
}
