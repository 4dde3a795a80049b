package report

import (
	"io"
	"net/url"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/connlint/connlint/internal/ruledoc"
	"github.com/connlint/connlint/passes/finding"
)

// fingerprintName is the name of our fingerprint in partialFingerprints. Its
// number changes when the way to compute it does.
const fingerprintName = "connlint/v1"

// SARIF writes a log in the Static Analysis Results Interchange Format 2.1.0.
// Paths become code flows; the fingerprints do not depend on lines.
func SARIF(w io.Writer, r *Report, _ Style) error {
	if err := r.sarif().PrettyWrite(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (r *Report) sarif() *sarif.Report {
	run := sarif.NewRunWithInformationURI("connlint", "https://github.com/connlint/connlint")
	run.Tool.Driver.WithVersion(r.Version)
	run.WithColumnKind("unicodeCodePoints")
	run.WithAutomationDetails(sarif.NewRunAutomationDetails().WithID("connlint/"))
	index := make(map[string]int)
	for i, rule := range r.Rules {
		index[rule.Name] = i
		run.Tool.Driver.AddRule(sarifRule(rule))
	}
	for _, f := range r.Findings {
		run.AddResult(r.sarifResult(f, index[f.Rule]))
	}
	run.AddInvocation(r.sarifInvocation())
	return sarif.NewReport().AddRun(run)
}

func sarifRule(r Rule) *sarif.ReportingDescriptor {
	rule := sarif.NewRule(r.Name).
		WithName(r.Name).
		WithHelpURI(r.URL).
		WithShortDescription(sarifText(r.Summary, "")).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithEnabled(true).WithLevel(r.Severity)).
		WithProperties(sarif.NewPropertyBag().Add("precision", "high").Add("problem.severity", sarifProblem(r.Severity)).WithTags([]string{"connections", r.Category}))
	if d, err := finding.ParseDoc(r.Doc); err == nil && len(d.Sections) > 0 {
		rule.WithFullDescription(sarifText(ruledoc.Text(d.Sections[0]), ruledoc.Section(d.Sections[0])))
		rule.WithHelp(sarifText(r.Doc, ruledoc.Markdown(d)))
	}
	return rule
}

// sarifProblem is GitHub's name for a severity.
func sarifProblem(severity string) string {
	if severity == "note" {
		return "recommendation"
	}
	return severity
}

func sarifText(text, markdown string) *sarif.MultiformatMessageString {
	m := sarif.NewMultiformatMessageString().WithText(text)
	if markdown != "" {
		m.WithMarkdown(markdown)
	}
	return m
}

func (r *Report) sarifResult(f Finding, rule int) *sarif.Result {
	res := sarif.NewRuleResult(f.Rule).
		WithRuleIndex(rule).
		WithLevel(f.Severity).
		WithMessage(sarif.NewTextMessage(f.Message)).
		AddLocation(r.sarifLocation(f.Pos, f.End, "")).
		WithPartialFingerprints(map[string]string{fingerprintName: f.Fingerprint})
	if len(f.Path) > 0 {
		flow := sarif.NewThreadFlow()
		for _, s := range f.Path {
			flow.AddLocation(sarif.NewThreadFlowLocation().WithLocation(r.sarifLocation(s.Pos, Position{}, s.Message)))
		}
		res.AddCodeFlow(sarif.NewCodeFlow().AddThreadFlow(flow))
	}
	if f.Fix != nil {
		res.AddFixe(r.sarifFix(f.Fix))
	}
	return res
}

func (r *Report) sarifLocation(pos, end Position, message string) *sarif.Location {
	region := sarif.NewRegion().WithStartLine(max(pos.Line, 1))
	if pos.Column > 0 {
		region.WithStartColumn(r.Source.Column(pos.File, pos.Line, pos.Column))
		if end.Line > 0 {
			region.WithEndLine(end.Line).WithEndColumn(r.Source.Column(end.File, end.Line, end.Column))
		}
	}
	loc := sarif.NewLocation().WithPhysicalLocation(sarif.NewPhysicalLocation().
		WithArtifactLocation(r.sarifFile(pos.File)).WithRegion(region))
	if message != "" {
		loc.WithMessage(sarif.NewTextMessage(message))
	}
	return loc
}

// sarifFile names a file relative to the directory of the run, which is the
// root of the repository where code scanning is to understand it.
func (r *Report) sarifFile(file string) *sarif.ArtifactLocation {
	rel := url.URL{Path: r.Slash(file)}
	return sarif.NewSimpleArtifactLocation(rel.String()).WithURIBaseID("%SRCROOT%")
}

func (r *Report) sarifFix(fix *Fix) *sarif.Fix {
	changes := make(map[string]*sarif.ArtifactChange)
	out := sarif.NewFix().WithDescription(sarif.NewTextMessage(fix.Message))
	for _, e := range fix.Edits {
		change := changes[e.File]
		if change == nil {
			change = sarif.NewArtifactChange().WithArtifactLocation(r.sarifFile(e.File))
			changes[e.File] = change
			out.AddArtifactChange(change)
		}
		line, column := r.Source.Place(e.File, e.Start)
		endLine, endColumn := r.Source.Place(e.File, e.End)
		region := sarif.NewRegion().WithStartLine(line).WithStartColumn(column).WithEndLine(endLine).WithEndColumn(endColumn)
		change.AddReplacement(sarif.NewReplacement().WithDeletedRegion(region).
			WithInsertedContent(sarif.NewArtifactContent().WithText(e.New)))
	}
	return out
}

// sarifInvocation says how the run went.
func (r *Report) sarifInvocation() *sarif.Invocation {
	inv := sarif.NewInvocation().WithExecutionSuccessful(len(r.Failures) == 0)
	for _, f := range r.Failures {
		inv.AddToolExecutionNotification(sarif.NewNotification().WithLevel("error").WithMessage(sarif.NewTextMessage(f)))
	}
	for _, f := range r.Incomplete {
		n := sarif.NewNotification().WithLevel("note").WithMessage(sarif.NewTextMessage(f.Message))
		n.Locations = append(n.Locations, r.sarifLocation(f.Pos, Position{}, ""))
		inv.AddToolExecutionNotification(n)
	}
	return inv
}
