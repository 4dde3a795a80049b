// Package churn finds connection pools that are made where an old one would
// have served: transports, clients with a transport of their own, and the
// persistent clients of the catalogue.
//
// For each construction it follows the new value forward through the package:
// into variables, into structs that hold it (an http.Client around an
// http.Transport), into closures, into and out of the functions that it is
// passed to. Three things can become of it:
//
//   - it is stored where it outlives the call (a field of something that was
//     there before, a package variable, a map, a channel) or is handed to code that
//     is not known: then somebody may keep it, and nothing is said of it;
//   - it is returned: then the function makes a pool each time it is called,
//     which is exported as a fact, and the call is a construction in its turn;
//   - it is dropped: used in this call and never again.
//
// What the analysis says is meant to be certain in one direction: a pool that
// it calls dropped is dropped. Flow is insensitive to the order of statements
// and joins all paths, so that one path on which the value is kept silences all
// others, and so does a release on one path. It is a fixed point over the values that are reached, each
// visited once; functions of the package are summarized on demand, recursion
// counting as unknown.
//
// A type filter keeps this small: from a holder it goes on only to values whose
// type can hold a pool.
package churn
