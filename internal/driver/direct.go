package driver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/connlint/connlint/internal/vettool"
)

// A task is one package to analyse.
type task struct {
	*listed
	root    bool    // its findings are wanted
	imports []*task // of whose facts it may make use
	key     key
	due     bool // it is not in the cache

	sources []source // that could change
	looked  sync.Once
	same    bool // sources are as they were, those of imports too

	done chan struct{} // closed when out and err are set
	out  vettool.Output
	err  error
}

// A run is an analysis in this process.
type run struct {
	opts  Options
	suite []*analysis.Analyzer
	cache *store
	all   map[string]*listed // by import path
	tasks []*task            // each after its imports
	types map[string]string  // files of export data, by import path
}

// direct analyses the packages in this process. If it cannot, it says why, and go
// vet has to.
func direct(ctx context.Context, opts Options, env map[string]string) (*Result, error) {
	switch {
	case env["GOCACHEPROG"] != "":
		return nil, errors.New("a program takes the place of the cache")
	case strings.Contains(env["GOFLAGS"], "-overlay") || strings.Contains(env["GOFLAGS"], "-toolexec"):
		return nil, errors.New("GOFLAGS changes what is compiled")
	}
	flags, err := toolFlags(opts)
	if err != nil {
		return nil, err
	}
	r := &run{opts: opts}
	if r.suite, err = vettool.Select(flags, opts.Suite); err != nil {
		return nil, err
	}
	vettool.Register(opts.Suite)
	vettool.DelayCollection()
	all, err := list(ctx, opts)
	if err != nil {
		return nil, err
	}
	if r.cache, err = openStore(env, opts.Tool, flags); err != nil {
		return nil, err
	}
	if err := r.plan(all); err != nil {
		return nil, err
	}
	if err := r.compile(ctx); err != nil {
		return nil, err
	}
	return r.results(ctx)
}

// plan makes tasks of the packages of which anything can be said, and looks up
// what is known of them.
func (r *run) plan(all []*listed) error {
	roots := asked(all)
	if len(roots) == 0 {
		return errors.New("there are no packages")
	}
	r.all = make(map[string]*listed, len(all))
	tasks := make(map[*listed]*task, len(all))
	for _, p := range all {
		r.all[p.ImportPath] = p
		if !roots[p] && (!vettool.SayFacts(p.path()) || isTestMain(p)) {
			continue
		}
		t := &task{listed: p, root: roots[p], done: make(chan struct{})}
		for _, path := range p.Imports {
			if i := tasks[r.all[path]]; i != nil {
				t.imports = append(t.imports, i)
			}
		}
		var err error
		if t.key, err = r.cache.keyOf(t); err != nil {
			return err
		}
		tasks[p] = t
		r.tasks = append(r.tasks, t)
	}
	for i := len(r.tasks) - 1; i >= 0; i-- { // importers first: they say what they need
		t := r.tasks[i]
		if t.root && !r.cache.findings(t) {
			t.due = true
		}
		if t.due {
			for _, imported := range t.imports {
				if !imported.due && imported.out.Facts == nil && !r.cache.facts(imported) {
					imported.due = true
				}
			}
		}
	}
	return nil
}

// compile finds the types of what the due packages import.
func (r *run) compile(ctx context.Context) (err error) {
	paths, tests := make(map[string]bool), make(map[string]bool)
	for _, t := range r.tasks {
		for _, path := range t.Imports {
			switch p := r.all[path]; {
			case !t.due || p == nil || path == "unsafe":
			case p.ForTest != "":
				tests[p.ForTest] = true
			default:
				paths[path] = true
			}
		}
	}
	r.types, err = exported(ctx, r.opts, slices.Sorted(maps.Keys(paths)), slices.Sorted(maps.Keys(tests)))
	return err
}

// results analyses what is due and collects what was found.
func (r *run) results(ctx context.Context) (*Result, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var running sync.WaitGroup
	for _, t := range r.tasks {
		if !t.due {
			close(t.done)
			continue
		}
		running.Go(func() {
			defer close(t.done)
			for _, i := range t.imports {
				<-i.done
				if i.err != nil {
					t.err = i.err
					return
				}
			}
			slots <- struct{}{}
			defer func() { <-slots }()
			if t.err = ctx.Err(); t.err != nil {
				return
			}
			if t.err = r.analyse(t); t.err != nil {
				cancel() // go vet starts from the beginning
			}
		})
	}
	defer running.Wait()
	res := new(Result)
	for _, t := range r.tasks {
		<-t.done
		switch {
		case t.err != nil:
			return nil, t.err
		case !t.root:
			if t.due {
				r.opts.Dependency()
			}
			continue
		}
		if err := res.decode(bytes.NewReader(t.out.Findings), r.opts.Progress); err != nil {
			return nil, err
		}
	}
	return res, nil
}

// analyse analyses one package and keeps what comes of it.
func (r *run) analyse(t *task) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("package %s: %v", t.ImportPath, p)
		}
	}()
	t.out, err = r.unit(t).Run(r.suite)
	if err != nil {
		return fmt.Errorf("package %s: %w", t.ImportPath, err)
	}
	r.cache.keep(t)
	return nil
}

// unit describes a package as the go command does to a vet tool.
func (r *run) unit(t *task) *vettool.Unit {
	u := &vettool.Unit{
		Config: unitchecker.Config{
			ID:          t.path(),
			ImportPath:  t.path(),
			GoVersion:   release(runtime.Version()),
			ImportMap:   make(map[string]string),
			PackageFile: make(map[string]string),
			VetxOnly:    !t.root,
		},
		Facts: make(map[string][]byte),
	}
	if m := t.Module; m != nil {
		u.ModulePath, u.ModuleVersion = m.Path, m.Version
		if m.GoVersion != "" {
			u.GoVersion = "go" + m.GoVersion
		}
	}
	for _, name := range t.CompiledGoFiles {
		u.GoFiles = append(u.GoFiles, t.file(name))
	}
	for from, to := range t.ImportMap {
		u.ImportMap[from] = plain(to)
	}
	for _, path := range t.Imports {
		if p := r.all[path]; p != nil {
			u.PackageFile[p.path()] = r.types[path]
		}
	}
	for _, i := range t.imports {
		u.Facts[i.path()] = i.out.Facts
	}
	return u
}

// file returns the full name of a file of the package.
func (p *listed) file(name string) string {
	if filepath.IsAbs(name) {
		return name // that cgo has written
	}
	return filepath.Join(p.Dir, name)
}
