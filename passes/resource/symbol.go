package resource

import (
	"fmt"
	"go/token"
	"strings"
)

// A Symbol is the parsed name of what a Model describes.
type Symbol struct {
	Package string // import path
	Recv    string // receiver type of a method, without star and type parameters; "*" for every type
	Pointer bool   // the receiver is a pointer
	Name    string // "*" for every func type
	Form    Form
}

// A Form is the sort of thing that a symbol names.
type Form uint8

const (
	Func     Form = iota // pkg.F, or pkg.T where the model says what the type owns
	Method               // (pkg.T).M or (*pkg.T).M
	Literal              // pkg.T{}
	FuncType             // pkg.T()
)

// ParseSymbol parses the name at the start of a catalogue line.
func ParseSymbol(s string) (Symbol, error) {
	var sym Symbol
	qualified := s
	if strings.HasPrefix(s, "(") {
		recv, method, ok := strings.Cut(s[1:], ").")
		if !ok || method == "" {
			return sym, fmt.Errorf("%s: a method is written (*pkg.T).Method or (pkg.T).Method", s)
		}
		sym.Form, sym.Name = Method, method
		qualified, sym.Pointer = strings.CutPrefix(recv, "*")
	} else if t, ok := strings.CutSuffix(s, "{}"); ok {
		qualified, sym.Form = t, Literal
	} else if t, ok := strings.CutSuffix(s, "()"); ok {
		qualified, sym.Form = t, FuncType
	}

	dot := strings.LastIndexByte(qualified, '.')
	if dot <= 0 || dot < strings.LastIndexByte(qualified, '/') || dot == len(qualified)-1 {
		return sym, fmt.Errorf("%s: not a qualified name such as net.Dial or (*net/http.Client).Do", s)
	}
	sym.Package = qualified[:dot]
	name := &sym.Name
	if sym.Form == Method {
		name = &sym.Recv
	}
	*name = qualified[dot+1:]
	any := *name == "*" && (sym.Form == Method || sym.Form == FuncType)
	if !any && !isIdent(*name) || sym.Form == Method && !isIdent(sym.Name) {
		return sym, fmt.Errorf("%s: this is not a name; type parameters are left out", s)
	}
	return sym, nil
}

// Exported reports whether code of other packages can name the symbol.
func (s Symbol) Exported() bool {
	exported := func(name string) bool { return name == "" || name == "*" || token.IsExported(name) }
	return exported(s.Recv) && exported(s.Name)
}

func (s Symbol) String() string {
	q := s.Package + "." + s.Name
	switch s.Form {
	case Method:
		star := ""
		if s.Pointer {
			star = "*"
		}
		return "(" + star + s.Package + "." + s.Recv + ")." + s.Name
	case Literal:
		return q + "{}"
	case FuncType:
		return q + "()"
	}
	return q
}
