package resource

import (
	"strings"
	"sync"
)

// find returns what is known of a package. Of another major version of a
// package that the catalogue knows, it is what is known of that: constructors
// and their releases outlive major versions, and a model whose release the
// other version does not have is not applied.
func (c *Catalogue) find(path string) *entry {
	if e := c.packages[path]; e != nil {
		return e
	}
	if other, ok := c.majors()[withoutMajor(path)]; ok {
		return c.packages[other]
	}
	if now := renamed(path); now != path {
		return c.find(now)
	}
	return nil
}

// renamed returns the path at which a package is known today, if its module was
// published under another before.
func renamed(path string) string {
	for _, r := range renames() {
		if rest, ok := strings.CutPrefix(path, r.old); ok && (rest == "" || rest[0] == '/') {
			return r.now + rest
		}
	}
	return path
}

type rename struct{ old, now string }

// renames are the lines "renamed OLD NEW" of models/renamed.txt.
var renames = sync.OnceValue(func() (all []rename) {
	text, err := modelFiles.ReadFile("models/renamed.txt")
	if err != nil {
		panic(err) // it is embedded
	}
	for l := range strings.Lines(string(text)) {
		if f := strings.Fields(l); len(f) == 3 && f[0] == "renamed" {
			all = append(all, rename{f[1], f[2]})
		}
	}
	return all
})

// majorIndex maps import paths without their major version to the path with
// the highest one.
func (c *Catalogue) majorIndex() map[string]string {
	index := make(map[string]string)
	for path := range c.packages {
		bare := withoutMajor(path)
		if old, ok := index[bare]; !ok || len(path) > len(old) || len(path) == len(old) && path > old {
			index[bare] = path
		}
	}
	return index
}

// withoutMajor removes the element /v2, /v3, … of an import path.
func withoutMajor(path string) string {
	rest := path
	for at := 0; ; {
		i := strings.Index(rest[at:], "/v")
		if i < 0 {
			break
		}
		i += at
		end := i + 2
		for end < len(rest) && '0' <= rest[end] && rest[end] <= '9' {
			end++
		}
		if end > i+2 && (end == len(rest) || rest[end] == '/') {
			return rest[:i] + rest[end:]
		}
		at = end
	}
	return rest
}
