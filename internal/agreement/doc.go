// Package agreement holds the drivers against each other: connlint's own command,
// go vet, golangci-lint with the plugin, and nogo of Bazel's rules_go. On the same
// packages they report the same findings, or the difference is on record in
// differences_test.go.
package agreement
