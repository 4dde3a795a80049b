// Command corpus measures the linter on real code.
//
// It fetches nothing itself: it works on local clones of public repositories,
// in worktrees that it adds below a scratch directory.
//
//	go run ./internal/corpus field    [flags] table.tsv...
//	go run ./internal/corpus findings [flags] repos.tsv
//	go run ./internal/corpus compare  [flags] repos.tsv
//	go run ./internal/corpus mutate   [flags] repos.tsv
//
// # field
//
// Runs the tools on the packages that the tables name and prints, per row and
// per class, what was found, missed and falsely reported. A table has a header
// line and tab-separated columns, in any order; unknown columns are ignored:
//
//	repo           owner/name, or a module path
//	commit         or parent_commit; "module v1.2.3" takes the row from the module cache
//	file           path in the repository, or in the module
//	acquire_line   line of the call that acquires the resource
//	line           optional: a second line that counts as the place, too
//	func           optional: the enclosing function
//	class          what leaks, see below; the row must be reported
//	verdict        or: "false-positive" (must be silent), "true-positive" (must be reported), "unclear" (not scored)
//	note           optional: or pattern, or why_not_a_leak; printed with the row
//
// A row with neither class nor verdict must be silent. A leak is found if a tool
// reports on the acquiring line, or on line; from connlint only the rules that
// cover the row's class count. Findings of deferloop and fieldleak stand on the
// defer statement and on the store: these count if the step that acquires stands
// on the acquiring line. Comments that suppress a linter are made
// ineffective in the worktree first, so that silence is the tool's own verdict.
//
// Old trees need help. The table of -setup says how a commit is built:
//
//	repo    owner/name
//	commit  any prefix of the commit, or * for every commit
//	env     environment, separated by spaces: GOOS=darwin CGO_ENABLED=0
//	flags   of the go command: -tags=a,b
//	dir     directory of the go.mod that require changes, if not the root
//	require module@version to require, or old=new@version to replace, separated by spaces
//	skip    the reason why this commit cannot be measured
//
// # findings and compare
//
// Both run the tool on whole repositories at pinned commits. A table of
// repositories has the columns repo, commit, dir (of the module), packages, env
// and flags. findings writes each finding with its source, to be read and judged
// by hand. compare holds the findings against the judged ones and prints the
// new, the changed and the gone, and the precision of each rule; it fails if
// there is a difference. Judgements are stored one file per repository, with the
// columns repo, commit, file, line, rule, function, message, verdict (true or
// false) and reason; a line that compare prints as new lacks only the last two.
//
// # mutate
//
// Deletes releases in the repositories of such a table, one at a time, or moves
// them below the next return, and prints whether the rules notice: see package
// mutation. The sums that it prints last are in the form of
// testdata/corpus/results. A commit "module v1.2.3" takes a module from the
// module proxy.
package main
