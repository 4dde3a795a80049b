// Package directory looks things up in LDAP and fetches them by FTP.
package directory

import (
	"io"

	"github.com/go-ldap/ldap/v3"
	"github.com/jlaffaye/ftp"
)

func bindBad(url, dn, password string) (*ldap.Conn, error) {
	l, err := ldap.DialURL(url) // want `connection from ldap.DialURL is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := l.Bind(dn, password); err != nil {
		return nil, err
	}
	return l, nil
}

func bindOk(url, dn, password string) error {
	l, err := ldap.DialURL(url)
	if err != nil {
		return err
	}
	defer done(l)
	return l.Bind(dn, password)
}

func done(l *ldap.Conn) { _ = l.Unbind() }

func loginBad(addr string) (*ftp.ServerConn, error) {
	c, err := ftp.Dial(addr) // want `connection from ftp.Dial is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := c.Login("anonymous", ""); err != nil {
		return nil, err
	}
	return c, nil
}

// Logout does not end the connection.
func logoutBad(addr string) error {
	c, err := ftp.Dial(addr) // want `connection from ftp.Dial is never closed`
	if err != nil {
		return err
	}
	return c.Logout()
}

func fetchBad(addr, path string) ([]byte, error) {
	c, err := ftp.Dial(addr)
	if err != nil {
		return nil, err
	}
	defer c.Quit()
	r, err := c.Retr(path) // want `stream from .*Retr is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func fetchOk(addr, path string) ([]byte, error) {
	c, err := ftp.Dial(addr)
	if err != nil {
		return nil, err
	}
	defer c.Quit()
	r, err := c.Retr(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
