package reqscope

import (
	"go/types"
	"strings"
)

// services finds the methods that generated code calls: those of an interface
// I of a service, for which the generated package has a function RegisterI
// (gRPC, kratos) or NewIServer (Twirp), and those of a gqlgen resolver.
func (b *builder) services() {
	var named []*types.Named
	for _, pkg := range append(b.pass.Pkg.Imports(), b.pass.Pkg) {
		for _, s := range generated(pkg) {
			if named == nil {
				named = b.namedTypes()
			}
			for _, t := range named {
				if implements(t, s.iface) {
					b.serve(s, t)
				}
			}
		}
	}
}

// A service is an interface that generated code calls per request.
type service struct {
	iface *types.Interface
	row   *Row
}

func generated(pkg *types.Package) []service {
	var all []service
	words := table().word
	scope := pkg.Scope()
	isFunc := func(name string) bool { _, ok := scope.Lookup(name).(*types.Func); return ok }
	gql := isFunc("NewExecutableSchema")
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || obj.IsAlias() {
			continue
		}
		iface, ok := obj.Type().Underlying().(*types.Interface)
		if !ok || iface.NumMethods() == 0 {
			continue
		}
		switch {
		case isFunc("Register"+name) && takesType(scope.Lookup("Register"+name), obj):
			all = append(all, service{iface, words["(google.golang.org/grpc.ServiceRegistrar).RegisterService"]})
		case isFunc("New"+name+"Server") && takesType(scope.Lookup("New"+name+"Server"), obj):
			all = append(all, service{iface, words["github.com/twitchtv/twirp.ServerOptions"]})
		case gql && strings.HasSuffix(name, "Resolver"):
			all = append(all, service{iface, words["(github.com/99designs/gqlgen/graphql.ExecutableSchema).Exec"]})
		}
	}
	return all
}

// takesType reports whether a function has a parameter of the type.
func takesType(fn types.Object, obj *types.TypeName) bool {
	for p := range fn.(*types.Func).Signature().Params().Variables() {
		if n, ok := types.Unalias(p.Type()).(*types.Named); ok && n.Obj() == obj {
			return true
		}
	}
	return false
}

// serve marks the methods of a service that take a context; that leaves out
// what a resolver's root returns, and streaming methods, which have a row of
// their own.
func (b *builder) serve(s service, t *types.Named) {
	for m := range s.iface.Methods() {
		params := m.Signature().Params()
		if params.Len() == 0 || types.TypeString(params.At(0).Type(), nil) != "context.Context" {
			continue
		}
		if fn := method(t, m.Name()); fn != nil {
			b.is(b.decls[fn], s.row)
		}
	}
}
