// Package restapp calls package rest: whether a body is open after that, the
// options know.
package restapp

import "facts/rest"

func decodedOk(c *rest.Client, v any) error {
	_, err := c.CallJSON(&rest.Opts{Path: "/"}, v)
	return err
}

func decodedStatusOk(c *rest.Client, v any) (int, error) {
	resp, err := c.CallJSON(&rest.Opts{Path: "/"}, v)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func noResponseOk(c *rest.Client) error {
	_, err := c.CallJSON(&rest.Opts{Path: "/", NoResponse: true}, nil)
	return err
}

func noResponseCallOk(c *rest.Client) error {
	opts := rest.Opts{Path: "/", NoResponse: true}
	_, err := c.Call(&opts)
	return err
}

// Neither the option nor a value to decode into.
func FN_neither(c *rest.Client) error {
	_, err := c.CallJSON(&rest.Opts{Path: "/"}, nil)
	return err
}

func readOk(c *rest.Client) ([]byte, error) {
	resp, err := c.Call(&rest.Opts{Path: "/"})
	if err != nil {
		return nil, err
	}
	return rest.ReadBody(resp)
}
