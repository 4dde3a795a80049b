package grammar

// A kind is what the grammar knows of a kind of resource. In texts, V is the
// variable that holds it.
type kind struct {
	name   string
	typ    string
	base   string // of variable names
	closer string // the expression that closes

	direct []string // calls that acquire

	// What uses the resource and keeps nothing. checked yield an error.
	uses    []string
	checked []string

	status string // a condition about the resource, if there is one
	rows   bool   // has Next, which closes at the end
}

var kinds = []kind{
	{
		name: "response", typ: "*http.Response", base: "resp", closer: "V.Body",
		direct: []string{
			`http.Get("http://a")`,
			`http.DefaultClient.Get("http://a")`,
			`http.Post("http://a", "text/plain", nil)`,
			`$client.Do($request())`,
			`(&http.Client{}).Head("http://a")`,
		},
		uses: []string{
			`io.Copy(io.Discard, V.Body)`,
			`_, _ = io.ReadAll(V.Body)`,
			`lib.Look(V)`,
			`lib.Look(V.StatusCode)`,
			`_ = V.Header.Get("X")`,
			`fmt.Fprintf(io.Discard, "%p", V)`,
			`_, _ = bufio.NewReader(V.Body).ReadString('\n')`,
			`lib.Peek(V.Body)`,
			`json.NewDecoder(V.Body).Decode(new(any))`,
		},
		checked: []string{
			`_, E := io.ReadAll(V.Body)`,
			`_, E := io.Copy(io.Discard, V.Body)`,
			`E := json.NewDecoder(V.Body).Decode(new(any))`,
		},
		status: "V.StatusCode != http.StatusOK",
	},
	{
		name: "conn", typ: "net.Conn", base: "conn", closer: "V",
		direct: []string{
			`net.Dial("tcp", "a:1")`,
			`net.DialTimeout("tcp", "a:1", time.Second)`,
			`(&net.Dialer{}).Dial("tcp", "a:1")`,
			`$dialer.DialContext(context.Background(), "tcp", "a:1")`,
		},
		uses: []string{
			`V.Write([]byte("x"))`,
			`fmt.Fprintln(V, "x")`,
			`_, _ = bufio.NewReader(V).ReadByte()`,
			`V.SetDeadline(time.Time{})`,
			`lib.Look(V)`,
			`_ = V.RemoteAddr().String()`,
			`lib.Peek(V)`,
		},
		checked: []string{
			`_, E := V.Write([]byte("x"))`,
			`_, E := bufio.NewReader(V).ReadByte()`,
			`_, E := io.WriteString(V, "x")`,
		},
	},
	{
		name: "rows", typ: "*sql.Rows", base: "rows", closer: "V",
		direct: []string{
			`$db.Query("select id from t")`,
			`$db.QueryContext(context.Background(), "select id from t")`,
		},
		uses: []string{`_, _ = V.Columns()`, `lib.Look(V)`, `V.Next()`},
		rows: true,
	},
	{
		name: "client", typ: "*sql.DB", base: "db", closer: "V",
		direct:  []string{`sql.Open("fake", "")`},
		uses:    []string{`V.SetMaxOpenConns(2)`, `V.Ping()`, `lib.Look(V)`, `_ = V.Stats()`},
		checked: []string{`E := V.Ping()`, `E := V.PingContext(context.Background())`},
	},
}

// Kinds are the names of the kinds of resources.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// globals are declarations that direct calls refer to.
var globals = map[string]string{
	"client":  "var $client = &http.Client{}",
	"request": "func $request() *http.Request {\n\treq, _ := http.NewRequest(http.MethodGet, \"http://a\", nil)\n\treturn req\n}",
	"dialer":  "var $dialer = &net.Dialer{Timeout: time.Second}",
	"db":      "var $db = env.Shared()",
}
