package conntest

import "testing"

// A release of Go that renames what parallel looks at fails here.
func TestParallelKnown(t *testing.T) {
	if is, known := parallel(t); is || !known {
		t.Errorf("sequential test: %v, %v", is, known)
	}
	t.Run("group", func(t *testing.T) {
		t.Run("parallel", func(t *testing.T) {
			t.Parallel()
			if is, known := parallel(t); !is || !known {
				t.Errorf("parallel test: %v, %v", is, known)
			}
			t.Run("subtest", func(t *testing.T) {
				if is, known := parallel(t); !is || !known {
					t.Errorf("subtest of a parallel test: %v, %v", is, known)
				}
			})
		})
	})
	if _, known := parallel(&recorder{TB: t}); known {
		t.Error("of a test that is not testing's, something is known")
	}
}
