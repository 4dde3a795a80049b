package driver

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"os/exec"
	"runtime"
	"strings"
)

// checkToolchain refuses to run under a go command that is newer than the Go
// release that this program was built with: what the newer compiler writes of
// the types of packages, the standard library's too, and what the newer language
// allows, an older type checker need not understand.
func checkToolchain(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "go", "env", "GOVERSION").Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("connlint needs the go command, and there is none in PATH")
	case errors.As(err, &exit):
		return fmt.Errorf("go env: %s", strings.TrimSpace(string(exit.Stderr)))
	case err != nil:
		return err
	}
	return compareToolchains(runtime.Version(), strings.TrimSpace(string(out)))
}

// oldest is the first go command that has the vet tool write its findings where
// the cache can keep them.
const oldest = "go1.26"

func compareToolchains(tool, goCommand string) error {
	// Development versions have no order and get the benefit of the doubt.
	built, found := release(tool), release(goCommand)
	switch {
	case built == "" || found == "":
		return nil
	case version.Compare(found, built) > 0:
		return fmt.Errorf("this connlint was built with %s, but the go command here is %s, whose standard library it cannot read;\n"+
			"build it again: go install github.com/connlint/connlint/cmd/connlint@latest", tool, goCommand)
	case version.Compare(found, oldest) < 0:
		return fmt.Errorf("connlint needs %s or newer, and the go command here is %s", oldest, goCommand)
	}
	return nil
}

// release returns "go1.26" of "go1.26.8 X:nosynchashtriemap".
func release(v string) string {
	v, _, _ = strings.Cut(v, " ")
	return version.Lang(v)
}
