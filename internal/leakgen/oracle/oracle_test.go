package oracle_test

import (
	"slices"
	"testing"

	"github.com/connlint/connlint/internal/leakgen/oracle"
	"github.com/connlint/connlint/internal/leakgen/program"
)

// known are programs whose behaviour is plain to see.
var known = []struct {
	name  string
	text  string
	call  string
	knobs string // s: status, r: read errors, c: close errors
	leaky bool
	dirty bool // closes before the end was read
}{
	{
		name: "direct", dirty: true,
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err != nil {
		return
	}
	resp.Body.Close()
}`,
	},
	{
		name: "never", leaky: true,
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err == nil {
		io.Copy(io.Discard, resp.Body)
	}
}`,
	},
	{
		name: "drained",
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}`,
	},
	{
		name: "decoder does not reach the end", dirty: true,
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	json.NewDecoder(resp.Body).Decode(new(any))
}`,
	},
	{
		name: "early return", leaky: true, dirty: true,
		text: `
func $f() error {
	resp, err := http.Get("http://a")
	if err != nil {
		return err
	}
	if env.Bool() {
		return errors.New("x")
	}
	return resp.Body.Close()
}`,
		call: "env.Drop($f())",
	},
	{
		name: "status", leaky: true, knobs: "s",
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err != nil || resp.StatusCode != http.StatusOK {
		return
	}
	defer resp.Body.Close()
	io.ReadAll(resp.Body)
}`,
	},
	{
		name: "status not in play",
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err != nil || resp.StatusCode != http.StatusOK {
		return
	}
	defer resp.Body.Close()
	io.ReadAll(resp.Body)
}`,
	},
	{
		name: "read error", leaky: true, knobs: "r",
		text: `
func $f() {
	resp, err := http.Get("http://a")
	if err != nil {
		return
	}
	if _, err := io.ReadAll(resp.Body); err != nil {
		return
	}
	resp.Body.Close()
}`,
	},
	{
		name: "close error", leaky: true, knobs: "c",
		text: `
func $f() {
	a, err := net.Dial("tcp", "a:1")
	if err != nil {
		return
	}
	b, err := net.Dial("tcp", "a:1")
	if err != nil {
		a.Close()
		return
	}
	if a.Close() != nil {
		return
	}
	b.Close()
}`,
		dirty: true,
	},
	{
		name: "given to the caller", dirty: false,
		text: `
func $f() (net.Conn, error) { return net.Dial("tcp", "a:1") }`,
		call: "env.Take($f())",
	},
	{
		name: "result beside an error is not owned", leaky: true,
		text: `
func $f() (net.Conn, error) {
	c, err := net.Dial("tcp", "a:1")
	if err != nil {
		return nil, err
	}
	return c, errors.New("x")
}`,
		call: "env.Take($f())",
	},
	{
		name: "sent",
		text: `
func $f(ch chan<- net.Conn) {
	if c, err := net.Dial("tcp", "a:1"); err == nil {
		ch <- c
	}
}`,
		call: "$f(env.Chan[net.Conn]())",
	},
	{
		name: "sent if somebody listens", leaky: true,
		text: `
func $f(ch chan<- net.Conn) {
	if c, err := net.Dial("tcp", "a:1"); err == nil {
		select {
		case ch <- c:
		default:
		}
	}
}`,
		call: "$f(env.MaybeChan[net.Conn]())",
	},
	{
		name: "stored",
		text: `
type $keeper struct {
	List []*http.Response
}

func $f(k *$keeper, m map[int]net.Conn) {
	if c, err := net.Dial("tcp", "a:1"); err == nil {
		m[1] = c
	}
	if resp, err := http.Get("http://a"); err == nil {
		k.List = append(k.List, resp)
	}
}`,
		call: "$f(env.New[$keeper](), env.Map[net.Conn]())",
	},
	{
		name: "rows to the end",
		text: `
var $db = env.Shared()

func $f() {
	rows, err := $db.Query("q")
	if err != nil {
		return
	}
	for rows.Next() {
	}
}`,
	},
	{
		name: "rows left early", leaky: true,
		text: `
var $db = env.Shared()

func $f() {
	rows, err := $db.Query("q")
	if err != nil {
		return
	}
	for rows.Next() {
		break
	}
}`,
	},
	{
		name: "client", leaky: true, knobs: "r", dirty: true,
		text: `
func $f() error {
	db, err := sql.Open("fake", "")
	if err != nil {
		return err
	}
	if err := db.Ping(); err != nil {
		return err
	}
	return db.Close()
}`,
		call: "env.Drop($f())",
	},
	{
		name: "overwritten in a loop", leaky: true, dirty: true,
		text: `
func $f() {
	var c net.Conn
	for range env.Count() {
		c, _ = net.Dial("tcp", "a:1")
	}
	if c != nil {
		c.Close()
	}
}`,
	},
	{
		name: "deferred in a range-over-func body", dirty: true,
		text: `
func $f() {
	for range env.Seq() {
		c, err := net.Dial("tcp", "a:1")
		if err != nil {
			return
		}
		defer c.Close()
	}
}`,
	},
	{
		name: "goto past the release", leaky: true, dirty: true,
		text: `
func $f() {
	c, err := net.Dial("tcp", "a:1")
	if err != nil {
		return
	}
	if env.Bool() {
		goto done
	}
	c.Close()
done:
	lib.Look(1)
}`,
	},
	{
		name: "goroutine that is waited for", dirty: true,
		text: `
func $f() {
	c, err := net.Dial("tcp", "a:1")
	if err != nil {
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { c.Close() })
	wg.Wait()
}`,
	},
	{
		name: "explicit panic does not count", dirty: true,
		text: `
func $f() {
	c, err := net.Dial("tcp", "a:1")
	if err != nil {
		return
	}
	if env.Bool() {
		panic(env.Fault())
	}
	c.Close()
}`,
	},
	{
		name: "correlated", dirty: true,
		text: `
func $f(p bool) {
	var c net.Conn
	if p {
		var err error
		if c, err = net.Dial("tcp", "a:1"); err != nil {
			return
		}
	}
	lib.Look(p)
	if p {
		c.Close()
	}
}`,
		call: "$f(env.Bool())",
	},
	{
		name: "named result decides", dirty: true,
		text: `
func $f() (out net.Conn, err error) {
	c, err := net.Dial("tcp", "a:1")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	if env.Bool() {
		return nil, errors.New("x")
	}
	return c, nil
}`,
		call: "env.Take($f())",
	},
	{
		name: "helpers of another package", dirty: true,
		text: `
func $f() {
	if body, err := lib.FetchBody("http://a"); err == nil {
		b := lib.NewBox(body)
		lib.CloseQuietly(b)
	}
}`,
	},
	{
		name: "error predicate", dirty: true,
		text: `
func $f() {
	c, err := net.Dial("tcp", "a:1")
	if env.IsTimeout(err) || errors.Is(err, io.EOF) || err != nil {
		return
	}
	lib.CloseAny(c)
}`,
	},
}

