package main

import (
	"path"
	"strings"
)

// A setup says how the trees of a commit are built.
type setup struct {
	env     []string
	flags   []string
	require []string // module@version, or old=new@version to replace
	gomod   string   // the go.mod that require changes
	skip    string
}

// setups are the lines of a setup table.
type setups []record

func readSetups(path string) (setups, error) {
	if path == "" {
		return nil, nil
	}
	return readTable(path, "repo", "commit")
}

// of returns the setup for a commit: all the lines that match it, together.
func (s setups) of(repo, commit string) setup {
	all := setup{gomod: "go.mod"}
	for _, rec := range s {
		c := rec.get("commit")
		if rec.get("repo") != repo || c != "*" && !strings.HasPrefix(commit, c) {
			continue
		}
		all.env = append(all.env, strings.Fields(rec.get("env"))...)
		all.flags = append(all.flags, strings.Fields(rec.get("flags"))...)
		all.require = append(all.require, strings.Fields(rec.get("require"))...)
		if dir := rec.get("dir"); dir != "" {
			all.gomod = path.Join(dir, "go.mod")
		}
		if reason := rec.get("skip"); reason != "" {
			all.skip = reason
		}
	}
	return all
}
