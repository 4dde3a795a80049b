package mqtt

type Message interface{ Payload() []byte }

type MessageHandler func(Client, Message)

type OnConnectHandler func(Client)
