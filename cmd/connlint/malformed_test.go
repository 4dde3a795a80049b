package main_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// malformed are inputs that connlint refuses: in one sentence, with status 2,
// without a word on standard output, and leaving all files as they were.
var malformed = []struct {
	name  string
	files string // in txtar form, added to the module
	git   string // git commands to run before, a line each
	args  string // fields of the command line; %20 stands for a space
	want  string // the beginning of the sentence
}{
	// Configuration files.
	{name: "config is not YAML", files: "-- .connlint.yaml --\nrules: [\n",
		want: ".connlint.yaml:1: not YAML: did not find expected node content"},
	{name: "config is binary", files: "-- .connlint.yaml --\n\x00\x01\x02\n",
		want: ".connlint.yaml: not YAML: control characters are not allowed"},
	{name: "config is not UTF-8", files: "-- .connlint.yaml --\ntests: \xff\n",
		want: ".connlint.yaml: not YAML: invalid leading UTF-8 octet"},
	{name: "config has a tab", files: "-- .connlint.yaml --\nrules:\n\tbodyleak: off\n",
		want: ".connlint.yaml:2: not YAML: found character that cannot start any token"},
	{name: "config is JSON cut short", files: "-- .connlint.yaml --\n{\"tests\": true\n",
		want: ".connlint.yaml:1: not YAML: did not find expected ',' or '}'"},
	{name: "config with an unknown key", files: "-- .connlint.yaml --\nrulez: {}\n",
		want: `.connlint.yaml:1:1: unknown key "rulez"; did you mean "rules"?`},
	{name: "config with an unknown rule", files: "-- .connlint.yaml --\nrules: {bodyleek: off}\n",
		want: `.connlint.yaml:1:9: unknown key "bodyleek"; did you mean "bodyleak"?`},
	{name: "config with a wrong type", files: "-- .connlint.yaml --\ntests: [true]\n",
		want: ".connlint.yaml:1:8: should be true or false, not a list"},
	{name: "config with a key twice", files: "-- .connlint.yaml --\ntests: true\ntests: true\n",
		want: `.connlint.yaml:2:1: key "tests" is there twice`},
	{name: "config of a newer version", files: "-- .connlint.yaml --\nversion: 7\n",
		want: ".connlint.yaml:1:10: version 7 of the configuration is not known to this connlint, which reads version 1"},
	{name: "config in two documents", files: "-- .connlint.yaml --\ntests: true\n---\ntests: true\n",
		want: ".connlint.yaml: there should be one YAML document, not several"},
	{name: "config with an alias to itself", files: "-- .connlint.yaml --\nexclude: &a [*a]\n",
		want: ".connlint.yaml:1:10: should be keys with values, not a list"},
	{name: "config with an alias to nothing", files: "-- .connlint.yaml --\nexclude: *a\n",
		want: ".connlint.yaml: not YAML: unknown anchor 'a' referenced"},
	{name: "config with many aliases", files: "-- .connlint.yaml --\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n",
		want: `.connlint.yaml:1:1: unknown key "a"; the keys here are baseline, `},
	{name: "config without a reason", files: "-- .connlint.yaml --\nexclude: [{path: legacy}]\n",
		want: ".connlint.yaml:1:11: an exclusion needs a reason"},
	{name: "config switches all rules off", files: "-- .connlint.yaml --\nrules: {bodyleak: off, connleak: off, sqlleak: off, clientleak: off, directive: off, bodydrain: off, deferloop: off, fieldleak: off, clientchurn: off, keepaliveoff: off, idlelimit: off, reconnect: off, unusedignore: off}\n",
		want: "no rule is left to check"},
	{name: "config is a directory", files: "-- .connlint.yaml/x --\n",
		want: "read .connlint.yaml: is a directory"},
	{name: "config is missing", args: "-config=no.yaml",
		want: "open no.yaml: no such file or directory"},
	{name: "config flag without a file", args: "-config",
		want: "flag needs an argument: -config"},

	// Models.
	{name: "model without a package", files: "-- .connlint.yaml --\nmodels: ['Dial acquire=r0 kind=conn']\n",
		want: ".connlint.yaml:1:10: Dial: not a qualified name such as net.Dial or (*net/http.Client).Do"},
	{name: "model of an unknown kind", files: "-- .connlint.yaml --\nmodels: ['x.Dial acquire=r0 kind=con']\n",
		want: `.connlint.yaml:1:10: x.Dial: unknown kind "con"`},
	{name: "model without a kind", files: "-- m.txt --\nx.Dial acquire=r0\n", args: "-models=m.txt",
		want: "m.txt:1: x.Dial: of which kind? add kind= and one of "},
	{name: "model with an unknown attribute", files: "-- m.txt --\nx.Dial aquire=r0 kind=conn\n", args: "-models=m.txt",
		want: "m.txt:1: x.Dial: aquire: unknown attribute"},
	{name: "model of a bad result", files: "-- m.txt --\nx.Dial acquire=0 kind=conn\n", args: "-models=m.txt",
		want: `m.txt:1: x.Dial: "0" should be r0, r1, …`},
	{name: "model with unbalanced brackets", files: "-- m.txt --\n(*x.Client.Do acquire=r0 kind=body\n", args: "-models=m.txt",
		want: "m.txt:1: (*x.Client.Do: a method is written (*pkg.T).Method or (pkg.T).Method"},
	{name: "model twice", files: "-- m.txt --\nx.Dial exempt\nx.Dial exempt\n", args: "-models=m.txt",
		want: "m.txt:2: x.Dial: already on line 1"},
	{name: "two wrong models", files: "-- m.txt --\nx.Dial aquire\ny.Dial kind=con\n", args: "-models=m.txt",
		want: "m.txt:1: x.Dial: aquire: unknown attribute\nm.txt:2: y.Dial: unknown kind \"con\""},
	{name: "model without a word", files: "-- m.txt --\nx.Dial\n", args: "-models=m.txt",
		want: "m.txt:1: x.Dial: no attributes; say what the call does, such as acquire=r0 kind=conn"},
	{name: "models are binary", files: "-- m.txt --\n\x00\xff\x00\n", args: "-models=m.txt",
		want: "m.txt is not text"},
	{name: "models are missing", args: "-models=no.txt",
		want: "open no.txt: no such file or directory"},
	{name: "models are a directory", files: "-- m/x --\n", args: "-models=m",
		want: "read m: is a directory"},

	// Baselines.
	{name: "baseline is missing", args: "-baseline=no.json",
		want: "open no.json: no such file or directory"},
	{name: "baseline is empty", files: "-- b.json --\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: it is empty"},
	{name: "baseline is no JSON", files: "-- b.json --\nfindings\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: line 1: invalid character 'i' in literal false (expecting 'a')"},
	{name: "baseline is a list", files: "-- b.json --\n[]\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: line 1: it is an array, not an object"},
	{name: "baseline without a version", files: "-- b.json --\n{\"findings\": []}\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: it has no version"},
	{name: "baseline of a newer version", files: "-- b.json --\n{\"version\": 9, \"findings\": []}\n", args: "-baseline=b.json",
		want: "b.json has version 9, and this connlint reads version 1; write it again, or use the connlint that wrote it"},
	{name: "baseline whose version is text", files: "-- b.json --\n{\"version\": \"1\", \"findings\": []}\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: line 1: version is a string, not a whole number"},
	{name: "baseline cut short", files: "-- b.json --\n{\"version\": 1, \"findings\": [{\"rule\": \"bodyleak\"\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: it ends too early"},
	{name: "baseline with an unknown field", files: "-- b.json --\n{\"version\": 1, \"findings\": [], \"x\": 1}\n", args: "-baseline=b.json",
		want: `b.json is damaged: unknown field "x"`},
	{name: "baseline with an empty finding", files: "-- b.json --\n{\"version\": 1, \"findings\": [{}]}\n", args: "-baseline=b.json",
		want: "b.json is damaged: finding 1 needs a rule, a package and a count"},
	{name: "baseline with a negative count", files: "-- b.json --\n{\"version\": 1, \"findings\": [{\"rule\": \"bodyleak\", \"package\": \"p\", \"code\": \"c\", \"count\": -1}]}\n", args: "-baseline=b.json",
		want: "b.json is damaged: finding 1 needs a rule, a package and a count"},
	{name: "baseline with a merge conflict", files: "-- b.json --\n{\"version\": 1,\n<<<<<<< HEAD\n\"findings\": []}\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: line 2: invalid character '<' looking for beginning of object key string"},
	{name: "baseline with something after it", files: "-- b.json --\n{\"version\": 1, \"findings\": []} x\n", args: "-baseline=b.json",
		want: "b.json is not a baseline: line 1: invalid character 'x' after top-level value"},
	{name: "baseline of the config is missing", files: "-- .connlint.yaml --\nbaseline: no.json\n",
		want: "open no.json: no such file or directory"},
	{name: "baseline to prune is missing", args: "baseline -prune=no.json",
		want: "open no.json: no such file or directory"},
	{name: "baseline to write into no directory", args: "baseline -write=no/b.json",
		want: "-write: there is no directory no for no/b.json"},
	{name: "baseline to write and prune", args: "baseline -write=a -prune=b",
		want: "connlint baseline needs -write FILE, or -prune FILE"},
	{name: "baseline without an action", args: "baseline",
		want: "connlint baseline needs -write FILE, or -prune FILE"},

	// What conntest saw.
	{name: "observations are missing", args: "-observed=no.json",
		want: "open no.json: no such file or directory"},
	{name: "observations are empty", files: "-- o.json --\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: it is empty"},
	{name: "observations are no JSON", files: "-- o.json --\n--- FAIL: TestFetch\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: line 1: invalid character '-' in numeric literal"},
	{name: "observations of another tool", files: "-- o.json --\n{\"version\": 1, \"tool\": \"connlint\", \"leaks\": []}\n", args: "-observed=o.json",
		want: `o.json is no report of conntest: report 1: its tool is not "conntest"`},
	{name: "observations of a newer version", files: "-- o.json --\n{\"version\": 2, \"tool\": \"conntest\", \"leaks\": {}}\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: report 1: it has version 2, and this connlint reads version 1"},
	{name: "observations without leaks", files: "-- o.json --\n{\"version\": 1, \"tool\": \"conntest\"}\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: report 1: it has no leaks, not even an empty list"},
	{name: "observations with an empty leak", files: "-- o.json --\n{\"version\": 1, \"tool\": \"conntest\", \"leaks\": [{}]}\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: report 1: leak 1 needs a rule, a message and a count"},
	{name: "observations of a wrong type", files: "-- o.json --\n{\"version\": 1, \"tool\": \"conntest\",\n\"leaks\": [{\"line\": \"12\"}]}\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: report 1: line 2: leaks.line is a string, not a whole number"},
	{name: "observations cut short", files: "-- o.json --\n{\"version\": 1, \"tool\": \"conntest\", \"leaks\": []}\n{\"version\": 1,\n", args: "-observed=o.json",
		want: "o.json is no report of conntest: it ends too early"},

	// Reports to merge.
	{name: "merge nothing", args: "merge",
		want: "connlint merge takes files that -format=json=FILE has written"},
	{name: "merge what is missing", args: "merge no.json",
		want: "open no.json: no such file or directory"},
	{name: "merge SARIF", files: "-- s.json --\n{\"version\": \"2.1.0\", \"runs\": []}\n", args: "merge s.json",
		want: "s.json is no report of connlint, whose -format=json writes one"},
	{name: "merge a report cut short", files: "-- s.json --\n{\"version\": 1, \"tool\": {\"name\": \"connlint\"},\n", args: "merge s.json",
		want: "s.json is no report of connlint: it ends too early"},
	{name: "merge a report of a newer version", files: "-- s.json --\n{\"version\": 2, \"tool\": {\"name\": \"connlint\"}}\n", args: "merge s.json",
		want: "s.json has version 2, and this connlint reads version 1"},
	{name: "merge an empty report", files: "-- s.json --\n{\"version\": 1, \"tool\": {\"name\": \"connlint\"}}\n", args: "merge -format=sarif=out.sarif s.json",
		want: "s.json is damaged: it has neither packages nor failures"},
	{name: "merge a finding of no rule", files: "-- s.json --\n{\"version\": 1, \"tool\": {\"name\": \"connlint\"}, \"packages\": 1, \"findings\": [{\"rule\": \"x\"}]}\n", args: "merge -format=sarif=out.sarif s.json",
		want: "s.json is damaged: finding 1 needs one of the rules, a severity, a message and a file"},
	{name: "merge with rules", args: "merge -rules=bodyleak s.json",
		want: "connlint merge: -rules is for the runs whose reports are merged"},

	// Flags.
	{name: "unknown flag", args: "-ruels=bodyleak",
		want: "unknown flag -ruels; did you mean -rules?"},
	{name: "flag after the packages", args: "./... -tests",
		want: "the flag -tests must come before the packages"},
	{name: "unknown rule", args: "-rules=bodyleek",
		want: `unknown rule "bodyleek"; did you mean "bodyleak"?`},
	{name: "no rule", args: "-rules=-",
		want: "-rules=-: the name after the minus sign is missing"},
	{name: "severity", args: "-severity=fatal",
		want: "-severity=fatal: the severities are note, warning and error"},
	{name: "fail-on", args: "-fail-on=never",
		want: "-fail-on=never: should be note, warning, error or none"},
	{name: "drain", args: "-drain=sometimes",
		want: "-drain=sometimes: should be auto, always or never"},
	{name: "min-go", args: "-min-go=1.x",
		want: "-min-go=1.x: a Go release is written like 1.24"},
	{name: "boolean", args: "-tests=maybe",
		want: `invalid boolean value "maybe" for -tests`},
	{name: "format", args: "-format=serif",
		want: `unknown format "serif"; did you mean "sarif"?`},
	{name: "format without a file", args: "-format=sarif=",
		want: "-format=sarif=: the name of the file is missing"},
	{name: "formats on one stream", args: "-format=json,sarif",
		want: "-format: json and sarif cannot both go to standard output; name a file: sarif=FILE"},
	{name: "formats in one file", args: "-format=json=x,sarif=./x",
		want: "-format: json and sarif cannot both go to ./x"},
	{name: "format into no directory", args: "-format=json=no/x.json",
		want: "-format: there is no directory no for no/x.json"},
	{name: "format into a directory", files: "-- d/x --\n", args: "-format=json=d",
		want: "-format: d is a directory"},
	{name: "fix and diff", args: "-fix -diff",
		want: "-fix and -diff: choose one, to apply the fixes or to print them"},
	{name: "diff with a format", args: "-diff -format=json",
		want: "-diff prints a diff and no findings; leave out -format"},
	{name: "tags with a space", args: "-tags=a%20b,,",
		want: "-tags=a b,,: build tags are words with commas between them"},
	{name: "no such directory", args: "-C no",
		want: "chdir no: no such file or directory"},
	{name: "directory is a file", args: "-C a.go",
		want: "chdir a.go: not a directory"},
	{name: "mistyped command", args: "exlpain",
		want: `exlpain is not a command; did you mean "explain"?`},
	{name: "unknown shell", args: "completion tcsh",
		want: "connlint completion takes the name of a shell: bash, zsh or fish"},
	{name: "rule to explain", args: "explain bodyleek",
		want: `unknown rule "bodyleek"; did you mean "bodyleak"?`},

	// Revisions and diffs.
	{name: "no repository", args: "-new-from=HEAD",
		want: "-new-from needs a git work tree: git rev-parse: not a git repository (or any of the parent directories): .git"},
	{name: "no commit", git: "init", args: "-new-from=HEAD",
		want: "-new-from: HEAD is no commit; is there one yet?"},
	{name: "unknown revision", git: "init\nadd .\ncommit -m one", args: "-new-from=nowhere",
		want: "-new-from: this clone has no revision nowhere; if it is a branch: git fetch origin nowhere:refs/remotes/origin/nowhere"},
	{name: "unknown branch", git: "init\nadd .\ncommit -m one", args: "-new-from=origin/main",
		want: "-new-from: this clone has no revision origin/main; if it is a branch: git fetch origin main:refs/remotes/origin/main"},
	{name: "revision that is a flag", git: "init\nadd .\ncommit -m one", args: "-new-from=--output=x",
		want: `-new-from: "--output=x" is not a revision`},
	{name: "revision that is a file", git: "init\nadd .\ncommit -m one", args: "-new-from=HEAD:a.go",
		want: "-new-from: HEAD:a.go is no commit of this clone"},
	{name: "revision range", git: "init\nadd .\ncommit -m one", args: "-new-from=HEAD..HEAD",
		want: "-new-from: HEAD..HEAD is no commit of this clone"},
	{name: "empty revision", git: "init\nadd .\ncommit -m one", args: "-new-from=",
		want: "-new-from=: the revision is missing"},
	{name: "revision with a newline", git: "init\nadd .\ncommit -m one", args: "-new-from=HEAD%0A",
		want: `-new-from: "HEAD\n" is not a revision`},
	{name: "nothing in common", git: "init\nadd .\ncommit -m one\ncheckout --orphan other\ncommit -m two", args: "-new-from=main",
		want: "-new-from: main and HEAD have no commit in common"},
	{name: "bare repository", git: "init --bare .", args: "-new-from=HEAD",
		want: "-new-from needs a git work tree: git rev-parse: this operation must be run in a work tree"},
	{name: "damaged HEAD", git: "init\nadd .\ncommit -m one", files: "-- .git/HEAD --\nrubbish\n", args: "-new-from=main",
		want: "-new-from needs a git work tree: git rev-parse: not a git repository (or any of the parent directories): .git"},
	{name: "damaged index", git: "init\nadd .\ncommit -m one", files: "-- .git/index --\nrubbish\n", args: "-new-from=HEAD",
		want: "git diff: .git/index: index file smaller than expected"},
}