func TestKnown(t *testing.T) {
	var units []*oracle.Unit
	for i, k := range known {
		call := k.call
		if call == "" {
			call = "$f()"
		}
		units = append(units, oracle.NewUnit(&program.Program{
			Decls:    []*program.Decl{{Name: "f", Head: k.text}},
			Call:     call,
			Status:   slices.Contains([]byte(k.knobs), 's'),
			ReadErr:  slices.Contains([]byte(k.knobs), 'r'),
			CloseErr: slices.Contains([]byte(k.knobs), 'c'),
		}, i))
	}
	verdicts, err := oracle.Run(t.TempDir(), units)
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range known {
		v := verdicts[i]
		if v.Crashed > 0 || v.Cut || v.Paths < 2 {
			t.Errorf("%s: %d paths, %d crashed, cut off: %t", k.name, v.Paths, v.Crashed, v.Cut)
		}
		if leaky := len(v.Leaks) > 0; leaky != k.leaky {
			t.Errorf("%s: leaky is %t, want %t", k.name, leaky, k.leaky)
		}
		if dirty := len(v.Dirty) > 0; dirty != k.dirty {
			t.Errorf("%s: undrained is %t, want %t", k.name, dirty, k.dirty)
		}
	}
}

// A program that waits for ever, or whose goroutine panics, does not keep the
// others from being run.
func TestHostile(t *testing.T) {
	text := []string{
		"func $f() { <-make(chan int) }",
		"func $f() {\n\tvar wg sync.WaitGroup\n\twg.Go(func() { panic(1) })\n\twg.Wait()\n}",
		"func $f() {\n\tfor {\n\t\tenv.Bool()\n\t}\n}",
		"func $f() { net.Dial(\"tcp\", \"a:1\") }",
	}
	var units []*oracle.Unit
	for i, s := range text {
		units = append(units, oracle.NewUnit(&program.Program{Decls: []*program.Decl{{Name: "f", Head: s}}, Call: "$f()"}, i))
	}
	verdicts, err := oracle.Run(t.TempDir(), units)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range verdicts[:3] {
		if !v.Cut {
			t.Errorf("program %d is said to be known in full", i)
		}
	}
	if len(verdicts[3].Leaks) != 1 {
		t.Errorf("the program after the hostile ones: %+v", verdicts[3])
	}
}
