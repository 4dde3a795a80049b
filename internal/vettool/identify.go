package vettool

import (
	"bytes"
	"debug/elf"
	"fmt"
	"io"
	"os"
	"strings"
)

// identify answers -V=full, by which the go command tells tools apart in its
// cache. x/tools hashes the whole program for that, on every run; the linker has
// done so already and left the sum in the program, in its build ID.
func identify() bool {
	exe, err := os.Executable()
	if err != nil {
		return false
	}
	id, err := contentID(exe)
	if err != nil || id == "" {
		return false
	}
	fmt.Printf("%s version devel comments-go-here buildID=%s\n", os.Args[0], id)
	return true
}

// contentID returns the hash of the program that its build ID ends with; "" where
// the build ID is another, as one set by a flag of the linker, which may be that of
// several programs.
func contentID(exe string) (string, error) {
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	id, err := buildID(f)
	if err != nil {
		return "", err
	}
	// actionID(binary)/actionID(main.a)/contentID(main.a)/contentID(binary)
	parts := strings.Split(id, "/")
	if len(parts) != 4 || len(parts[3]) < 16 {
		return "", nil
	}
	return parts[3], nil
}

// buildID reads what cmd/internal/buildid writes: a note in an ELF program, and
// text near the start of others.
func buildID(f *os.File) (string, error) {
	if e, err := elf.NewFile(f); err == nil {
		s := e.Section(".note.go.buildid")
		if s == nil {
			return "", nil
		}
		note, err := s.Data()
		if err != nil || len(note) < 16 {
			return "", err
		}
		size := e.ByteOrder.Uint32(note[4:])
		if uint64(size) > uint64(len(note)-16) {
			return "", nil
		}
		return string(note[16 : 16+size]), nil
	}
	start := make([]byte, 32<<10)
	n, err := f.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return "", err
	}
	_, after, ok := bytes.Cut(start[:n], []byte("\xff Go build ID: \""))
	if !ok {
		return "", nil
	}
	id, _, ok := bytes.Cut(after, []byte("\"\n \xff"))
	if !ok {
		return "", nil
	}
	return string(id), nil
}
