package intest

import "testing"

func TestRefreshOk(t *testing.T) {
	newRefresherOk().refresh()
}
