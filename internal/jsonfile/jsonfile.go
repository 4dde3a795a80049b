// Package jsonfile reads JSON files that a merge, an editor or another program
// may have spoiled, and says where and how.
package jsonfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// Decode reads the one value that a text should hold.
func Decode(text []byte, v any) error {
	if !json.Valid(text) {
		// The validity of the whole comes first: a mistake of the form at the
		// end explains more than one of the content at the start.
		return Explain(text, json.Unmarshal(text, new(any)))
	}
	return Explain(text, json.Unmarshal(text, v))
}

// DecodeStrict is like Decode, and refuses fields that v does not have.
func DecodeStrict(text []byte, v any) error {
	if !json.Valid(text) {
		return Decode(text, v)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return Explain(text, d.Decode(v))
}

// Explain puts an error of package json, which speaks of Go, into words about
// the file.
func Explain(text []byte, err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case len(bytes.TrimSpace(text)) == 0:
		return errors.New("it is empty")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && strings.HasPrefix(err.Error(), "unexpected end of JSON"):
		return errors.New("it ends too early")
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: %w", line(text, syntax.Offset), err)
	case errors.As(err, &wrong):
		return fmt.Errorf("line %d: %s is %s, not %s", line(text, wrong.Offset), field(wrong), article(wrong.Value), article(kind(wrong.Type)))
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

func line(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(offset, int64(len(text)))], []byte("\n"))
}

func field(e *json.UnmarshalTypeError) string {
	if e.Field == "" {
		return "it"
	}
	return e.Field
}

// kind is the name of a type in JSON.
func kind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "object"
	case reflect.Slice, reflect.Array:
		return "array"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Float64:
		return "number"
	}
	return "whole number"
}

func article(noun string) string {
	if value, ok := strings.CutPrefix(noun, "number "); ok {
		return value // 1.5
	}
	if noun == "array" || noun == "object" {
		return "an " + noun
	}
	return "a " + noun
}
