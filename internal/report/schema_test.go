package report

import (
	"bytes"
	"os"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

// TestJSONValid holds the JSON output against its published schema.
func TestJSONValid(t *testing.T) {
	schema, err := os.ReadFile("../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	full, failed := sample(t), &Report{Failures: []string{"broken"}}
	for name, r := range map[string]*Report{"full": full, "failed": failed} {
		var b bytes.Buffer
		if err := JSON(&b, r, Style{}); err != nil {
			t.Fatal(err)
		}
		res, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewBytesLoader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range res.Errors() {
			t.Errorf("%s: %s", name, e)
		}
	}
}
