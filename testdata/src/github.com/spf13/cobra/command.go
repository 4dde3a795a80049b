// Package cobra stands in for the real one in fixtures.
package cobra

type Command struct {
	Use  string
	Run  func(cmd *Command, args []string)
	RunE func(cmd *Command, args []string) error
}

func (c *Command) Execute() error { return c.RunE(c, nil) }
