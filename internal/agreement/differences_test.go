package agreement

// A difference is a finding that one driver reports and connlint does not, or the
// other way round, for a reason.
type difference struct {
	module, driver string
	kind           kind
	finding        string // a part of its text
	why            string

	seen int
}

type kind string

const (
	missing kind = "connlint reports, and the driver does not"
	more    kind = "the driver reports, and connlint does not"
)

var differences = []difference{
	{
		module: "fixtures", driver: "golangci-lint", kind: missing,
		finding: "unusedignore: nolint comment for connlint suppresses nothing",
		why:     "golangci-lint applies these comments itself, and its nolintlint says which are unused",
	},
	{
		module: "fixtures", driver: "nogo", kind: missing,
		finding: ": bodydrain: ",
		why:     "nogo computes no facts about net/http, so that what Close drains is not known unless the flag drain says it",
	},
}
