package resource

import (
	"maps"
	"slices"
)

// A Kind is a class of things that must be released.
type Kind struct {
	Name    string
	Rule    string   // the rule that reports it when it is left open; "" if none does
	Noun    string   // how messages name it
	Release []string // methods that release it, unless its model says otherwise
	Verb    string   // what messages say that nobody did: "closed", "stopped"

	// Idempotent says that a second release is harmless (it returns an error at
	// most), so that a deferred one may be added beside existing ones.
	Idempotent bool
}

// Kinds lists the resource kinds by name.
var Kinds = byName(
	Kind{Name: "body", Rule: "bodyleak", Noun: "response body", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "conn", Rule: "connleak", Noun: "connection", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "socket", Rule: "connleak", Noun: "duplicated socket", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "stream", Rule: "connleak", Noun: "stream", Release: []string{"Close"}, Verb: "closed"},
	Kind{Name: "session", Rule: "connleak", Noun: "session", Release: []string{"Close"}, Verb: "closed"},
	Kind{Name: "poolconn", Rule: "connleak", Noun: "pooled connection", Release: []string{"Close"}, Verb: "returned to the pool", Idempotent: true},
	Kind{Name: "listener", Rule: "connleak", Noun: "listener", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "server", Rule: "connleak", Noun: "server", Release: []string{"Close"}, Verb: "closed"},
	Kind{Name: "rows", Rule: "sqlleak", Noun: "rows", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "cursor", Rule: "sqlleak", Noun: "cursor", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "batch", Rule: "sqlleak", Noun: "batch", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "row", Rule: "sqlleak", Noun: "row", Release: []string{"Scan"}, Verb: "scanned"},
	Kind{Name: "stmt", Rule: "sqlleak", Noun: "statement", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "sqlconn", Rule: "sqlleak", Noun: "pooled connection", Release: []string{"Close"}, Verb: "returned to the pool", Idempotent: true},
	Kind{Name: "tx", Rule: "sqlleak", Noun: "transaction", Release: []string{"Commit", "Rollback"}, Verb: "committed or rolled back", Idempotent: true},
	Kind{Name: "client", Rule: "clientleak", Noun: "client", Release: []string{"Close", "Stop", "Shutdown", "Disconnect"}, Verb: "closed"},
	Kind{Name: "pool", Rule: "clientleak", Noun: "connection pool", Release: []string{"Close"}, Verb: "closed"},
	Kind{Name: "worker", Rule: "clientleak", Noun: "worker", Release: []string{"Stop", "Shutdown", "Close"}, Verb: "stopped"},
	Kind{Name: "channel", Rule: "clientleak", Noun: "channel", Release: []string{"Close"}, Verb: "closed"},
	Kind{Name: "lock", Rule: "clientleak", Noun: "lock", Release: []string{"Unlock"}, Verb: "released"},
	Kind{Name: "subscription", Rule: "clientleak", Noun: "subscription", Release: []string{"Close", "Unsubscribe", "Drain", "Stop"}, Verb: "stopped"},
	Kind{Name: "httpclient", Rule: "clientchurn", Noun: "client", Release: []string{"CloseIdleConnections"}, Verb: "reused"},
	Kind{Name: "transport", Rule: "clientchurn", Noun: "transport", Release: []string{"CloseIdleConnections"}, Verb: "reused"},

	// No connection hangs on these: they are known, and never reported.
	Kind{Name: "file", Noun: "file", Release: []string{"Close"}, Verb: "closed", Idempotent: true},
	Kind{Name: "memory", Noun: "object", Release: []string{"Close", "Release"}, Verb: "released"},
)

func byName(kinds ...Kind) map[string]*Kind {
	m := make(map[string]*Kind, len(kinds))
	for i := range kinds {
		m[kinds[i].Name] = &kinds[i]
	}
	return m
}

func kindNames() []string { return slices.Sorted(maps.Keys(Kinds)) }
