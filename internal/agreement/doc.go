// Package agreement holds the drivers of other tools against connlint's own
// command.
package agreement
