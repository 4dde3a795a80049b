// Package conntest shows connection leaks as they happen: in tests and in a
// running service. It is the runtime companion of connlint, the linter, and
// names faults as the linter's rules do.
//
// In a test, [Check] needs one line and no change to the code under test:
//
//	func TestFetch(t *testing.T) {
//		conntest.Check(t)
//		...
//	}
//
// [Main] does the same for all the tests of a package. [Client] and [Wrap] are
// exact: they know where each response was acquired, whether it was read to
// the end, and whose it is while tests run in parallel. [CheckDB] looks after
// a sql.DB, [Count] counts connections, and [MustDetect] proves that a leak
// would be seen.
//
// In a service, a [Watcher] follows the outgoing requests and serves a page
// that answers what an operator asks when sockets run out.
//
// The package uses the standard library only. What it reads of goroutines works
// everywhere; what it reads of sockets, on Linux. It does not see a leak that
// holds no goroutine, no socket and no body, and its manual,
// docs/conntest.md, lists what each of its means cannot see.
package conntest
