package oracle

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed env fakenet lib
var sources embed.FS

// Sources returns the packages that a generated module needs besides its
// programs, as files of that module.
func Sources() map[string]string {
	files := make(map[string]string)
	err := fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := sources.ReadFile(name)
		files[name] = strings.ReplaceAll(string(text), "github.com/connlint/connlint/internal/leakgen/oracle/", "leakgen/")
		return err
	})
	if err != nil {
		panic(err) // an embedded file system does not fail
	}
	return files
}
