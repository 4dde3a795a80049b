package gorm

type Dialector interface{ Name() string }

type Option interface{ Apply(*Config) error }

type Config struct{}

func Open(dialector Dialector, opts ...Option) (*DB, error) { return &DB{}, nil }
