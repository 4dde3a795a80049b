// Package machinery stands in for the real one in fixtures.
package machinery

type Server struct{}

func (server *Server) RegisterTask(name string, taskFunc any) error      { return nil }
func (server *Server) RegisterTasks(namedTaskFuncs map[string]any) error { return nil }
