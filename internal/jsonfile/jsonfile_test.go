package jsonfile

import "testing"

func TestDecode(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "it is empty"},
		{" \n", "it is empty"},
		{"{\n\"version\": 1", "it ends too early"},
		{"{\n\"version\": 1,\n<<<<<<< HEAD\n}", "line 3: invalid character '<' looking for beginning of object key string"},
		{"{} x", "line 1: invalid character 'x' after top-level value"},
		{"[]", "line 1: it is an array, not an object"},
		{"{\n\"version\": \"1\"}", "line 2: version is a string, not a whole number"},
		{`{"version": 1.5}`, "line 1: version is 1.5, not a whole number"},
		{`{"items": [{"name": true}]}`, "line 1: items.name is a bool, not a string"},
		{`{"items": {}}`, "line 1: items is an object, not an array"},
		{`{"other": 1}`, `unknown field "other"`},
		{`{"version": 1}`, ""},
	} {
		var v struct {
			Version int `json:"version"`
			Items   []struct {
				Name string `json:"name"`
			} `json:"items"`
		}
		got := ""
		if err := DecodeStrict([]byte(test.text), &v); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestUnknownField(t *testing.T) {
	var v struct{ Version int }
	if err := Decode([]byte(`{"other": 1, "version": 2}`), &v); err != nil || v.Version != 2 {
		t.Errorf("%+v, %v", v, err)
	}
}
