// Package tests has a finding in a test file.
package tests

func leak() int { return 0 }
