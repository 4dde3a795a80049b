package resource

// A Model is what the catalogue knows about one symbol. Its source is one
// line:
//
//	SYMBOL ATTRIBUTE... [# comment]
//
// SYMBOL is written as go/types prints it, with full import paths and without
// type parameters. A promoted method is that of the type that declares it, even
// if that is unexported:
//
//	net.Dial                       a function
//	(*net/http.Client).Do          a method
//	(net.Listener).Accept          an interface method
//	net/http.Transport{}           a composite literal, or new(T)
//	example.com/x.Dialer()         a call of a value of a named func type
//	net/http.Request               a type, with owns=
//	(example.com/x.*).Do           method Do of every type of the package that has no
//	                               line of its own; and so with x.*()
//
// Attributes that say what a call acquires:
//
//	acquire=r0.Body     result index, then the field that has to be released
//	kind=body           the resource kind (see Kinds)
//	release=Close|Stop  any one releases (see Release); default: the kind's
//	all=A|B             all of these are needed
//	done=Next           releases when it returns false or a non-nil error
//	onerr=absent        with a non-nil error the resource is absent (default), owned
//	                    (must be released all the same) or maybe (unknown: silent)
//	activate=Start|Run  nothing is held until one of these methods is called
//	until=Run           nothing is held once this method has returned; a call of it in
//	                    a go statement releases nothing
//	parent              releasing the receiver releases the resource as well
//	wraps=p0            takes over parameter 0: releasing the result releases it.
//	                    Implies p0=into:r0, r0 being the acquired result
//	scope=stream        stream (release where acquired), conn, or pool (make once)
//	churn               making one per request is a defect even if it is released
//	leaks=socket,goroutine
//
// Attributes that say what a call does with its arguments (recv, p0, p1, …):
//
//	p0=borrow           uses it, does not keep it
//	p0=release          releases it
//	p0=release-on-error releases it when the call returns a non-nil error
//	p0=transfer         takes it over; a function is kept, and called later
//	p0=into:r0          result 0 holds it from then on: releasing either releases both
//	p0=refill           reads it to its end, releases it, and puts something in its
//	                    place that looks the same and holds nothing
//	p0=refill:p1        does so if parameter 1 is true, and else uses it
//	p0=drain            reads it to the end
//	recv=read           reads some of it: to the end once it returns an error, or false
//	recv=decode         reads one value, which need not be all of it
//	p0=reads:r0         result 0 reads from it, and does not own it: what reads
//	                    result 0 to the end reads it to the end
//	calls=p0            calls the function in parameter 0 before returning
//
// What is said of a variadic parameter holds for each of its arguments. Further
// attributes are about control flow and results:
//
//	noreturn            never returns
//	returns-nil=p0      returns only if parameter 0 is nil
//	returns-nonnil=p0   returns only if parameter 0 is not nil
//	returns-true=p0     returns only if parameter 0 is true
//	returns-false=p0    returns only if parameter 0 is false
//	true-nonnil=p0      a true result implies that parameter 0 is not nil
//	true-nil=p0         a true result implies that parameter 0 is nil
//	false-nonnil=p0     a false result implies that parameter 0 is not nil
//	nonnil=r0           result 0 is never nil
//	nil-like=p0         result 0 is nil if parameter 0 is nil
//	exempt              looks like a resource but owns nothing; exempt=r1 for one result
//	inmemory            results hold nothing: never report
//
// and, instead of all these, about the values of a type:
//
//	owns=Body           a value owns what is stored in this field
//	release=Close       method of the type that releases what it owns, if any
//
// A line of the form
//
//	module PATH VERSION
//
// says which module, at which version, the lines after it were checked against.
// A version of none, followed by the reason, says that they could not be.
type Model struct {
	Symbol string
	Sym    Symbol // parsed
	Text   string // the line, without its comment

	// Declared says that the model is that of a directive in the source of the
	// package: what it leaves out is inferred from the code, where there is code.
	Declared bool

	Acquire *Acquire // nil if the call acquires nothing
	Effects []Effect
	Returns Returns

	TrueNonNil  int      // parameter that is non-nil when the bool result is true; -1 if none
	TrueNil     int      // parameter that is nil when the bool result is true; -1 if none
	FalseNonNil int      // parameter that is non-nil when the bool result is false; -1 if none
	NonNil      int      // result that is never nil; -1 if none
	NilLike     int      // parameter that, if nil, makes result 0 nil; -1 if none
	Exempt      []int    // results that look like resources and are none; [-1] for all
	Owns        []string // fields that own what is stored in them: the model is of a type
	OwnsRelease []string // methods of the type that release them

	Module     string // module that provides the symbol
	Verified   string // version of it that the line was checked against; "" if it was not
	Unverified string // why it was not
	File       string // where the line stands, for messages
	Line       int
}

// Acquire says which result of a call holds a resource, and what releases it.
type Acquire struct {
	Result   int      // index in the result tuple; 0 for literals
	Path     []string // field names from the result to what is released
	Kind     string
	Release  []string // any one of these
	All      []string // all of these
	Done     []string
	OnErr    string // "absent", "owned" or "maybe"
	Activate []string
	Until    []string
	Parent   bool
	Wraps    int // parameter taken over; -1 if none
	Scope    string
	Churn    bool
	Leaks    []string
}

// Recv is the parameter index that stands for the receiver in effects.
const Recv = -1

// Effect says what a call does with one argument. One parameter may have
// several: into on success and release-on-error.
type Effect struct {
	Param  int // index without the receiver; Recv for the receiver
	What   string
	Result int // for "into" and "reads"
	If     int // for "refill": 1 + the parameter that must be true; 0 if none
}

// Returns says whether a call returns. The zero value is "always".
type Returns struct {
	Never    bool
	IfNil    int // 1 + parameter that must be nil; 0 if none
	IfNonNil int // 1 + parameter that must not be nil; 0 if none
	IfTrue   int // 1 + parameter that must be true; 0 if none
	IfFalse  int // 1 + parameter that must be false; 0 if none
	Callback int // 1 + parameter that is called before returning; 0 if none
}
