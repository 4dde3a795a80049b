// Connlint finds connections that a Go program opens and does not give back.
//
// Usage:
//
//	connlint [flags] [packages]
//	connlint command
//
// It checks the packages, by default the one in the current directory; use ./...
// for all of a module. Each finding is printed as
//
//	file:line:column: severity: message (rule)
//
// followed by the steps of the path on which it comes about. The exit status is 0
// if there is nothing to complain about, 1 if there is, and 2 if something went
// wrong: then the absence of findings proves nothing.
//
// A finding is suppressed by a comment on its line, or above its statement or
// function:
//
//	//nolint:bodyleak // the caller closes it
//	//connlint:ignore bodyleak the caller closes it
//
// Options that hold for a project stand in a file .connlint.yaml, in the current
// directory or one above; flags override it. See
// https://github.com/connlint/connlint/blob/main/docs/config.md.
//
// The analysis is done by the go command (go vet -vettool=connlint), whose cache
// makes the second run fast.
//
// Commands:
//
//	rules
//		list the rules
//	explain rule
//		explain a rule, with an example
//	baseline -write|-prune file [flags] [packages]
//		record the findings that are there, or forget those that are gone
//	merge [flags] file...
//		make one report of several, which -format=json=file has written for parts of a code base
//	completion bash|zsh|fish
//		print a script with which a shell completes command lines
//	config [flags]
//		print the options in force, and where they come from
//	version
//		print the version
//	help
//		print this text
//
// Flags:
//
//	-C dir
//		change to dir before doing anything else
//	-baseline file
//		leave out what is in this file, which connlint baseline -write makes
//	-config file
//		read this configuration file, not the .connlint.yaml here or in a directory above;
//		none for none
//	-diff
//		print what -fix would change, and exit with status 1 if that is anything
//	-drain auto
//		does Close drain a body, so that reading it to the end is not needed: auto (as the
//		Go release does that builds the program), always or never report (default auto)
//	-errcheck
//		write fixes so that errcheck has nothing to say about them
//	-fail-on severity
//		exit with status 1 for findings of this severity and above, or none (default warning)
//	-fix
//		apply the fixes, and report what is left
//	-format formats
//		write the findings in these formats, comma-separated, each to a file if one is named:
//		sarif=out.sarif,github; the formats are
//		checkstyle, github, gitlab, html, json, junit, rdjsonl, sarif, text (default text)
//	-min-go release
//		oldest Go release, such as 1.24, that the code must serve well
//	-models file
//		read what your own APIs open and release from this file, one a line, see docs/models.md
//	-new-from revision
//		report only findings on whose paths a line has changed since the branch left this git
//		revision, committed or not
//	-observed file
//		mark the findings that conntest has seen at run time, according to this file, and list
//		the leaks that no finding explains, see docs/conntest.md
//	-rules rules
//		check only these rules, comma-separated; a rule after a minus sign is left out
//	-severity severity
//		show findings of this severity and above: note, warning or error (default note)
//	-tags tags
//		build tags, comma-separated
//	-tests
//		report findings in test files too
//	-unused-suppressions
//		list only the suppression comments that suppress nothing, those for bodyclose and
//		sqlclosecheck too
//	-v
//		say what is run, and where an analysis gave up
package main
