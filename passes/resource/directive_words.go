package resource

import (
	"errors"
	"fmt"
	"go/ast"
	"slices"
	"strings"
)

// A model collects the attributes that several directives give one declaration.
type model struct {
	first directive // for messages
	words []string
	owned []string // fields
}

func (m *model) add(dir directive, words ...string) {
	if m.first.comment == nil {
		m.first = dir
	}
	m.words = append(m.words, words...)
}

// owns adds the fields among the words.
func (m *model) owns(dir directive, words []string) {
	m.add(dir)
	for _, w := range words {
		if strings.Contains(w, "=") {
			m.words = append(m.words, w)
		} else {
			m.owned = append(m.owned, w)
		}
	}
}

func (m *model) attributes() []string {
	if m.owned == nil {
		return m.words
	}
	return append([]string{"owns=" + strings.Join(m.owned, "|")}, m.words...)
}

// A signature is what directives need to know of a function: what its
// parameters and results are called.
type signature struct {
	recv    string
	params  []string
	results *ast.FieldList
}

// acquires turns the words after acquires into attributes: the result comes
// first, unless there is no choice.
func (s signature) acquires(words []string) ([]string, error) {
	if len(words) > 0 && !strings.Contains(words[0], "=") && !flags[words[0]] {
		name, path, hasPath := strings.Cut(words[0], ".")
		r, err := s.result(name)
		if err != nil {
			return nil, err
		}
		if hasPath {
			r += "." + path
		}
		return append([]string{"acquire=" + r}, words[1:]...), nil
	}
	if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "acquire=") }) {
		return words, nil
	}
	only := -1
	for i, t := range resultTypes(s.results) {
		if id, ok := t.(*ast.Ident); ok && id.Name == "error" {
			continue
		}
		if only >= 0 {
			return nil, errors.New("which result? say r0, r1, … or its name first")
		}
		only = i
	}
	if only < 0 {
		return nil, errors.New("there is no result")
	}
	return append([]string{fmt.Sprintf("acquire=r%d", only)}, words...), nil
}

// result turns r0 or the name of a result into r0.
func (s signature) result(word string) (string, error) {
	for i, name := range paramNames(s.results) {
		if name == word && name != "_" {
			return fmt.Sprintf("r%d", i), nil
		}
	}
	n, err := index(word, 'r')
	if err != nil {
		return "", fmt.Errorf("no result is called %s", word)
	}
	if n >= len(resultTypes(s.results)) {
		return "", fmt.Errorf("there is no result %s", word)
	}
	return word, nil
}

// arguments turns names of parameters into attributes that say what happens to
// them. "release on-error" is the one effect that is not unconditional.
func (s signature) arguments(words []string, effect string) ([]string, error) {
	if i := slices.Index(words, "on-error"); i >= 0 {
		if effect != "release" {
			return nil, errors.New("only releases can be on-error")
		}
		effect = "release-on-error"
		words = slices.Delete(slices.Clone(words), i, i+1)
	}
	var attrs []string
	for _, w := range words {
		if strings.Contains(w, "=") {
			attrs = append(attrs, w)
			continue
		}
		p, err := s.param(w)
		if err != nil {
			return nil, err
		}
		attrs = append(attrs, p+"="+effect)
	}
	if len(attrs) == 0 {
		return nil, errors.New("which parameter? give its name, p0, p1, … or recv")
	}
	return attrs, nil
}

// param turns the name of a parameter or receiver into p0 or recv.
func (s signature) param(word string) (string, error) {
	if word == "_" {
		return "", errors.New("say p0, p1, … of a parameter without a name")
	}
	if i := slices.Index(s.params, word); i >= 0 {
		return fmt.Sprintf("p%d", i), nil
	}
	if word == s.recv || word == "recv" {
		return "recv", nil
	}
	n, err := index(word, 'p')
	if err != nil {
		return "", fmt.Errorf("no parameter is called %s", word)
	}
	if n >= len(s.params) {
		return "", fmt.Errorf("there is no parameter %s", word)
	}
	return word, nil
}

// paramNames returns a name for each parameter or result; "_" if it has none.
func paramNames(list *ast.FieldList) []string {
	var names []string
	for f := range fields(list) {
		if len(f.Names) == 0 {
			names = append(names, "_")
		}
		for _, id := range f.Names {
			names = append(names, id.Name)
		}
	}
	return names
}

func resultTypes(list *ast.FieldList) []ast.Expr {
	var all []ast.Expr
	for f := range fields(list) {
		for range max(1, len(f.Names)) {
			all = append(all, f.Type)
		}
	}
	return all
}

func fields(list *ast.FieldList) func(func(*ast.Field) bool) {
	return func(yield func(*ast.Field) bool) {
		if list == nil {
			return
		}
		for _, f := range list.List {
			if !yield(f) {
				return
			}
		}
	}
}

// fieldNames returns the names of a struct field; an embedded one is called like
// its type.
func fieldNames(f *ast.Field) []string {
	if len(f.Names) == 0 {
		name, _ := receiver(f.Type)
		return []string{name}
	}
	var names []string
	for _, id := range f.Names {
		names = append(names, id.Name)
	}
	return names
}

// receiver returns the name of a receiver's or embedded type, and whether it is a
// pointer.
func receiver(t ast.Expr) (name string, pointer bool) {
	switch t := t.(type) {
	case *ast.ParenExpr:
		return receiver(t.X)
	case *ast.StarExpr:
		name, _ = receiver(t.X)
		return name, true
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	case *ast.SelectorExpr:
		return t.Sel.Name, false
	case *ast.Ident:
		return t.Name, false
	}
	return "", false
}
