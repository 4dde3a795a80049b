package sourcecheck

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A dependency outside the root keeps its types and loses its bodies.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"m/go.mod":   "module example.com/m\n\ngo 1.26\n\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ../dep\n",
		"m/p.go":     "package p\n\nimport \"example.com/dep\"\n\nfunc F() int { return dep.G(dep.H(1)) }\n",
		"dep/go.mod": "module example.com/dep\n\ngo 1.26\n",
		"dep/dep.go": "package dep\n\nimport \"fmt\"\n\nfunc init() { fmt.Println() }\n\nfunc G(x int) int { return x }\n\nfunc H[T any](x T) T { return x }\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(filepath.Join(dir, "m"))
	for _, deps := range []bool{false, true} {
		pkgs, broken, err := Load(Options{Root: filepath.Join(dir, "m"), Deps: deps}, ".")
		if err != nil || len(broken) > 0 || len(pkgs) != 1 || pkgs[0].IllTyped {
			t.Fatalf("deps %t: got %d packages, broken %v, error %v", deps, len(pkgs), broken, err)
		}
		if !hasBody(pkgs[0]) {
			t.Errorf("deps %t: the package under test has lost its bodies", deps)
		}
		if imported := pkgs[0].Types.Imports(); len(imported) != 1 || imported[0].Scope().Lookup("G") == nil {
			t.Errorf("deps %t: imported %v, want dep with its function G", deps, imported)
		}
		if dep := pkgs[0].Imports["example.com/dep"]; deps && (dep == nil || !hasBody(dep)) {
			t.Errorf("deps %t: dependency is not analysed", deps)
		} else if !deps && dep != nil {
			t.Errorf("deps %t: dependency is analysed", deps)
		}
	}
}

func hasBody(p *packages.Package) bool {
	for _, f := range p.Syntax {
		for _, decl := range f.Decls {
			if fn := funcDecl(decl); fn != nil && fn.Body != nil {
				return true
			}
		}
	}
	return false
}
