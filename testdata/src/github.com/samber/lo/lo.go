// Package lo stands in for the real one in fixtures.
package lo

import "fmt"

func Must[T any](val T, err any, messageArgs ...any) T {
	switch e := err.(type) {
	case nil:
	case error:
		panic(fmt.Sprint(e))
	case bool:
		if !e {
			panic("not ok")
		}
	}
	return val
}
