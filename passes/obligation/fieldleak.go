package obligation

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/passes/finding"
	"github.com/connlint/connlint/passes/internal/flow"
)

// A FieldLeak is a resource that is lost in a field.
type FieldLeak struct {
	Pos     token.Pos // the store
	Message string
	Path    []finding.Step
}

func fieldLeak(l *flow.FieldLeak) FieldLeak {
	where := l.Type.Name() + "." + l.Field.Name()
	out := FieldLeak{Pos: l.Store}
	if l.Overwritten {
		out.Message = fmt.Sprintf("%s in %s is overwritten while still open", l.Kind.Noun, where)
	} else {
		out.Message = fmt.Sprintf("%s from %s is stored in %s, where it is never %s", l.Kind.Noun, l.API, where, l.Kind.Verb)
	}
	if l.Call != nil {
		out.Path = []finding.Step{{Pos: l.Call.Pos(), Message: l.Kind.Noun + " is acquired here"}}
	}
	return out
}

// FieldLeaks returns the resources that are lost in fields. It panics as Of
// does.
func FieldLeaks(pass *analysis.Pass) []FieldLeak { return result(pass).FieldLeaks }
