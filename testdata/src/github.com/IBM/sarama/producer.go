package sarama

type ProducerMessage struct{ Topic string }

type SyncProducer interface {
	SendMessage(msg *ProducerMessage) (partition int32, offset int64, err error)
	Close() error
}

func NewSyncProducer(addrs []string, config *Config) (SyncProducer, error) { return nil, nil }

type Client interface{ Close() error }

func NewClient(addrs []string, conf *Config) (Client, error) { return nil, nil }

func NewSyncProducerFromClient(client Client) (SyncProducer, error) { return nil, nil }

type ClusterAdmin interface {
	ListTopics() error
	Close() error
}

// NewClusterAdminFromClient takes the client over: Close closes it.
func NewClusterAdminFromClient(client Client) (ClusterAdmin, error) { return nil, nil }
