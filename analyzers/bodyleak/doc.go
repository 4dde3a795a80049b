// Package bodyleak defines the rule bodyleak.
//
// # bodyleak: response body not closed on some path
//
// To be written.
package bodyleak
