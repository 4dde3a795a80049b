package connlint_test

// The rules of this repository that a compiler does not check.

import (
	"encoding/json"
	"errors"
	"flag"
	"go/ast"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/accuracy"
	"github.com/connlint/connlint/internal/cli"
	"github.com/connlint/connlint/internal/ruledoc"
	"github.com/connlint/connlint/passes/finding"
)

var update = flag.Bool("update", false, "write the generated documents")

const module = "github.com/connlint/connlint"

func TestTidy(t *testing.T) {
	if out, err := exec.Command("go", "mod", "tidy", "-diff").CombinedOutput(); err != nil {
		t.Errorf("go mod tidy would change something: %v\n%s", err, out)
	}
}

// TestRuleDocs checks that every rule is documented in full, and that what is
// made from its documentation is up to date (else: go test . -update).
func TestRuleDocs(t *testing.T) {
	var docs []*finding.RuleDoc
	var severities []finding.Severity
	pages := make(map[string]bool)
	for _, r := range analyzers.Suite {
		d, err := finding.ParseDoc(r.Analyzer.Doc)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		docs, severities = append(docs, d), append(severities, r.Severity)
		page := filepath.Join("docs", "rules", d.Name+".md")
		pages[page] = true
		fresh(t, page, ruledoc.Markdown(d))
	}
	old, _ := filepath.Glob("docs/rules/*.md")
	for _, page := range old {
		if !pages[page] {
			t.Errorf("%s describes no rule of the suite", page)
		}
	}
	freshPart(t, "README.md", "<!-- rules -->\n", "<!-- end of rules -->", ruledoc.Table(docs, severities))
	var names []string
	for _, d := range docs {
		names = append(names, strconv.Quote(d.Name))
	}
	freshPart(t, "docs/config.schema.json", `"rule": {"enum": [`, "]}", strings.Join(names, ", "))
}

// TestManual checks that the command's doc comment is its help.
func TestManual(t *testing.T) {
	var b strings.Builder
	for line := range strings.Lines(cli.Manual()) {
		b.WriteString(strings.TrimRight("// "+line, " \n") + "\n")
	}
	text := strings.ReplaceAll(b.String(), "// \t", "//\t")
	fresh(t, "cmd/connlint/doc.go", text+"package main\n")
}

// TestAccuracy checks that docs/accuracy.md shows what was measured.
func TestAccuracy(t *testing.T) {
	tables, err := accuracy.Tables(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		freshPart(t, "docs/accuracy.md", "<!-- "+name+" -->\n", "<!-- end of "+name+" -->", tables[name])
	}
}

// fresh checks that a file has the content that is made for it.
func fresh(t *testing.T, file, want string) {
	t.Helper()
	got, err := os.ReadFile(file)
	if err == nil && string(got) == want {
		return
	}
	if !*update {
		t.Errorf("%s is out of date; write it with: go test . -update", file)
		return
	}
	if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
		t.Error(err)
	}
}

// freshPart checks that a file has, between two marks, the text that is made for
// it.
func freshPart(t *testing.T, file, from, to, want string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return
	}
	head, rest, ok := strings.Cut(string(text), from)
	_, tail, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Errorf("%s: no text between %q and %q", file, from, to)
		return
	}
	fresh(t, file, head+from+want+to+tail)
}

// TestNames checks that a rule has one name: of its folder, of its Analyzer, and
// of its fixtures.
func TestNames(t *testing.T) {
	inSuite := make(map[string]bool)
	for _, r := range analyzers.Suite {
		inSuite[r.Analyzer.Name] = true
		for _, dir := range []string{"analyzers", "testdata/src"} {
			if info, err := os.Stat(filepath.Join(dir, r.Analyzer.Name)); err != nil || !info.IsDir() {
				t.Errorf("rule %s has no folder in %s", r.Analyzer.Name, dir)
			}
		}
	}
	folders, err := os.ReadDir("analyzers")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if f.IsDir() && f.Name() != "internal" && !inSuite[f.Name()] {
			t.Errorf("analyzers/%s is not in the suite", f.Name())
		}
	}
}

// layers are the parts of the house. A package imports only from earlier lines,
// or from its own folder.
var layers = []string{
	"passes/config",
	"passes/finding",
	"passes/resource",
	"passes/internal",
	"passes/summary",
	"passes/reqscope",
	"passes/churn",
	"passes/obligation",
	"analyzers/",
	"analyzers",
	"nogo",
	"internal/spell",
	"internal/jsonfile",
	"internal/source",
	"internal/ruledoc",
	"internal/vettool",
	"internal/report",
	"internal/driver",
	"internal/configfile",
	"internal/baseline",
	"internal/observed",
	"internal/changes",
	"internal/fix",
	"internal/cli",
	"internal/",
	"plugin",
	"cmd/connlint",
}

