// Package browsertest opens the HTML report in a browser, from a file, as people
// do.
package browsertest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/connlint/connlint/internal/report"
)

var shots = flag.String("shots", "", "write screenshots into this folder")

// source is hostile: it is what a report must not execute.
const source = `package p

// </code></script><script>document.title = "owned"</script>
func f() {
	resp, err := get("<img src=x onerror='document.title = 1'>", "a long line that goes on and on until it is far wider than the screen of any phone")
	if err != nil {
		return
	}
	if resp.Bad() {
		return
	}
	resp.Close()
}
`

// page writes a report with a few findings and returns its address.
func page(t *testing.T) string {
	dir := t.TempDir()
	file := filepath.Join(dir, "p.go")
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) report.Position { return report.Position{File: file, Line: line, Column: column} }
	r := &report.Report{Dir: dir, Version: "v1", Packages: 3, Rules: []report.Rule{{Name: "bodyleak", Summary: "not closed"}, {Name: "keepaliveoff", Summary: "off"}}}
	for i := range 4 {
		r.Findings = append(r.Findings, report.Finding{
			Rule: "bodyleak", Severity: "error", Package: fmt.Sprintf("example.com/p%d", i%2),
			Message: fmt.Sprintf("body %d from <b>get</b> & others is not closed", i), Pos: at(5, 15), End: at(5, 40),
			Path: []report.Step{{Pos: at(5, 15), Message: "acquired here"}, {Pos: at(9, 5), Message: "this branch"}, {Pos: at(10, 3), Message: "leaves here"}},
			Fix:  &report.Fix{Message: "close it", Edits: []report.Edit{{File: file, Start: 8, End: 9, New: "q"}}},
		})
	}
	r.Findings = append(r.Findings, report.Finding{Rule: "keepaliveoff", Severity: "warning", Package: "example.com/p0", Message: "switched off", Pos: at(9, 5)})
	r.Identify()
	out := filepath.Join(dir, "report.html")
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := report.HTML(w, r, report.Style{}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return "file://" + out
}

// faint lists the texts whose contrast to what is behind them is below 4.5 to 1,
// the least that the Web Content Accessibility Guidelines ask for.
const faint = `(() => {
	const rgba = c => { const [r, g, b, a = 1] = c.match(/[\d.]+/g).map(Number); return {r, g, b, a} }
	const light = ({r, g, b}) => [r, g, b].map(v => v / 255)
		.map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
		.reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
	const behind = e => {
		for (; e; e = e.parentElement) {
			const c = rgba(getComputedStyle(e).backgroundColor)
			if (c.a === 1) return c
		}
		return {r: 255, g: 255, b: 255}
	}
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	const found = new Set()
	for (let t; t = texts.nextNode();) {
		const e = t.parentElement
		if (!t.data.trim() || !e.checkVisibility()) continue
		const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))]
		const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
		if (contrast < 4.5) found.add(e.tagName + "." + e.className + " " + contrast.toFixed(1) + ": " + t.data.trim().slice(0, 30))
	}
	return [...found]
})()`

// browser starts a headless Chromium and collects what its console says.
func browser(t *testing.T) (ctx context.Context, complaints func() []string) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no chromium in PATH: the page is not tested in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(opts...))
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	var mu sync.Mutex
	var said []string
	if err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *cdpruntime.EventConsoleAPICalled:
			said = append(said, fmt.Sprintf("console.%s", ev.Type))
		case *cdpruntime.EventExceptionThrown:
			said = append(said, ev.ExceptionDetails.Text)
		case *cdplog.EventEntryAdded:
			said = append(said, fmt.Sprintf("%s: %s %s", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL))
		}
	}); err != nil {
		t.Fatal(err)
	}
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), said...)
	}
}

func run[T any](t *testing.T, ctx context.Context, a chromedp.Action[T]) T {
	t.Helper()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// eval evaluates JavaScript in the page.
func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	return run(t, ctx, chromedp.Evaluate[T](js))
}

