package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"text/template"
)

//go:embed package.tmpl
var packageText string

var packageTemplate = template.Must(template.New("package").Parse(packageText))

const modulePath = "example.com/generated"

// generated describes a module.
type generated struct {
	packages, layers, imports, functions int
}

// A pkg is what the template knows of a package.
type pkg struct {
	Name      string
	Layer     int
	Imports   []string
	Below     []string // names of the imported packages
	Functions []int
	Leaks     bool
}

// write writes the module and returns the number of leaks in it.
func (m *generated) write(dir string) (leaks int, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, err
	}
	mod := fmt.Sprintf("module %s\n\ngo 1.26\n", modulePath)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o666); err != nil {
		return 0, err
	}
	for i := range m.packages {
		p := m.pkg(i)
		if p.Leaks {
			leaks++
		}
		if err := p.write(filepath.Join(dir, p.dir())); err != nil {
			return 0, err
		}
	}
	return leaks, nil
}

// pkg returns the package of a number. Numbers go through the layers in turn, so
// that all are of one size.
func (m *generated) pkg(i int) *pkg {
	p := &pkg{Name: fmt.Sprintf("p%04d", i), Layer: i % m.layers, Leaks: (i+i/10)%10 == 9}
	for n := range m.functions {
		p.Functions = append(p.Functions, n)
	}
	if p.Layer == 0 {
		return p
	}
	// The numbers of the layer below are those with the remainder Layer-1.
	below := (m.packages - p.Layer + m.layers) / m.layers
	seen := make(map[int]bool)
	for n := range m.imports {
		at := (i/m.layers*7 + n*n*13 + n) % below
		if seen[at] {
			continue
		}
		seen[at] = true
		dep := &pkg{Name: fmt.Sprintf("p%04d", at*m.layers+p.Layer-1), Layer: p.Layer - 1}
		p.Below = append(p.Below, dep.Name)
		p.Imports = append(p.Imports, modulePath+"/"+dep.dir())
	}
	return p
}

func (p *pkg) dir() string { return fmt.Sprintf("layer%d/%s", p.Layer, p.Name) }

// Fetch, Drain and Rows return the functions of that name which the n-th
// function calls: of its own package, or of one below.
func (p *pkg) Fetch(n int) string { return p.other(n) + "Fetch" }

// Drain is like Fetch.
func (p *pkg) Drain(n int) string { return p.other(n+1) + "Drain" }

// Rows is like Fetch.
func (p *pkg) Rows(n int) string { return p.other(n+2) + "Rows" }

func (p *pkg) other(n int) string {
	if n %= len(p.Below) + 1; n > 0 {
		return p.Below[n-1] + "."
	}
	return ""
}

func (p *pkg) write(dir string) error {
	var b bytes.Buffer
	if err := packageTemplate.Execute(&b, p); err != nil {
		return err
	}
	text, err := format.Source(b.Bytes())
	if err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, p.Name+".go"), text, 0o666)
}
