// Package discordgo stands in for the real one in fixtures.
package discordgo

type Session struct{}

func New(token string) (*Session, error) { return &Session{}, nil }

func (s *Session) Open() error  { return nil }
func (s *Session) Close() error { return nil }