func TestPage(t *testing.T) {
	ctx, complaints := browser(t)
	run(t, ctx, chromedp.EmulateViewport(1280, 900))
	run(t, ctx, chromedp.Navigate(page(t)))
	run(t, ctx, chromedp.WaitVisible(chromedp.CSS("#filter")))
	visible := func() int {
		t.Helper()
		return eval[int](t, ctx, `[...document.querySelectorAll(".finding")].filter(f => f.offsetParent).length`)
	}

	t.Run("escapes", func(t *testing.T) {
		if title := run(t, ctx, chromedp.Title()); title != "connlint: 5 findings (4 errors, 1 warning)" {
			t.Errorf("title %q", title)
		}
		if n := eval[int](t, ctx, `document.querySelectorAll("main script, main img, main b:not(.mark b)").length`); n != 0 {
			t.Errorf("%d elements came from the source", n)
		}
	})

	t.Run("draws the path", func(t *testing.T) {
		marks := eval[string](t, ctx, `[...document.querySelectorAll(".finding[open] .mark b")].map(b => b.textContent + ":" + b.closest("tr").querySelector(".line").textContent).join(" ")`)
		if marks != "1:5 2:9 3:10" {
			t.Errorf("steps at lines %q", marks)
		}
		if n := eval[int](t, ctx, `document.querySelectorAll(".finding[open] tr.on-path").length`); n != 6 {
			t.Errorf("%d lines on the path, want 5 to 10", n)
		}
		if got := eval[string](t, ctx, `document.querySelector(".finding[open] mark").textContent`); !strings.HasPrefix(got, `get("<img src=x`) {
			t.Errorf("marked %q", got)
		}
	})

	t.Run("filters and groups", func(t *testing.T) {
		if n := visible(); n != 5 {
			t.Fatalf("%d findings at first", n)
		}
		run(t, ctx, chromedp.Click(chromedp.CSS("[name=severity][value=warning]")))
		if n := visible(); n != 4 {
			t.Errorf("%d findings without warnings", n)
		}
		run(t, ctx, chromedp.Click(chromedp.CSS("[name=severity][value=warning]")))
		run(t, ctx, chromedp.Click(chromedp.CSS("[name=group][value=package]")))
		if got := eval[string](t, ctx, `[...document.querySelectorAll("main h2")].map(h => h.textContent).join()`); got != "example.com/p0 (3),example.com/p1 (2)" {
			t.Errorf("groups %q", got)
		}
		run(t, ctx, chromedp.SendKeys(chromedp.CSS("#search"), "BODY 3"))
		if n := visible(); n != 1 {
			t.Errorf("%d findings for a search", n)
		}
		if got := eval[string](t, ctx, `document.getElementById("shown").textContent`); got != "1 of 5 shown" {
			t.Errorf("says %q", got)
		}
	})

	t.Run("keyboard", func(t *testing.T) {
		run(t, ctx, chromedp.KeyEvent("\x1b")) // leaves the search
		if n := visible(); n != 5 {
			t.Errorf("%d findings after Escape", n)
		}
		focused := func() string {
			return eval[string](t, ctx, `document.activeElement.querySelector(".message")?.textContent ?? document.activeElement.id`)
		}
		run(t, ctx, chromedp.KeyEvent("jj"))
		second := focused()
		run(t, ctx, chromedp.KeyEvent("k"))
		first := focused()
		if !strings.HasPrefix(first, "body 0") || !strings.HasPrefix(second, "body 2") {
			t.Errorf("j j is at %q, k at %q", second, first)
		}
		was := eval[bool](t, ctx, `document.activeElement.parentElement.open`)
		run(t, ctx, chromedp.KeyEvent("\r"))
		if eval[bool](t, ctx, `document.activeElement.parentElement.open`) == was {
			t.Error("Enter does not unfold")
		}
		run(t, ctx, chromedp.KeyEvent("/"))
		if got := focused(); got != "search" {
			t.Errorf("/ goes to %q", got)
		}
	})

	eval[bool](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true) ?? true`)
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			run(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
				_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
				})
				return err
			}))
			bright := eval[bool](t, ctx, `parseInt(getComputedStyle(document.body).backgroundColor.match(/\d+/)) > 128`)
			if bright != (scheme == "light") {
				t.Errorf("bright background: %v", bright)
			}
			if faint := eval[[]string](t, ctx, faint); len(faint) > 0 {
				t.Errorf("hard to read: %q", faint)
			}
			shot(t, ctx, scheme)
		})
	}

	t.Run("fits a phone", func(t *testing.T) {
		run(t, ctx, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
		if wide := eval[int](t, ctx, "document.documentElement.scrollWidth"); wide > 390 {
			t.Errorf("the page is %d wide", wide)
		}
		if eval[bool](t, ctx, `[...document.querySelectorAll(".say")].some(s => s.getBoundingClientRect().right > 390)`) {
			t.Error("a step's text is cut off")
		}
		shot(t, ctx, "phone")
	})

	if said := complaints(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}

func shot(t *testing.T, ctx context.Context, name string) {
	if *shots == "" {
		return
	}
	png := run(t, ctx, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), png, 0o666); err != nil {
		t.Error(err)
	}
}
