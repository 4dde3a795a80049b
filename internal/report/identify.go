package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Identify fills in what makes a finding the same one after the code around it
// has changed: its function, its code, and a fingerprint of these. Lines are no
// part of it, nor is the file within the package.
func (r *Report) Identify() {
	seen := make(map[string]int)
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Function = r.Source.Function(f.Pos.File, f.Pos.Line, f.Pos.Column)
		f.Code = r.Source.Code(f.Pos.File, f.Pos.Line, f.Pos.Column, f.End.Line, f.End.Column)
		key := strings.Join([]string{f.Rule, f.Package, f.Function, f.Code}, "\x00")
		// The second of two that look the same is told apart by its number.
		seen[key]++
		hash := sha256.Sum256([]byte(key + strings.Repeat("\x00", seen[key])))
		f.Fingerprint = hex.EncodeToString(hash[:16])
	}
}