func TestMalformed(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs programs")
	}
	exe := filepath.Join(t.TempDir(), "connlint")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if len(malformed) < 60 {
		t.Errorf("%d inputs are left", len(malformed))
	}
	for _, test := range malformed {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "-- go.mod --\nmodule example.com/service\n\ngo 1.26\n-- a.go --\npackage a\n-- out.sarif --\nof the last run\n")
			for line := range strings.Lines(test.git) {
				git(t, dir, strings.Fields(line)...)
			}
			write(t, dir, test.files)
			before := contents(t, dir)

			args := strings.Fields(test.args)
			for i := range args {
				args[i] = strings.NewReplacer("%20", " ", "%0A", "\n").Replace(args[i])
			}
			cmd := exec.Command(exe, args...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
			var stdout, stderr strings.Builder
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			err := cmd.Run()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 2 {
				t.Errorf("%v, not exit status 2", err)
			}
			said := strings.TrimSuffix(stderr.String(), "\n")
			got, ok := strings.CutPrefix(strings.TrimSuffix(said, " (see “connlint help”)"), "connlint: ")
			got = strings.Replace(got, "leaks.0.line", "leaks.line", 1) // since Go 1.27 encoding/json names the element too
			if !ok || test.want == "" || !strings.HasPrefix(got, test.want) || strings.Count(got, "\n") != strings.Count(test.want, "\n") {
				t.Errorf("said %s\nwant %s", said, test.want)
			}
			if stdout.Len() > 0 {
				t.Errorf("printed %s", stdout.String())
			}
			if after := contents(t, dir); after != before {
				t.Errorf("before:\n%s\nafter:\n%s", before, after)
			}
		})
	}
}

// write writes files in txtar form.
func write(t *testing.T, dir, text string) {
	for _, f := range txtar.Parse([]byte(text)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func git(t *testing.T, dir string, args ...string) {
	cmd := exec.Command("git", append([]string{"-c", "init.defaultBranch=main", "-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// contents returns all files below a directory, as one text.
func contents(t *testing.T, dir string) string {
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		b.WriteString(name + "\n" + string(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
