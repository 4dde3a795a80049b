// Package sinks hands responses to parts of the standard library that keep
// what they are given.
package sinks

import (
	"container/list"
	"context"
	"log"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

func syncMapOk(m *sync.Map, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	m.Store(u, resp)
	return nil
}

func syncPoolOk(p *sync.Pool, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	p.Put(resp)
	return nil
}

func atomicOk(last *atomic.Pointer[http.Response], u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	if old := last.Swap(resp); old != nil {
		old.Body.Close()
	}
	return nil
}

func atomicValueOk(v *atomic.Value, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	v.Store(resp)
	return nil
}

func listOk(l *list.List, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	l.PushBack(resp)
	return nil
}

type key struct{}

func contextOk(ctx context.Context, u string) (context.Context, error) {
	resp, err := http.Get(u)
	if err != nil {
		return ctx, err
	}
	return context.WithValue(ctx, key{}, resp), nil
}

func sliceOk(all []*http.Response, u string) ([]*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return all, err
	}
	return slices.Insert(all, 0, resp), nil
}

func finalizerOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	runtime.SetFinalizer(resp, func(r *http.Response) { r.Body.Close() })
	return nil
}

func timerOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	time.AfterFunc(time.Minute, func() { resp.Body.Close() })
	return nil
}

func reflectedOk(u string, dst any) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	reflect.ValueOf(dst).Elem().Set(reflect.ValueOf(resp))
	return nil
}

func unsafeOk(u string, dst *unsafe.Pointer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	atomic.StorePointer(dst, unsafe.Pointer(resp))
	return nil
}

func onceValueOk(u string) func() *http.Response {
	return sync.OnceValue(func() *http.Response {
		resp, err := http.Get(u)
		if err != nil {
			return nil
		}
		return resp
	})
}

// Logging keeps nothing.
func loggedBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	log.Printf("%+v", resp)
	return nil
}
