package driver

import (
	"strings"
	"testing"
)

func TestCompareToolchains(t *testing.T) {
	const newer, older = "this connlint was built with", "connlint needs go1.26 or newer"
	for _, test := range []struct{ tool, goCommand, want string }{
		{"go1.26.8", "go1.26.8", ""},
		{"go1.26.0", "go1.26.8", ""}, // patches do not change the language
		{"go1.27.1", "go1.26.8", ""},
		{"go1.26.8", "go1.27.0", newer},
		{"go1.26.8", "go1.27rc1", newer},
		{"go1.9", "go1.10", newer},
		{"go1.26.8", "go1.25.4", older},
		{"go1.26.8 X:nodwarf5", "go1.27.0 X:nodwarf5", newer},
		{"go1.26.8", "devel go1.28-0123456789 Thu Jan 1 00:00:00 1970", ""},
		{"devel go1.28-0123456789", "go1.27.0", ""},
		{"go1.26.8", "", ""},
	} {
		err := compareToolchains(test.tool, test.goCommand)
		if (err == nil) != (test.want == "") || err != nil && !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s under %s: %v", test.tool, test.goCommand, err)
		}
	}
}
