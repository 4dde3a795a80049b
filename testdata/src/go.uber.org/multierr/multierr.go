// Package multierr stands in for the real one in fixtures.
package multierr

import (
	"errors"
	"io"
)

type Invoker interface{ Invoke() error }

type Invoke func() error

func (i Invoke) Invoke() error { return i() }

func Close(closer io.Closer) Invoker { return Invoke(closer.Close) }

func Append(left error, right error) error { return errors.Join(left, right) }

func Combine(errs ...error) error { return errors.Join(errs...) }

func AppendInto(into *error, err error) (errored bool) {
	*into = errors.Join(*into, err)
	return err != nil
}

func AppendInvoke(into *error, invoker Invoker) { AppendInto(into, invoker.Invoke()) }

func AppendFunc(into *error, fn func() error) { AppendInvoke(into, Invoke(fn)) }
