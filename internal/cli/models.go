package cli

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/connlint/connlint/internal/report"
	"github.com/connlint/connlint/passes/resource"
)

// readModels reads the file of the -models flag, which takes the place of the
// models in the configuration file.
func (o *options) readModels() error {
	if o.models == "" {
		return nil
	}
	text, err := os.ReadFile(o.models)
	if err != nil {
		return err
	}
	if !utf8.Valid(text) || bytes.ContainsRune(text, 0) {
		return fmt.Errorf("%s is not text", o.models)
	}
	if _, err := resource.ParseModels(o.models, string(text)); err != nil {
		return err
	}
	o.config.Models = string(text)
	return nil
}

var aboutModel = regexp.MustCompile(`^models:(\d+): (.*)`)

// placeModels moves what the rule directive says of models to where they stand.
// The analysis, which reads no such file, says it in each package that imports
// what the model is about; once is enough.
func (o *options) placeModels(findings []report.Finding) []report.Finding {
	said := make(map[string]bool)
	var kept []report.Finding
	for _, f := range findings {
		m := aboutModel.FindStringSubmatch(f.Message)
		if f.Rule == "directive" && m != nil {
			if said[f.Message] {
				continue
			}
			said[f.Message] = true
			n, _ := strconv.Atoi(m[1])
			f.Pos, f.Message = o.modelPosition(n), m[2]
			f.End = f.Pos
		}
		kept = append(kept, f)
	}
	return report.Sort(kept)
}

// modelPosition returns where a line of the models stands.
func (o *options) modelPosition(line int) report.Position {
	if o.models != "" {
		return report.Position{File: o.models, Line: line, Column: 1}
	}
	return report.Position{File: o.conf.Path, Line: o.conf.ModelLines[line-1], Column: 1}
}
