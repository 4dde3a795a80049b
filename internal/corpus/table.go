package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// A record is one line of a table, by column name.
type record struct {
	where string // file:line, for messages
	cols  map[string]string
}

// get returns the first of the named columns that is not empty.
func (r record) get(names ...string) string {
	for _, name := range names {
		if v := r.cols[name]; v != "" {
			return v
		}
	}
	return ""
}

// number returns a column as a line number, 0 if it is empty.
func (r record) number(name string) (int, error) {
	v := r.get(name)
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0, fmt.Errorf("%s: column %s: %q is not a number", r.where, name, v)
	}
	return n, nil
}

// readTable reads a tab-separated file with a header line. Empty lines and
// lines that begin with # are skipped.
func readTable(path string, required ...string) ([]record, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()

	var header []string
	var records []record
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimRight(in.Text(), "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if header == nil {
			header = fields
			if err := checkHeader(path, header, required); err != nil {
				return nil, err
			}
			continue
		}
		if len(fields) > len(header) {
			return nil, fmt.Errorf("%s:%d: %d columns, the header has %d", path, n, len(fields), len(header))
		}
		r := record{fmt.Sprintf("%s:%d", path, n), map[string]string{}}
		for i, v := range fields {
			r.cols[header[i]] = v
		}
		records = append(records, r)
	}
	return records, in.Err()
}

func checkHeader(path string, header, required []string) error {
	have := map[string]bool{}
	for _, name := range header {
		have[name] = true
	}
	for _, name := range required {
		if !have[name] {
			return fmt.Errorf("%s: no column %q", path, name)
		}
	}
	return nil
}