// layer returns the line that a package belongs to, or -1. A line that ends in a
// slash stands for the folder's packages that are not on a line of their own.
func layer(pkg string) int {
	best := -1
	for i, l := range layers {
		if pkg == l || strings.HasPrefix(pkg, strings.TrimSuffix(l, "/")+"/") {
			if best < 0 || len(l) > len(layers[best]) {
				best = i
			}
		}
	}
	return best
}

func TestLayers(t *testing.T) {
	for _, p := range packages(t) {
		pkg := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, imp := range p.Imports {
			if strings.HasPrefix(pkg, "analyzers/") && (strings.HasSuffix(imp, "/go/ssa") || strings.HasSuffix(imp, "/buildssa")) {
				t.Errorf("%s imports %s: a rule is a lens on the results of passes", pkg, imp)
			}
			imp, ours := strings.CutPrefix(imp, module+"/")
			if !ours {
				continue
			}
			if pkg == "conntest" || strings.HasPrefix(pkg, "conntest/") {
				if !strings.HasPrefix(imp, "conntest/") {
					t.Errorf("%s imports %s: conntest stands alone", pkg, imp)
				}
				continue
			}
			from, to := layer(pkg), layer(imp)
			switch {
			case from < 0 || to < 0:
				t.Errorf("%s or %s is in no layer", pkg, imp)
			case to > from:
				t.Errorf("%s imports %s, a later layer", pkg, imp)
			case layers[from] == "analyzers/" && layers[to] == "analyzers/":
				t.Errorf("%s imports %s: a rule does not build on another", pkg, imp)
			}
		}
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

// packages lists the packages of the module.
func packages(t *testing.T) []listed {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	d := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// selfEvident are methods that everybody knows.
var selfEvident = map[string]bool{"String": true, "Error": true, "Unwrap": true}

// TestDocumented checks that everything exported says what it is.
func TestDocumented(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.name, "testdata") {
			continue
		}
		for _, d := range s.syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				ofExported := d.Recv == nil || ast.IsExported(receiver(d)) && !selfEvident[d.Name.Name]
				if d.Name.IsExported() && d.Doc == nil && ofExported {
					t.Errorf("%s: func %s has no doc comment", s.at(d), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					s.undocumented(t, d, spec)
				}
			}
		}
	}
}

func (s *source) undocumented(t *testing.T, d *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil {
			t.Errorf("%s: type %s has no doc comment", s.at(spec), spec.Name.Name)
		}
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
				t.Errorf("%s: %s has no doc comment", s.at(spec), name.Name)
			}
		}
	}
}

func receiver(d *ast.FuncDecl) string {
	typ := d.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// TestSizes prints how large files and functions are. It enforces nothing: a long
// function with one job beats five that chase each other.
func TestSizes(t *testing.T) {
	var files, funcs, tests []size
	comments, code := 0, 0
	for _, s := range sources(t) {
		if strings.HasPrefix(s.name, "testdata") {
			continue
		}
		lines := s.fset.File(s.syntax.FileStart).LineCount()
		if s.test {
			tests = append(tests, size{s.name, lines})
			continue
		}
		files = append(files, size{s.name, lines})
		code += lines
		for _, c := range s.syntax.Comments {
			comments += s.lines(c)
		}
		for _, d := range s.syntax.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				funcs = append(funcs, size{s.name + ":" + d.Name.Name, s.lines(d)})
			}
		}
	}
	t.Logf("files:     %s", spread(files))
	t.Logf("functions: %s", spread(funcs))
	t.Logf("tests:     %s", spread(tests))
	t.Logf("comments:  %d of %d lines, %d %%", comments, code, 100*comments/code)
}

// TestKnownWrong prints how many wrong answers the fixtures keep on record.
func TestKnownWrong(t *testing.T) {
	counts := make(map[string]int)
	verdict := regexp.MustCompile(`^(FN_|FP_)|(Bad|Ok)$`)
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.name, "testdata/src/") {
			continue
		}
		for _, d := range s.syntax.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				counts[verdict.FindString(d.Name.Name)]++
			}
		}
	}
	t.Logf("fixtures: %d Bad, %d Ok, %d FN_ (missed), %d FP_ (false alarms)", counts["Bad"], counts["Ok"], counts["FN_"], counts["FP_"])
}

// TestSelf runs connlint on itself.
func TestSelf(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and analyses programs")
	}
	exe := filepath.Join(t.TempDir(), "connlint")
	if out, err := exec.Command("go", "build", "-o", exe, "./cmd/connlint").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if out, err := exec.Command(exe, "-fail-on=note", "./...").CombinedOutput(); err != nil {
		t.Errorf("connlint ./...: %v\n%s", err, out)
	}
}
