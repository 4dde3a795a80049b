package resource

import (
	"fmt"
	"strconv"
	"strings"
)

// A Release is one way to get rid of a resource, an item of release= or all=:
//
//	Close         method of the acquired value
//	fn:F          function F(value) of the package of the symbol
//	call:1        calling result 1
//	ctx:0         cancelling the context in parameter 0. Beside other ways it
//	              counts if the cancellation is seen; if it is the only way, a
//	              context that comes from outside is in the hands of others
//	via:DB.Close  method Close of what method DB returns
//	recv:Unlock   method of the receiver of the acquiring call
//	transfer:F    handing the value to a function or method F of that package
//	none          there is no way
type Release struct {
	How   How
	Name  string // the method or function
	Via   string // for Via, the method that returns what has method Name
	Index int    // for Call, the result; for Ctx, the parameter
}

// How is the form of a Release.
type How uint8

// The forms of a Release.
const (
	ByMethod How = iota
	ByFunc
	ByCall
	ByCtx
	ByVia
	ByRecv
	ByTransfer
	ByNothing
)

// ParseRelease parses an item of Acquire.Release, Acquire.All or Acquire.Done.
func ParseRelease(item string) (Release, error) {
	how, arg, prefixed := strings.Cut(item, ":")
	switch {
	case item == "none":
		return Release{How: ByNothing}, nil
	case !prefixed:
		return named(Release{How: ByMethod, Name: item}, item)
	}
	switch how {
	case "fn":
		return named(Release{How: ByFunc, Name: arg}, item)
	case "recv":
		return named(Release{How: ByRecv, Name: arg}, item)
	case "transfer":
		return named(Release{How: ByTransfer, Name: arg}, item)
	case "via":
		getter, method, _ := strings.Cut(arg, ".")
		if getter == "" {
			return Release{}, fmt.Errorf("%q should be via:Getter.Method", item)
		}
		return named(Release{How: ByVia, Via: getter, Name: method}, item)
	case "call", "ctx":
		n, err := strconv.Atoi(arg)
		if err != nil || n < 0 {
			return Release{}, fmt.Errorf("%q should be %s: and an index", item, how)
		}
		if how == "call" {
			return Release{How: ByCall, Index: n}, nil
		}
		return Release{How: ByCtx, Index: n}, nil
	}
	return Release{}, fmt.Errorf("%q: a release is a method, fn:F, call:N, ctx:N, via:Getter.Method, recv:M, transfer:F or none", item)
}

func named(r Release, item string) (Release, error) {
	if !isIdent(r.Name) {
		return Release{}, fmt.Errorf("%q does not name a method or function", item)
	}
	return r, nil
}
