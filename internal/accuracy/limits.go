package accuracy

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

const fixtures = "testdata/src/"

// limits lists the fixtures that record a wrong answer, with their reasons.
func limits(root fs.FS) (string, error) {
	text := "fixture\tin\twhy\n"
	err := fs.WalkDir(root, strings.TrimSuffix(fixtures, "/"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		src, err := fs.ReadFile(root, name)
		if err != nil || !strings.Contains(string(src), "func FN_") && !strings.Contains(string(src), "func FP_") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(fn.Name.Name, "FN_") && !strings.HasPrefix(fn.Name.Name, "FP_") {
				continue
			}
			why := strings.Join(strings.Fields(fn.Doc.Text()), " ")
			if why == "" {
				return fmt.Errorf("%s: %s does not say why", name, fn.Name.Name)
			}
			text += fmt.Sprintf("`%s`\t%s\t%s\n", fn.Name.Name, strings.TrimPrefix(path.Dir(name), fixtures), strings.ReplaceAll(why, "|", `\|`))
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return table(text)
}
