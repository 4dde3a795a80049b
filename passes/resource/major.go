package resource

import "strings"

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
	return nil
}

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
