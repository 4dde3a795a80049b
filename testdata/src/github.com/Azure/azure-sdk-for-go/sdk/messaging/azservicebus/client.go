// Package azservicebus stands in for the real one in fixtures.
package azservicebus
