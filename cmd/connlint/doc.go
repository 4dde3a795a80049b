// Connlint
package main
