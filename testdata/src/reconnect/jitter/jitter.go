// Package jitter has loops that are no storm.
package jitter

import (
	"context"
	"errors"
	"log"
	"math/rand/v2"
	"net"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
	"golang.org/x/crypto/ssh"
)

func randomOk(url string) {
	for {
		conn, err := amqp.Dial(url)
		if err != nil {
			time.Sleep(time.Second + rand.N(time.Second))
			continue
		}
		conn.Close()
	}
}

func growingOk(url string) {
	delay := time.Second
	for {
		conn, err := amqp.Dial(url)
		if err != nil {
			time.Sleep(delay)
			delay *= 2
			continue
		}
		conn.Close()
	}
}

func givesUpOk(url string) (*amqp.Connection, error) {
	for i := 0; i < 3; i++ {
		conn, err := amqp.Dial(url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return conn, nil
	}
	return nil, errors.New("no connection")
}

func countsOk(url string) (*amqp.Connection, error) {
	attempts := 0
	for {
		conn, err := amqp.Dial(url)
		if err != nil {
			attempts++
			if attempts > 3 {
				return nil, err
			}
			time.Sleep(time.Second)
			continue
		}
		return conn, nil
	}
}

func returnsOk(url string) error {
	for {
		conn, err := amqp.Dial(url)
		if err != nil {
			return err
		}
		conn.Close()
		time.Sleep(time.Second)
	}
}

func demandOk(url string, jobs chan string) {
	for {
		<-jobs
		conn, err := amqp.Dial(url)
		if err != nil {
			continue
		}
		conn.Close()
	}
}

func proxyOk(l net.Listener, addr string) {
	for {
		in, err := l.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", addr)
		if err != nil {
			in.Close()
			continue
		}
		out.Close()
	}
}

func manyOk(urls []string) {
	for _, u := range urls {
		conn, err := amqp.Dial(u)
		if err != nil {
			continue
		}
		conn.Close()
	}
}

func unknownOk(url string, backoff func()) {
	for {
		conn, err := amqp.Dial(url)
		if err != nil {
			backoff()
			continue
		}
		conn.Close()
	}
}

func waitOk(url string) {
	for {
		conn, err := amqp.Dial(url)
		if err != nil {
			waitABit()
			continue
		}
		conn.Close()
	}
}

func waitABit() { time.Sleep(rand.N(time.Minute)) }

type limiter struct{ every time.Duration }

func (l limiter) Wait(ctx context.Context) error { return ctx.Err() }

func limitedOk(ctx context.Context, url string, l limiter) {
	for l.Wait(ctx) == nil {
		conn, err := amqp.Dial(url)
		if err != nil {
			log.Print(err)
			continue
		}
		conn.Close()
	}
}

// Each round dials another address, until none is left.
func failsOverOk(pick func() *string) *amqp.Connection {
	for {
		url := pick()
		if url == nil {
			return nil
		}
		conn, err := amqp.Dial(*url)
		if err == nil {
			return conn
		}
		log.Print(err)
	}
}

// A session shares the connection of its client.
func sessionOk(client *ssh.Client) {
	for {
		s, err := client.NewSession()
		if err != nil {
			continue
		}
		s.Close()
	}
}
