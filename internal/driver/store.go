package driver

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/cache"
)

// A store keeps results in the go command's cache, under keys made as its own
// are: hashes of all that a result depends on. So it is trimmed and cleaned with
// the rest, and what CI keeps of the one it keeps of the other.
type store struct {
	cache *cache.Cache
	salt  []byte   // what all results depend on: this program, its options, the environment
	fixed []string // directories in which nothing changes
}

// A key names what is known of a package.
type key = cache.ActionID

func openStore(env map[string]string, tool string, flags []string) (*store, error) {
	s := new(store)
	for _, dir := range []string{env["GOMODCACHE"], env["GOROOT"], env["GOCACHE"]} {
		s.fixed = append(s.fixed, filepath.Clean(dir)+string(filepath.Separator))
	}
	var err error
	if s.cache, err = cache.Open(env["GOCACHE"]); err != nil {
		return nil, err
	}
	program, err := os.Open(tool)
	if err != nil {
		return nil, err
	}
	defer program.Close()
	h := sha256.New()
	if _, err := io.Copy(h, program); err != nil {
		return nil, err
	}
	fmt.Fprintf(h, "\n%q\n", flags)
	for _, name := range slices.Sorted(maps.Keys(env)) {
		fmt.Fprintf(h, "%s=%q\n", name, env[name])
	}
	s.salt = h.Sum(nil)
	return s, nil
}

// keyOf returns the key of a package whose imports have theirs. What lies in the
// module cache or in the standard library is known by its version.
func (s *store) keyOf(t *task) (k key, err error) {
	h := sha256.New()
	fmt.Fprintf(h, "%x\n%q\n%q\n", s.salt, t.ImportPath, t.Dir)
	if t.Module != nil {
		fmt.Fprintf(h, "%q\n", *t.Module)
	}
	for _, from := range slices.Sorted(maps.Keys(t.ImportMap)) {
		fmt.Fprintf(h, "%q %q\n", from, t.ImportMap[from])
	}
	for _, name := range t.CompiledGoFiles {
		name = t.file(name)
		fmt.Fprintf(h, "%q\n", name)
		if s.isFixed(name) {
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return k, err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return k, err
		}
		fmt.Fprintf(h, "%x\n", sha256.Sum256(text))
		t.sources = append(t.sources, source{name, info})
	}
	for _, i := range t.imports {
		fmt.Fprintf(h, "%x\n", i.key)
	}
	h.Sum(k[:0])
	return k, nil
}

func (s *store) isFixed(name string) bool {
	return slices.ContainsFunc(s.fixed, func(dir string) bool { return strings.HasPrefix(name, dir) })
}

// A source is a file as it was when it was hashed.
type source struct {
	name string
	info os.FileInfo
}

// unchanged reports whether what the key of a package says of sources is still
// true.
func (t *task) unchanged() bool {
	t.looked.Do(func() {
		for _, s := range t.sources {
			info, err := os.Stat(s.name)
			if err != nil || !info.ModTime().Equal(s.info.ModTime()) || info.Size() != s.info.Size() {
				return
			}
		}
		t.same = !slices.ContainsFunc(t.imports, func(i *task) bool { return !i.unchanged() })
	})
	return t.same
}

func part(k key, what string) key { return sha256.Sum256(append(k[:], what...)) }

// facts looks the facts of a package up.
func (s *store) facts(t *task) (ok bool) {
	text, _, err := s.cache.GetBytes(part(t.key, "facts"))
	t.out.Facts = text
	return err == nil
}

// findings looks the findings of a package up.
func (s *store) findings(t *task) (ok bool) {
	text, _, err := s.cache.GetBytes(part(t.key, "findings"))
	t.out.Findings = text
	return err == nil
}

// keep keeps the results of a package, unless sources have changed meanwhile. A
// cache that cannot be written to costs time, and nothing else.
func (s *store) keep(t *task) {
	if !t.unchanged() {
		return
	}
	s.cache.PutBytes(part(t.key, "facts"), t.out.Facts)
	if t.root {
		s.cache.PutBytes(part(t.key, "findings"), t.out.Findings)
	}
}
