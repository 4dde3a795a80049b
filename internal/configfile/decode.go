package configfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/connlint/connlint/internal/spell"
	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/resource"
)

// decoder fills a File from YAML nodes.
type decoder struct {
	file  *File
	rules []string
}

// keys are those of a mapping, and what to do with their values.
type keys map[string]func(*yaml.Node) error

func (d *decoder) decode(text []byte) error {
	var doc yaml.Node
	y := yaml.NewDecoder(bytes.NewReader(text))
	if err := y.Decode(&doc); errors.Is(err, io.EOF) {
		return nil // empty
	} else if err != nil {
		return d.syntax(err)
	}
	if err := y.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: there should be one YAML document, not several", d.file.Path)
	}
	f := d.file
	return d.mapping(doc.Content[0], "", keys{
		"version":  d.version,
		"rules":    d.ruleMap,
		"exclude":  d.excludes,
		"models":   d.models,
		"baseline": d.path(&f.Baseline),
		"tests":    d.boolean(&f.Tests),
		"errcheck": d.boolean(&f.Errcheck),
		"drain":    d.word(&f.Drain, "auto", "always", "never"),
		"min-go":   d.release(&f.MinGo),
		"tags":     d.list(&f.Tags),
		"severity": d.word(&f.Severity, "note", "warning", "error"),
		"fail-on":  d.word(&f.FailOn, "note", "warning", "error", "none"),
	})
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// syntax puts the place of a YAML error where we put it.
func (d *decoder) syntax(err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	switch {
	case m == nil:
		return fmt.Errorf("%s: %w", d.file.Path, err)
	case m[1] == "":
		return fmt.Errorf("%s: not YAML: %s", d.file.Path, m[2])
	}
	return fmt.Errorf("%s:%s: not YAML: %s", d.file.Path, m[1], m[2])
}

func (d *decoder) errorf(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: %s", d.file.Path, n.Line, n.Column, fmt.Sprintf(format, args...))
}

// mapping decodes a mapping with the given keys.
func (d *decoder) mapping(n *yaml.Node, prefix string, known keys) error {
	if n = resolve(n); n.Kind != yaml.MappingNode {
		return d.errorf(n, "should be keys with values, not %s", describe(n))
	}
	seen := make(map[string]bool)
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		set, ok := known[key.Value]
		if !ok {
			return d.errorf(key, "unknown key %q%s", key.Value, d.suggest(key.Value, known))
		}
		if seen[key.Value] {
			return d.errorf(key, "key %q is there twice", key.Value)
		}
		seen[key.Value] = true
		d.file.Lines[prefix+key.Value] = key.Line
		if err := set(value); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) suggest(key string, known keys) string {
	names := slices.Sorted(maps.Keys(known))
	if w := spell.Closest(key, names); w != "" {
		return fmt.Sprintf("; did you mean %q?", w)
	}
	return "; the keys here are " + strings.Join(names, ", ")
}

func (d *decoder) version(n *yaml.Node) error {
	if n = resolve(n); n.Value != "1" {
		return d.errorf(n, "version %s of the configuration is not known to this connlint, which reads version 1", n.Value)
	}
	return nil
}

func (d *decoder) ruleMap(n *yaml.Node) error {
	known := make(keys)
	for _, name := range d.rules {
		known[name] = func(n *yaml.Node) error { return d.rule(name, n) }
	}
	return d.mapping(n, "rules.", known)
}

// rule decodes “off”, “on” or a severity.
func (d *decoder) rule(name string, n *yaml.Node) error {
	var word *string
	if err := d.word(&word, "on", "off", "note", "warning", "error")(n); err != nil {
		return err
	}
	switch *word {
	case "on":
		d.file.Rules[name] = Rule{}
	case "off":
		d.file.Rules[name] = Rule{Off: true}
	default:
		d.file.Rules[name] = Rule{Severity: *word}
	}
	return nil
}

