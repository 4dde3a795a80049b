package discordgo

type MessageCreate struct{ Content string }

func (s *Session) AddHandler(handler any) func() { return nil }
