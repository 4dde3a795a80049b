package vettool

import (
	"encoding/gob"
	"go/importer"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
)

type note struct{ Text string }

func (*note) AFact() {}

// TestFactsTravel checks that facts reach importers, and their importers, by the
// name of what they are about.
func TestFactsTravel(t *testing.T) {
	gob.Register(new(note))
	file := func(name string) string { return filepath.Join(t.TempDir(), name) }

	bottom := newFacts("bottom")
	bottom.set("Client.Do", &note{"releases"})
	bottom.set("", &note{"seen"})
	first := file("bottom")
	if err := bottom.write(first); err != nil {
		t.Fatal(err)
	}
	middle := newFacts("middle")
	if err := middle.read(map[string]string{"bottom": first}); err != nil {
		t.Fatal(err)
	}
	second := file("middle")
	if err := middle.write(second); err != nil {
		t.Fatal(err)
	}
	top := newFacts("top")
	if err := top.read(map[string]string{"middle": second}); err != nil {
		t.Fatal(err)
	}
	for object, want := range map[string]string{"Client.Do": "releases", "": "seen"} {
		if got := new(note); !top.get("bottom", object, got) || got.Text != want {
			t.Errorf("fact about %q is %q, want %q", object, got.Text, want)
		}
	}
	if top.get("bottom", "Client.Get", new(note)) || top.get("middle", "", new(note)) {
		t.Error("there is a fact that nobody stated")
	}
}

// TestForeignFacts checks that what is no facts file is refused.
func TestForeignFacts(t *testing.T) {
	good := newFacts("p")
	good.sections["q"] = []byte("12345")
	for _, text := range []string{"", "vetx\x00\x00", factsMagic + "\x05q", factsMagic + "\x01q\x7f12345"} {
		if err := newFacts("p").split([]byte(text)); err == nil {
			t.Errorf("%q is taken for a facts file", text)
		}
	}
}

func TestObjectName(t *testing.T) {
	pkg, err := importer.Default().Import("net/http")
	if err != nil {
		t.Skip("no export data of the standard library:", err)
	}
	client := pkg.Scope().Lookup("Client").Type()
	do, _, _ := types.LookupFieldOrMethod(types.NewPointer(client), true, pkg, "Do")
	handler, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup("Handler").Type(), true, pkg, "ServeHTTP")
	for _, test := range []struct {
		obj  types.Object
		want string
	}{
		{pkg.Scope().Lookup("Get"), "Get"},
		{do, "Client.Do"},
		{handler, "Handler.ServeHTTP"},
		{pkg.Scope().Lookup("DefaultClient"), ""},
		{types.Universe.Lookup("len"), ""},
	} {
		if got := objectName(test.obj); got != test.want {
			t.Errorf("objectName(%v) = %q, want %q", test.obj, got, test.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		args string
		ok   bool
	}{
		{"-json unit.cfg", true},
		{"-json=true unit.cfg", true},
		{"unit.cfg", false},
		{"-json -fix unit.cfg", false},
		{"-json", false},
		{"-json unit", false},
	} {
		file, _, ok := parse(strings.Fields(test.args), nil)
		if ok != test.ok || ok && file != "unit.cfg" {
			t.Errorf("parse(%q) = %q, %v", test.args, file, ok)
		}
	}
}
