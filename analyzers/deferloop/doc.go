// Package deferloop defines the rule deferloop.
//
// # deferloop: release deferred in a loop
//
// # What it reports
//
// A deferred release of a connection, or of anything that holds one, in the loop
// that acquires it: response bodies, connections, rows, statements, pooled
// connections, clients. What is deferred runs when the function returns, not at
// the end of the iteration. Helpers and function literals that release count as
// well as direct calls, and so do loops over iterator functions, whose deferred
// calls belong to the function around the loop. The finding stands on the defer
// statement.
//
// # Why it matters
//
// Every iteration's connection is held until the last one is done. A loop over a
// thousand pages needs a thousand sockets, where one would do; over a pool of ten
// connections, the eleventh iteration waits for a connection that is given back
// only after it: it waits for ever. In a loop that never ends nothing is released
// at all.
//
// # Bad
//
//	for _, u := range urls {
//		resp, err := client.Get(u)
//		if err != nil {
//			return err
//		}
//		defer resp.Body.Close()
//		if err := index(resp.Body); err != nil {
//			return err
//		}
//	}
//
// # Good
//
// The iteration is a function of its own:
//
//	for _, u := range urls {
//		if err := fetch(client, u); err != nil {
//			return err
//		}
//	}
//
// # What it does not report
//
// A loop whose body always leaves the function, or the loop, after the defer
// statement. A defer statement in a function literal that is called in each
// iteration. Resources that were acquired before the loop, or that the loop
// collects in a slice, map or field, hands to a goroutine, or releases itself
// before the iteration ends: they are meant to stay, or gone already.
//
// # Fix
//
// Where nothing but continue leaves the loop's body, and nothing that the
// iteration assigns could hold on to the resource, the fix makes the body a
// function literal that is called in each iteration.
package deferloop

import _ "embed"

//go:embed doc.go
var doc string
