// Package require stands in for the real one in fixtures.
package require

// TestingT is what *testing.T offers.
type TestingT interface {
	Errorf(format string, args ...interface{})
	FailNow()
}

func NoError(t TestingT, err error, msgAndArgs ...interface{}) {
	if err != nil {
		t.Errorf("error: %v", err)
		t.FailNow()
	}
}

func Error(t TestingT, err error, msgAndArgs ...interface{}) {
	if err == nil {
		t.Errorf("no error")
		t.FailNow()
	}
}

func Nil(t TestingT, object interface{}, msgAndArgs ...interface{}) {
	if object != nil {
		t.FailNow()
	}
}

func NotNil(t TestingT, object interface{}, msgAndArgs ...interface{}) {
	if object == nil {
		t.FailNow()
	}
}

func True(t TestingT, value bool, msgAndArgs ...interface{}) {
	if !value {
		t.FailNow()
	}
}

func Equal(t TestingT, expected interface{}, actual interface{}, msgAndArgs ...interface{}) {
	if expected != actual {
		t.FailNow()
	}
}
