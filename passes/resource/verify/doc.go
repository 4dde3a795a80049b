// Package verify checks the catalogue of package resource against the real
// packages that it describes.
//
// It is a module of its own, so that the hundred modules it requires do not
// weigh on connlint. Its tests load every package that the catalogue names (see
// deps.go) at the versions in go.mod and check, for each line, that the symbol
// exists and is declared where the line says, that results, parameters and
// fields are there and of a type that makes sense, and that each method that
// releases can be called. What the types are is recorded in
// testdata/signatures.txt, so that a change in a dependency is seen.
//
// Modules that the module proxy does not serve are in no go.mod: their lines
// stand after "module PATH none REASON", and are listed by the tests.
//
// After a change of the catalogue:
//
//	go test . -run Deps -update          # rewrites deps.go
//	go list -mod=mod -deps -tags=deps .  # adds what go.mod and go.sum lack
//	go test . -update                    # rewrites testdata/signatures.txt
//
// (go mod tidy would fetch what the tests of all those modules need as well.)
// Four and a half thousand packages are type-checked, which takes some twelve
// seconds and one gigabyte of memory. From an empty module cache it takes five
// minutes: the modules are 2.6 gigabytes on disk, which CI should keep between runs.
package verify
