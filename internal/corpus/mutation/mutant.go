package mutation

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// Operators.
const (
	Drop  = "drop"  // a release is deleted
	Undef = "undef" // a deferred release is deleted
	Move  = "move"  // a deferred release is moved below the next return
)

// Effects: what a mutant is known to do.
const (
	Leaks  = "leaks"
	Unsure = "unsure"
	Equal  = "equal"
)

// A Mutant is one change of one function.
type Mutant struct {
	File  string // absolute
	Line  int    // of the release
	Func  string
	Op    string
	Kind  string // of the resource
	Rule  string // that has to report it
	Lines []int  // where the resource is acquired

	Effect string
	Found  bool

	column int // of what stands in its place

	pkg   *packages.Package
	file  *ast.File
	decl  *ast.FuncDecl
	edits []edit
	ill   bool
}

// An edit replaces a part of a file.
type edit struct {
	from, to int // offsets
	text     string
}

// A resource is a local variable that holds something to be released.
type held struct {
	v     *types.Var
	kind  string
	rule  string
	ends  map[string]bool // methods that release it
	done  map[string]bool // methods that release it by returning false
	body  bool            // what is released is its field Body
	lines []int
	err   *types.Var // the error that came with it
	calls []*ast.CallExpr

	tree  *tree // to look into the functions that get it; may be nil
	depth int
}

// A tree finds the declarations of the functions of the tree.
type tree struct{ decls map[string]declared }

type declared struct {
	decl *ast.FuncDecl
	info *types.Info
}
