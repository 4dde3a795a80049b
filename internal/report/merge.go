package report

import (
	"slices"
)

// Merge makes one report of those of shards: runs with the same rules on
// different packages of one code base. It is the report that one run on all of
// them would have made.
func Merge(shards []*Report) *Report {
	first := shards[0]
	all := &Report{Dir: first.Dir, Version: first.Version}
	for _, r := range shards {
		for _, rule := range r.Rules {
			if !slices.ContainsFunc(all.Rules, func(have Rule) bool { return have.Name == rule.Name }) {
				all.Rules = append(all.Rules, rule)
			}
		}
		all.Packages += r.Packages
		all.Findings = append(all.Findings, r.Findings...)
		all.Incomplete = append(all.Incomplete, r.Incomplete...)
		all.Failures = append(all.Failures, r.Failures...)
	}
	all.Findings = Sort(all.Findings)
	all.Incomplete = Sort(all.Incomplete)
	slices.Sort(all.Failures)
	all.Failures = slices.Compact(all.Failures)
	all.Unfound = unfoundByAll(shards)
	return all
}

// unfoundByAll returns the leaks that were found in no shard: a shard does not
// find those of another's packages. It is nil if a shard did not look.
func unfoundByAll(shards []*Report) []Unfound {
	for _, r := range shards {
		if r.Unfound == nil {
			return nil
		}
	}
	all := []Unfound{}
	for _, u := range shards[0].Unfound {
		everywhere := true
		for _, r := range shards[1:] {
			i := slices.IndexFunc(r.Unfound, func(o Unfound) bool {
				return o.Rule == u.Rule && o.Pos == u.Pos && o.Message == u.Message
			})
			if everywhere = i >= 0; !everywhere {
				break
			}
			if r.Unfound[i].Why == "" {
				u.Why = "" // where its package was checked, nothing excused it
			}
		}
		if everywhere {
			all = append(all, u)
		}
	}
	return all
}
