// Package program is the tree of a generated program: what the grammar builds,
// the printer writes and the shrinker takes apart.
//
// The leaves are source text. The tree knows only what these need of it: which
// statements nest, which lines decide a branch, and which variables an
// assignment sets, so that a program stays well-typed when parts are removed.
package program

// A Program is one function under test, and the declarations it uses.
type Program struct {
	Kind   string   // of the resource: response, conn, rows or client
	Labels []string // properties that change what is expected of an analysis
	Decls  []*Decl  // the function under test comes first

	// Call is how the caller uses the function under test, which is named $f.
	Call string

	Status, ReadErr, CloseErr bool // see the environment's knobs
}

// A Decl is a top-level declaration. Names of top-level declarations are
// written with a leading $; the printer makes them unique.
type Decl struct {
	Name string
	Head string  // "func $f() error {", or a whole declaration if there is no body
	Body []*Node // of a function
	Func bool
}

// A Node is a statement.
type Node struct {
	// A simple statement is Text, or an assignment of Text to Vars by Op.
	Text string
	Vars []string
	Op   string // ":=", "=", or "var" for a declaration of Vars[0] with type Text

	// A compound statement is Open (if any), the arms, and Close.
	Open  string
	Arms  []Arm
	Close string

	Label string // of the statement
	Exit  bool   // a return of the function under test, to be marked

	// Simpler is a statement that does the same more plainly, if there is one.
	Simpler []*Node
}

// An Arm is a head and a block. Cond replaces %s in the head.
type Arm struct {
	Head string
	Cond string
	Body []*Node
}

// Has reports whether the program has the label.
func (p *Program) Has(label string) bool {
	for _, l := range p.Labels {
		if l == label {
			return true
		}
	}
	return false
}

// AddLabel labels the program, once.
func (p *Program) AddLabel(label string) {
	if !p.Has(label) {
		p.Labels = append(p.Labels, label)
	}
}

// Stmt is a simple statement.
func Stmt(text string) *Node { return &Node{Text: text} }

// Return is a return of the function under test.
func Return(text string) *Node { return &Node{Text: text, Exit: true} }

// Assign assigns text to the variables.
func Assign(op, text string, vars ...string) *Node {
	return &Node{Vars: vars, Op: op, Text: text}
}

// Var declares a variable.
func Var(name, typ string) *Node { return &Node{Vars: []string{name}, Op: "var", Text: typ} }

// If is an if statement; els may be nil.
func If(cond string, then, els []*Node) *Node { return IfInit("", cond, then, els) }

// IfInit is an if statement with an init statement.
func IfInit(init, cond string, then, els []*Node) *Node {
	head := "if %s {"
	if init != "" {
		head = "if " + init + "; %s {"
	}
	n := &Node{Arms: []Arm{{Head: head, Cond: cond, Body: then}}, Close: "}"}
	if els != nil {
		n.Arms = append(n.Arms, Arm{Head: "} else {", Body: els})
	}
	return n
}

// Block is a compound statement of one arm: a loop, a closure.
func Block(head, end string, body []*Node) *Node {
	return &Node{Arms: []Arm{{Head: head, Body: body}}, Close: end}
}

// Loop is a for statement with a condition.
func Loop(cond string, body []*Node) *Node {
	return &Node{Arms: []Arm{{Head: "for %s {", Cond: cond, Body: body}}, Close: "}"}
}
