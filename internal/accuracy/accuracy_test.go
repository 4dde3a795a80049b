package accuracy

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTables(t *testing.T) {
	root := fstest.MapFS{
		"testdata/corpus/results/some.tsv": {Data: []byte("# go run ./some\nclass\tfound\tknown\nx\t3/4\t±9/10\ny\t0/0\t17\nz\t9999/10000\t1/2/3\n")},
		"testdata/corpus/judged/a+b.tsv":   {Data: []byte("repo\trule\tverdict\na/b\tbodyleak\ttrue\na/b\tbodyleak\tfalse\na/b\tsqlleak\ttrue\n")},
		"testdata/corpus/judged/a+c.tsv":   {Data: []byte("verdict\trule\trepo\ntrue\tbodyleak\ta/c\n")},
		"testdata/src/sqlleak/x/x.go":      {Data: []byte("package x\n\n// A field\n// or two.\nfunc FN_field() {}\n\nfunc fieldOk() {}\n")},
	}
	tables, err := Tables(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"some": {"\n    go run ./some\n\n| class | found | known |\n| --- | --- | --- |\n",
			"| x | 3 of 4 (75 %) | 9 of 10 (90 %; 59.6 to 98.2) |\n", "| y | none | 17 |\n", "| z | 9999 of 10000 (99.99 %) | 1/2/3 |\n"},
		"judged": {"| bodyleak | 2 | 2 of 3 (67 %; 20.8 to 93.9) |\n", "| sqlleak | 1 | 1 of 1 (100 %; 20.7 to 100.0) |\n"},
		"limits": {"| `FN_field` | sqlleak/x | A field or two. |\n"},
	} {
		for _, w := range want {
			if !strings.Contains(tables[name], w) {
				t.Errorf("table %s lacks %q:\n%s", name, w, tables[name])
			}
		}
	}
	if strings.Contains(tables["limits"], "fieldOk") {
		t.Error("limits lists a fixture that is right")
	}
}

func TestBadResults(t *testing.T) {
	for file, text := range map[string]string{
		"testdata/corpus/results/some.tsv": "a\tb\nx\n",
		"testdata/corpus/judged/a+b.tsv":   "repo\trule\tverdict\na/b\n",
		"testdata/src/x/x.go":              "package x\n\nfunc FP_unexplained() {}\n",
	} {
		root := fstest.MapFS{file: {Data: []byte(text)}, "testdata/src/ok/ok.go": {Data: []byte("package ok\n")}}
		if _, err := Tables(root); err == nil {
			t.Errorf("%s: no error for %q", file, text)
		}
	}
}

func TestWilson(t *testing.T) {
	for _, test := range []struct {
		k, n      int
		low, high float64
	}{
		{0, 0, 0, 1},
		{9, 10, 0.5958, 0.9821},
		{150, 150, 0.9750, 1},
	} {
		low, high := Wilson(test.k, test.n)
		if math.Abs(low-test.low) > 1e-4 || math.Abs(high-test.high) > 1e-4 {
			t.Errorf("Wilson(%d, %d) = %.4f, %.4f, want %.4f, %.4f", test.k, test.n, low, high, test.low, test.high)
		}
	}
}
