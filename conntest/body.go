package conntest

import (
	"io"
	"sync/atomic"
)

// A body is a response's body that tells its tracker when it is given back: on
// Close, or at the end or the failure of reading, which both free the
// connection just as well.
type body struct {
	io.ReadCloser
	x        *exchange
	http1    bool // closing early costs the connection
	writable bool // of a switched protocol: only Close gives it back
	done     atomic.Bool
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && !b.writable && b.done.CompareAndSwap(false, true) {
		b.x.t.release(b.x, false)
	}
	return n, err
}

func (b *body) Close() error {
	err := b.ReadCloser.Close()
	if b.done.CompareAndSwap(false, true) {
		b.x.t.release(b.x, b.http1 && !b.writable)
	}
	return err
}

// A writableBody is the connection of a switched protocol, such as a
// websocket's.
type writableBody struct {
	*body
	io.Writer
}
