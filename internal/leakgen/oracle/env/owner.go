package env

import (
	"io"
	"net/http"
	"reflect"
)

// The caller of the generated function keeps the rules: what it is given, it
// closes.

// Take owns the first result unless the error says that there is none.
func Take[T any](v T, err error) {
	if err == nil {
		Own(v)
	}
}

// Take3 owns a value and what closes it.
func Take3[T any](v T, release func(), err error) {
	if err == nil {
		w.settle = append(w.settle, release)
	}
}

// Drop ignores an error.
func Drop(error) {}

// Own closes v at the end: a closer, a response, a function that closes, or
// whatever of these is found in a slice, an array, a map or exported fields.
func Own(v any) {
	w.settle = append(w.settle, func() { settle(reflect.ValueOf(v)) })
}

// Chan is a channel whose receiver closes what it gets.
func Chan[T any]() chan T {
	c := make(chan T, 16)
	receive(c)
	return c
}

// MaybeChan is a channel that is full, or not.
func MaybeChan[T any]() chan T {
	c := make(chan T, w.choose(2))
	receive(c)
	return c
}

func receive[T any](c chan T) {
	w.settle = append(w.settle, func() {
		for len(c) > 0 {
			settle(reflect.ValueOf(<-c))
		}
	})
}

// Map is a map whose owner closes what it holds.
func Map[T any]() map[int]T {
	m := make(map[int]T)
	Own(m)
	return m
}

// Slice is a slice whose owner closes what it holds.
func Slice[T any]() *[]T {
	s := new([]T)
	Own(s)
	return s
}

// New is a struct whose owner closes what its fields hold.
func New[T any]() *T {
	s := new(T)
	Own(s)
	return s
}

func settle(v reflect.Value) {
	if !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice, reflect.Func:
		if v.IsNil() {
			return
		}
	}
	if v.CanInterface() {
		switch c := v.Interface().(type) {
		case *http.Response:
			c.Body.Close()
			return
		case io.Closer:
			c.Close()
			return
		case func():
			c()
			return
		case func() error:
			c()
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		settle(v.Elem())
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			settle(v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			settle(v.MapIndex(k))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			settle(v.Field(i))
		}
	}
}
