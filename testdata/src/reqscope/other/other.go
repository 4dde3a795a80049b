// Package other has the remaining kinds of roots.
package other

import (
	"net/rpc"
	"time"

	"github.com/emersion/go-smtp"
)

type arith struct{}

func (a *arith) Multiply(args *int, reply *int) error { return nil } // want `per call: net/rpc method`

func (a *arith) ResetOk() {}

func serveOk() { rpc.Register(&arith{}) }

func laterOk() {
	time.AfterFunc(time.Second, expire)
}

func expire() {} // want `per tick: timer \(low\)`

type backend struct{}

func (b *backend) NewSession(c *smtp.Conn) (smtp.Session, error) { return nil, nil } // want `per connection: SMTP session \(low\)`
