package resource

import (
	"go/types"
	"slices"
)

// A role is what a method of some type of a package does to the resources that
// the lines of the package are about, whichever that is: what a function does
// with a parameter is found out before it is known what will be passed.
type role struct {
	releases bool // a call releases the value
	rowOnly  bool // but only if the value is a single row
	leads    bool // what a call returns releases the value with it (via:)
}

// Releases reports whether a method releases the values of its type, as far as
// the lines of its package say. Several types of one package may differ; then it
// counts as releasing all of them.
func (c *Catalogue) Releases(m *types.Func) bool {
	r := c.role(m)
	return r.releases && !(r.rowOnly && hasNext(m))
}

// Leads reports whether a method returns what the value of its type is released
// through: DB of a *gorm.DB, which returns the *sql.DB to close.
func (c *Catalogue) Leads(m *types.Func) bool { return c.role(m).leads }

func (c *Catalogue) role(m *types.Func) role {
	if c == nil || m == nil || m.Pkg() == nil || m.Signature().Recv() == nil {
		return role{}
	}
	pkg := c.find(m.Pkg().Path())
	if pkg == nil {
		return role{}
	}
	pkg.once.Do(pkg.parse)
	return pkg.roles[m.Name()]
}

// rolesOf collects the roles that the models of a package give to methods.
func rolesOf(models map[key]*Model) map[string]role {
	roles := make(map[string]role)
	for _, m := range models {
		if m.Acquire == nil {
			continue
		}
		for _, item := range slices.Concat(m.Acquire.Release, m.Acquire.All) {
			r, err := ParseRelease(item)
			if err != nil {
				continue // checked when it was parsed
			}
			switch have := roles[r.Name]; r.How {
			case ByMethod:
				row := m.Acquire.Kind == "row"
				have.rowOnly = row && (have.rowOnly || !have.releases)
				have.releases = true
				roles[r.Name] = have
			case ByVia:
				via := roles[r.Via]
				via.leads = true
				roles[r.Via] = via
			}
		}
	}
	return roles
}

// hasNext reports whether a method's type is iterated: it is rows, not a row.
func hasNext(m *types.Func) bool {
	next, _, _ := types.LookupFieldOrMethod(m.Signature().Recv().Type(), true, m.Pkg(), "Next")
	return next != nil
}
