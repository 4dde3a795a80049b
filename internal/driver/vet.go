package driver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// vet has the go command analyse the packages: it builds what they need, runs
// this program on them in parallel, in dependency order, and caches what it
// said. Whether it is a go command to work with is asked while it looks for the
// packages.
func vet(ctx context.Context, opts Options) (*Result, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	args, err := vetArgs(opts)
	if err != nil {
		return nil, err
	}
	if opts.Verbose {
		fmt.Fprintf(opts.Stderr, "go %s\n", shell(args))
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(cmd.Environ(), opts.Env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // lets it clean up
	cmd.WaitDelay = 5 * time.Second
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	messages := &messages{w: opts.Stderr, verbose: opts.Verbose}
	stderr := &lines{each: messages.line}
	cmd.Stderr = stderr
	started := cmd.Start()
	if err := checkToolchain(ctx); err != nil {
		if stop(); started == nil {
			cmd.Wait()
		}
		return nil, err
	}
	if started != nil {
		return nil, started
	}
	res := new(Result)
	decodeErr := res.decode(stdout, opts.Progress)
	if decodeErr != nil {
		io.Copy(io.Discard, stdout) // so that go vet can end
	}
	exit := cmd.Wait()
	stderr.flush()
	switch {
	case ctx.Err() != nil:
		return nil, errors.New("interrupted")
	case decodeErr != nil:
		return nil, decodeErr
	}
	res.judge(messages, exit)
	return res, nil
}

// vetArgs returns the arguments of the go command.
func vetArgs(opts Options) ([]string, error) {
	flags, err := toolFlags(opts)
	if err != nil {
		return nil, err
	}
	args := append([]string{"vet", "-vettool=" + opts.Tool}, buildFlags(opts)...)
	args = append(append(args, flags...), "--")
	return append(args, opts.Patterns...), nil
}

// buildFlags are flags for the go command itself.
func buildFlags(opts Options) []string {
	// With -trimpath in GOFLAGS, the directory of a package is no part of the
	// cache's key, and another checkout's findings would be replayed.
	flags := []string{"-trimpath=false"}
	if opts.Tags != "" {
		flags = append(flags, "-tags="+opts.Tags)
	}
	return flags
}

// toolFlags are flags for the analyzers. All options travel in one flag, because
// flags are part of the key under which results are cached, and in a canonical
// form, so that the same options hit the cache.
func toolFlags(opts Options) ([]string, error) {
	cfg, err := json.Marshal(opts.Config)
	if err != nil {
		return nil, err
	}
	flags := []string{"-json", "-connlint.config=" + string(cfg)}
	for _, r := range opts.Rules {
		flags = append(flags, "-"+r)
	}
	return flags, nil
}

// shell joins arguments so that a shell takes them apart again.
func shell(args []string) string {
	quoted := slices.Clone(args)
	for i, a := range quoted {
		if strings.ContainsAny(a, " \t\n\"'{}*?$&|;<>()") {
			quoted[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// judge turns what the go command said besides the stream into failures.
func (res *Result) judge(m *messages, exit error) {
	for _, p := range m.unmatched {
		res.fail("", "%s matches no packages", p)
	}
	for _, pkg := range m.packages {
		if !res.failed[pkg] {
			res.fail(pkg, "package %s could not be analysed", pkg)
		}
	}
	switch {
	case len(res.Failures) > 0:
	case exit != nil && res.Packages == 0:
		res.fail("", "nothing was analysed, because the go command could not load the packages")
	case exit != nil:
		res.fail("", "go vet failed (%v)", exit)
	case res.Packages == 0:
		// The go command says nothing in this case only if it is not the one
		// that we know.
		res.fail("", "go vet analysed no packages")
	}
}
