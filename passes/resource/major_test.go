package resource

import "testing"

func TestWithoutMajor(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/go-redis/redis/v8":    "github.com/go-redis/redis",
		"github.com/jackc/pgx/v5/pgxpool": "github.com/jackc/pgx/pgxpool",
		"github.com/go-redis/redis":       "github.com/go-redis/redis",
		"example.com/v/vault":             "example.com/v/vault",
		"example.com/version2/client":     "example.com/version2/client",
		"go.etcd.io/etcd/client/v3":       "go.etcd.io/etcd/client",
		"example.com/v2x/client":          "example.com/v2x/client",
	} {
		if got := withoutMajor(path); got != want {
			t.Errorf("withoutMajor(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestOtherMajor(t *testing.T) {
	c := Builtin()
	if c.find("github.com/go-redis/redis") != c.packages["github.com/go-redis/redis/v8"] {
		t.Error("go-redis without a version is not found by its version 8")
	}
	if c.find("github.com/go-redis/other") != nil {
		t.Error("a package that the catalogue does not know is found")
	}
}
