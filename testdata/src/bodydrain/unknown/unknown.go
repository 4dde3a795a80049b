// Package unknown hands bodies to code that may read them.
package unknown

import (
	"image"
	"io"
	"net/http"
	"sync"
)

type parser interface {
	Parse(io.Reader) error
}

func ifaceOk(p parser, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return p.Parse(resp.Body)
}

func funcOk(parse func(io.Reader) error, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return parse(resp.Body)
}

func stdOk(u string) (image.Image, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	m, _, err := image.Decode(resp.Body)
	return m, err
}

type page struct{ r io.Reader }

func (p *page) all() ([]byte, error) { return io.ReadAll(p.r) }

func fieldOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := &page{r: resp.Body}
	return p.all()
}

func goroutineOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var wg sync.WaitGroup
	wg.Go(func() { io.Copy(w, resp.Body) })
	wg.Wait()
	return nil
}

func callbackOk(retry func(func() error) error, u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return retry(func() error {
		_, err := io.Copy(w, resp.Body)
		return err
	})
}

type counting struct {
	io.Reader
	n int
}

func (c *counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += n
	return n, err
}

func wrappedOk(u string, w io.Writer) (int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	c := &counting{Reader: resp.Body}
	_, err = io.Copy(w, c)
	return c.n, err
}
