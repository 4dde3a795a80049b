// Package mutation measures recall on real code: it takes a release away and
// asks whether the analysis notices.
//
// A mutant is a function of which one release is deleted (a Close, a deferred
// Close, a Stop, the Close of one branch), or of which a deferred release is moved
// below the return that follows it. Where the original is right, the mutant
// leaks, and where it acquires what it leaks is known.
//
// Not every mutant leaks: the resource may be released again, by rows that are
// read to their end for example, or somebody else may have it by then. What a
// mutant does is found out without the analysis that is measured: from the place
// of the deleted release a walk over the control-flow graph looks for a way out of
// the function on which the variable is neither released, nor handed over, nor
// passed to a function that is not known. From the analysis it takes nothing but
// the catalogue, which says what acquires, and what known functions do.
//
//	leaks      there is such a way: the mutant counts
//	unsure     there is one, but it passes the variable to a function of the
//	           tree, or such a function had it before: printed, and not counted
//	equal      there is none
//
// What is left out: functions that run once (main, init), tests, generated files,
// resources that end with their parent (the rows of a transaction) or hold nothing
// before a further call (an ORM's session before Begin), and mutants that do not
// compile.
package mutation