func (d *decoder) excludes(n *yaml.Node) error {
	return d.each(n, func(n *yaml.Node) error {
		var e Exclude
		var path, reason *string
		err := d.mapping(n, "", keys{
			"path":   d.text(&path),
			"reason": d.text(&reason),
			"rules": func(n *yaml.Node) error {
				return d.each(n, func(n *yaml.Node) error {
					var rule *string
					err := d.word(&rule, d.rules...)(n)
					if err == nil {
						e.Rules = append(e.Rules, *rule)
					}
					return err
				})
			},
		})
		switch {
		case err != nil:
			return err
		case path == nil && e.Rules == nil:
			return d.errorf(n, "an exclusion needs a path or rules")
		case reason == nil || strings.TrimSpace(*reason) == "":
			return d.errorf(n, "an exclusion needs a reason")
		}
		e.Reason = *reason
		e.match = func(string) bool { return true }
		if path != nil {
			e.Path = *path
			e.match = glob(*path)
		}
		d.file.Exclude = append(d.file.Exclude, e)
		return nil
	})
}

// models decodes a list of lines of the catalogue's form.
func (d *decoder) models(n *yaml.Node) error {
	seen := make(map[string]int) // the line of each symbol
	return d.each(n, func(n *yaml.Node) error {
		var line *string
		if err := d.text(&line)(n); err != nil {
			return err
		}
		text := strings.TrimSpace(*line)
		if strings.Contains(text, "\n") {
			return d.errorf(n, "there should be one model an item")
		}
		models, err := resource.ParseModels("", text)
		if err != nil {
			_, message, _ := strings.Cut(err.Error(), ": ") // without our :1
			return d.errorf(n, "%s", message)
		}
		for _, m := range models {
			if first := seen[m.Symbol]; first > 0 {
				return d.errorf(n, "%s: already on line %d", m.Symbol, first)
			}
			seen[m.Symbol] = n.Line
		}
		d.file.Models += text + "\n"
		d.file.ModelLines = append(d.file.ModelLines, n.Line)
		return nil
	})
}

// each decodes the items of a list.
func (d *decoder) each(n *yaml.Node, set func(*yaml.Node) error) error {
	if n = resolve(n); n.Kind != yaml.SequenceNode {
		return d.errorf(n, "should be a list, not %s", describe(n))
	}
	for _, item := range n.Content {
		if err := set(resolve(item)); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) boolean(p **bool) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n = resolve(n); n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
			return d.errorf(n, "should be true or false, not %s", describe(n))
		}
		value := n.Value == "true"
		*p = &value
		return nil
	}
}

func (d *decoder) text(p **string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n = resolve(n); n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
			return d.errorf(n, "should be text, not %s", describe(n))
		}
		*p = &n.Value
		return nil
	}
}

// path decodes a path that is relative to the file.
func (d *decoder) path(p **string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := d.text(p)(n); err != nil {
			return err
		}
		if !filepath.IsAbs(**p) {
			joined := filepath.Join(filepath.Dir(d.file.Path), **p)
			*p = &joined
		}
		return nil
	}
}

// word decodes one of a few words.
func (d *decoder) word(p **string, words ...string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		n = resolve(n)
		if n.Kind != yaml.ScalarNode || !slices.Contains(words, n.Value) {
			hint := "should be one of " + strings.Join(words, ", ")
			if w := spell.Closest(n.Value, words); w != "" {
				hint = fmt.Sprintf("did you mean %q?", w)
			}
			return d.errorf(n, "not %s; %s", describe(n), hint)
		}
		*p = &n.Value
		return nil
	}
}

// release decodes a Go release, which YAML takes for a number.
func (d *decoder) release(p **string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n = resolve(n); n.Kind != yaml.ScalarNode || !config.IsRelease(n.Value) {
			return d.errorf(n, "should be a Go release such as 1.24, not %s", describe(n))
		}
		*p = &n.Value
		return nil
	}
}

// list decodes a list of words to one with commas.
func (d *decoder) list(p **string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		var words []string
		err := d.each(n, func(n *yaml.Node) error {
			var w *string
			if err := d.text(&w)(n); err != nil {
				return err
			}
			if *w == "" || strings.ContainsAny(*w, ", \t\n") {
				return d.errorf(n, "%s is not one word", describe(n))
			}
			words = append(words, *w)
			return nil
		})
		joined := strings.Join(words, ",")
		*p = &joined
		return err
	}
}

// resolve follows an alias to what it stands for.
func resolve(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// describe says what a node is.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "keys with values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null":
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}
