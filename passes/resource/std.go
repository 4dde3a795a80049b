package resource

import "strings"

// stdRoots are the first elements of the standard library's import paths. That
// an element has no dot says nothing: modules may be called "shop".
var stdRoots = map[string]bool{}

func init() {
	for _, root := range strings.Fields(`archive arena bufio builtin bytes cmd cmp compress container context crypto
		database debug embed encoding errors expvar flag fmt go hash html image index internal io iter log maps math
		mime net os path plugin reflect regexp runtime simd slices sort strconv strings structs sync syscall testing
		text time unicode unique unsafe uuid vendor weak`) {
		stdRoots[root] = true
	}
}

// IsStd reports whether an import path is of the standard library.
func IsStd(path string) bool {
	root, _, _ := strings.Cut(path, "/")
	return stdRoots[root]
}
