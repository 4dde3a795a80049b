// Package reqscope says which functions run once per request, per message or
// per tick, and which run once in the life of the process.
//
// What it knows of frameworks is data: the rows of handlers/*.txt, one symbol a
// line,
//
//	KIND SYMBOL[pN[...]] [per=…] [sure=…] verified=… : what runs
//
// where SYMBOL is written as go/types prints it, with alternatives in braces:
//
//	functype pkg.T          a function with the signature of T
//	iface    (pkg.I).M      method M of a type that implements I
//	reg      pkg.F p1       the function in argument 1 of a call of F; p1... for all
//	                        from there on. In place of a function: a value, whose
//	                        methods of the parameter's interface it is about, or all
//	                        exported ones where the parameter is an any
//	field    pkg.T.F        the function stored in field F
//	loop     (pkg.T).M      the body of a loop that calls M, or ranges over its result
//	base     pkg.T          exported methods of a type that embeds T
//	param    pkg.T          exported methods whose parameter is a T
//	shape    …              code in rpc.go; the row serves to word and verify it
//	once     pkg.F p0       F runs its argument once
//
// What runs with per=command is the opposite of a root: a command of a command
// line runs once, and the process ends with it.
//
// From these roots the package's own calls carry the scope on: a function that
// is reached from them alone runs as often as they do, and the chain of calls is
// the evidence. A function that is also called from elsewhere, or whose value
// goes where calls are not seen, does not inherit. Nor does the outer body of a
// middleware: it is called when the routes are set up, and only the literal that
// it returns has a handler's signature. A function literal has the scope of the
// function around it when it is called, deferred, started by go, or passed to a
// call that no row describes: such a call runs it now or on another goroutine.
// Calls from _test.go files count for nothing: whether they are there
// depends on the driver.
//
// # Across packages
//
// Whether an exported function is called per request is known to its callers, in
// packages that import it, and facts travel the other way. So there is no fact
// here. An exported function inherits from the callers in its own package, at low
// confidence; a function of another package that is registered here is in
// Result.Registered; and a rule that needs more exports a fact about what the
// function does at each call, and reports at the call in request scope (see
// passes/churn).
package reqscope
