// Package beside keeps a client next to what was made from it and closes it.
package beside

import "github.com/IBM/sarama"

type ownerOk struct {
	client sarama.Client
	admin  sarama.ClusterAdmin
}

func newOwnerOk(addrs []string) (*ownerOk, error) {
	client, err := sarama.NewClient(addrs, nil)
	if err != nil {
		return nil, err
	}
	admin, err := sarama.NewClusterAdminFromClient(client)
	if err != nil {
		client.Close()
		return nil, err
	}
	return &ownerOk{client, admin}, nil
}

func (o *ownerOk) Close() error { return o.admin.Close() }

func both(addrs []string) (sarama.Client, sarama.ClusterAdmin, error) {
	client, err := sarama.NewClient(addrs, nil)
	if err != nil {
		return nil, nil, err
	}
	admin, err := sarama.NewClusterAdminFromClient(client)
	if err != nil {
		client.Close()
		return nil, nil, err
	}
	return client, admin, nil
}

type givenOk struct {
	client sarama.Client
	admin  sarama.ClusterAdmin
}

func newGivenOk(addrs []string) (*givenOk, error) {
	client, admin, err := both(addrs)
	if err != nil {
		return nil, err
	}
	return &givenOk{client, admin}, nil
}

func (g *givenOk) Close() error { return g.admin.Close() }

type producer struct {
	client sarama.Client
	out    sarama.SyncProducer
}

// A producer leaves its client open, which is not seen: that the client was given
// to something else on the way counts as if somebody might close it.
func FN_newProducer(addrs []string) (*producer, error) {
	client, err := sarama.NewClient(addrs, nil)
	if err != nil {
		return nil, err
	}
	out, err := sarama.NewSyncProducerFromClient(client)
	if err != nil {
		client.Close()
		return nil, err
	}
	return &producer{client, out}, nil
}

func (p *producer) Close() error { return p.out.Close() }
