package reqscope

import (
	"fmt"

	"github.com/connlint/connlint/passes/finding"
)

// A Scope says how often a function runs, and how that is known.
type Scope struct {
	Per  string // request, message, call, task, tick, …
	What string // HTTP handler, NATS message handler, …
	Name string // of the handler; "" if it has none
	Sure Confidence

	// Path leads from the registration, or from the handler itself, by calls
	// to the function.
	Path []finding.Step
}

func (s *Scope) String() string { return fmt.Sprintf("per %s: %s (%s)", s.Per, s.What, s.Sure) }

// Confidence says how sure it is that a function runs as often as its scope
// says.
type Confidence int

// Low: a connection's, stream's or session's own function, which may well own
// what it opens; or a function that is exported, so that others may call it.
// Medium: a receive loop; a function that only such functions call. High: by
// shape or by embedding. Certain: by signature or by registration.
const (
	Low Confidence = 1 + iota
	Medium
	High
	Certain
)

var confidences = map[string]Confidence{"low": Low, "medium": Medium, "high": High, "certain": Certain}

func (c Confidence) String() string {
	for name, each := range confidences {
		if each == c {
			return name
		}
	}
	return "unknown"
}

func confidence(name string) (Confidence, error) {
	c, ok := confidences[name]
	if !ok {
		return 0, fmt.Errorf("sure=%s: should be low, medium, high or certain", name)
	}
	return c, nil
}
