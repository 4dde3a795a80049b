// Package plugin makes connlint a module plugin of golangci-lint, version 2.
//
// A golangci-lint that `golangci-lint custom` has built with this package has a
// linter by the name of connlint. golangci-lint shows its findings as
//
//	file:line:column: rule: message (connlint)
//
// applies their fixes, and honours nolint comments for connlint itself. It knows
// no severities, so every finding counts; those of severity note are left out
// unless the settings ask for them.
package plugin

import (
	"encoding/json"
	"fmt"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/finding"
)

func init() { register.Plugin("connlint", New) }

// New returns the plugin for the settings in golangci-lint's configuration, which
// are those of Settings. Its error says what is wrong with them.
func New(raw any) (register.LinterPlugin, error) {
	s, err := decode(raw)
	if err != nil {
		return nil, fmt.Errorf("settings of connlint: %w", err)
	}
	return &linter{s}, nil
}

type linter struct{ settings Settings }

// GetLoadMode says that the analyzers need types.
func (*linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the rules that the settings leave on, and the one that
// owns the options. It sets the options, which hold for the process.
func (l *linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	options, err := json.Marshal(l.settings.options())
	if err != nil {
		return nil, err
	}
	if err := config.Analyzer.Flags.Set("config", string(options)); err != nil {
		return nil, err
	}
	on := []*analysis.Analyzer{config.Analyzer}
	for _, r := range analyzers.Suite {
		if l.settings.on(r.Analyzer.Name) && !r.Severity.Below(finding.Severity(l.settings.Severity)) {
			on = append(on, r.Analyzer)
		}
	}
	return on, nil
}
