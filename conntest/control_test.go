package conntest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/connlint/connlint/conntest"
)

func TestMustDetect(t *testing.T) {
	url := server(t)
	leak := func(t conntest.TB) {
		conntest.Check(t, brief)
		if _, err := http.Get(url); err != nil {
			t.Fatalf("%v", err)
		}
	}
	try(t, func(t *fakeT) {
		conntest.Check(t) // sees nothing of the leak inside
		conntest.MustDetect(t, "bodyleak", leak)
		conntest.MustDetect(t, "bodyleak", func(t conntest.TB) {
			if _, err := conntest.Client(t, brief).Get(url); err != nil {
				t.Fatalf("%v", err)
			}
		})
	}).wantNone(t)
	for name, tt := range map[string]struct {
		rule  string
		plant func(conntest.TB)
		want  string
	}{
		"another rule": {"connleak", leak, "not seen as connleak"},
		"no leak":      {"bodyleak", func(t conntest.TB) { conntest.Check(t, brief) }, "not seen as bodyleak"},
		"no watch": {"bodyleak", func(t conntest.TB) {
			rec := httptest.NewRecorder()
			rec.Result()
		}, "not seen"},
		"fatal": {"bodyleak", func(t conntest.TB) { t.Fatalf("no server [bodyleak]") }, "could not be planted"},
	} {
		got := try(t, func(t *fakeT) { conntest.MustDetect(t, tt.rule, tt.plant) })
		if len(got.errors) != 1 || !strings.Contains(got.errors[0], tt.want) {
			t.Errorf("%s: %q", name, got.errors)
		}
	}
}

func TestCount(t *testing.T) {
	url := server(t)
	var got conntest.Stats
	try(t, func(t *fakeT) {
		c := conntest.Client(t, brief)
		got = conntest.Count(t, func() {
			for range 3 {
				drain(get(t, c, url))
			}
			resp := get(t, http.DefaultClient, url+"/1000000")
			t.Cleanup(func() { resp.Body.Close() })
		})
	}).wantNone(t)
	want := conntest.Stats{Requests: 4, New: 2, Reused: 2, Open: 1, Idle: 1, Dials: got.Dials}
	if got != want {
		t.Errorf("Count = %+v, want %+v", got, want)
	}
	if got.Dials != -1 && got.Dials < 2 {
		t.Errorf("%d dials, at least 2 were made", got.Dials)
	}
}
