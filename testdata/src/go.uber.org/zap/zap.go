// Package zap stands in for the real one in fixtures.
package zap

import "os"

type Field struct {
	Key string
	Err error
}

func Error(err error) Field { return Field{Key: "error", Err: err} }

type Logger struct{ fields []Field }

func (log *Logger) Info(msg string, fields ...Field) {}

func (log *Logger) Fatal(msg string, fields ...Field) { os.Exit(1) }
