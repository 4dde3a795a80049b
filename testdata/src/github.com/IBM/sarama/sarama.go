// Package sarama stands in for the real one in fixtures.
package sarama

type Config struct{}
