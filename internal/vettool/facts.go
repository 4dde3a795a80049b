package vettool

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"go/types"
	"maps"
	"os"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// facts are what is known of a package's functions and of those of its imports.
//
// A facts file is a magic line and then a section for each package: its path
// and its encoded facts, each after its length. It hands on, undecoded, the
// facts of the packages whose types its own package gets to see, since those are
// the packages whose methods importers can call on what it returns. What nobody
// asks for is decoded nowhere.
type facts struct {
	path     string // of the package itself
	own      map[factKey]analysis.Fact
	sections map[string][]byte // of other packages, encoded
	decoded  map[string]map[factKey]analysis.Fact
}

// A factKey names a fact of a package: about a function, such as "Get" or
// "Client.Do", or about the package, "".
type factKey struct {
	object string
	kind   reflect.Type
}

// A record is the encoded form of a fact.
type record struct {
	Object string
	Fact   analysis.Fact
}

const factsMagic = "connlint facts 1\n"

func newFacts(path string) *facts {
	return &facts{
		path:     path,
		own:      make(map[factKey]analysis.Fact),
		sections: make(map[string][]byte),
		decoded:  make(map[string]map[factKey]analysis.Fact),
	}
}

// read reads the facts files of the imports.
func (f *facts) read(files map[string]string) error {
	for path, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := f.split(text); err != nil {
			return fmt.Errorf("facts of %s: %w", path, err)
		}
	}
	return nil
}

func (f *facts) split(text []byte) error {
	text, ok := bytes.CutPrefix(text, []byte(factsMagic))
	if !ok {
		return errors.New("not a facts file of this tool")
	}
	next := func() (part []byte) {
		n, size := binary.Uvarint(text)
		if size <= 0 || n > uint64(len(text)-size) {
			ok = false
			return nil
		}
		part, text = text[size:size+int(n)], text[size+int(n):]
		return part
	}
	for len(text) > 0 {
		path, data := next(), next()
		if !ok {
			return errors.New("a facts file ends in its middle")
		}
		f.sections[string(path)] = data
	}
	return nil
}

// keep drops the facts of packages that are not in sight.
func (f *facts) keep(seen map[string]*types.Package) {
	maps.DeleteFunc(f.sections, func(path string, _ []byte) bool { return seen[path] == nil })
}

// write writes the facts file of the package.
func (f *facts) write(name string) error {
	if len(f.own) > 0 {
		data, err := encode(f.own)
		if err != nil {
			return err
		}
		f.sections[f.path] = data
	}
	text := []byte(factsMagic)
	for _, path := range slices.Sorted(maps.Keys(f.sections)) {
		text = append(binary.AppendUvarint(text, uint64(len(path))), path...)
		text = append(binary.AppendUvarint(text, uint64(len(f.sections[path]))), f.sections[path]...)
	}
	return os.WriteFile(name, text, 0o666)
}

func encode(own map[factKey]analysis.Fact) ([]byte, error) {
	keys := slices.SortedFunc(maps.Keys(own), func(a, b factKey) int {
		return cmp.Or(cmp.Compare(a.object, b.object), cmp.Compare(a.kind.String(), b.kind.String()))
	})
	var records []record
	for _, k := range keys {
		records = append(records, record{k.object, own[k]})
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(records)
	return b.Bytes(), err
}

func decode(data []byte) (map[factKey]analysis.Fact, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var records []record
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&records); err != nil {
		return nil, err
	}
	m := make(map[factKey]analysis.Fact)
	for _, r := range records {
		m[factKey{r.Object, reflect.TypeOf(r.Fact)}] = r.Fact
	}
	return m, nil
}

// get copies the fact about an object of a package to *to, if there is one.
func (f *facts) get(path, object string, to analysis.Fact) bool {
	of := f.own
	if path != f.path {
		var ok bool
		if of, ok = f.decoded[path]; !ok {
			var err error
			if of, err = decode(f.sections[path]); err != nil {
				panic(fmt.Sprintf("facts of %s: %v", path, err)) // another tool's work
			}
			f.decoded[path] = of
		}
	}
	fact, ok := of[factKey{object, reflect.TypeOf(to)}]
	if ok {
		reflect.ValueOf(to).Elem().Set(reflect.ValueOf(fact).Elem())
	}
	return ok
}

func (f *facts) set(object string, fact analysis.Fact) {
	f.own[factKey{object, reflect.TypeOf(fact)}] = fact
}

func (f *facts) ofObject(obj types.Object, to analysis.Fact) bool {
	name := objectName(obj)
	return name != "" && f.get(obj.Pkg().Path(), name, to)
}

func (f *facts) exportOfObject(obj types.Object, fact analysis.Fact) {
	if name := objectName(obj); name != "" {
		f.set(name, fact)
	}
}

// objectName names a function or method so that its importers, who know it by
// the compiler's export data, find the same name; "" if they do not get to see
// it.
func objectName(obj types.Object) string {
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Name() == "_" || fn.Name() == "init" {
		return ""
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Parent() != fn.Pkg().Scope() {
		return "" // of an unnamed interface, or of a type inside a function
	}
	return named.Obj().Name() + "." + fn.Name()
}
