// Package stores uses etcd, Cassandra and Elasticsearch.
package stores

import (
	"context"

	"github.com/elastic/go-elasticsearch/v8"
	"github.com/gocql/gocql"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func etcdBad(ctx context.Context, cfg clientv3.Config) error {
	cli, err := clientv3.New(cfg) // want `client from clientv3\.New is never closed`
	if err != nil {
		return err
	}
	_, err = cli.Put(ctx, "k", "v")
	return err
}

func etcdOk(ctx context.Context, cfg clientv3.Config) error {
	cli, err := clientv3.New(cfg)
	if err != nil {
		return err
	}
	defer cli.Close()
	_, err = cli.Put(ctx, "k", "v")
	return err
}

// The watch ends with the context of the caller.
func watchOk(ctx context.Context, cli *clientv3.Client) {
	for range cli.Watch(ctx, "k") {
	}
}

func watchCancelledOk(cli *clientv3.Client) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	<-cli.Watch(ctx, "k")
}

func cassandraBad(cluster *gocql.ClusterConfig) error {
	session, err := cluster.CreateSession() // want `client from .*CreateSession is never closed`
	if err != nil {
		return err
	}
	return session.Query("truncate hits").Exec()
}

func cassandraOk(cluster *gocql.ClusterConfig) error {
	session, err := cluster.CreateSession()
	if err != nil {
		return err
	}
	defer session.Close()
	return session.Query("truncate hits").Exec()
}

func elasticBad() error {
	es, err := elasticsearch.NewClient(elasticsearch.Config{}) // want `client from elasticsearch\.NewClient is never closed`
	if err != nil {
		return err
	}
	return es.DiscoverNodes()
}

func elasticOk(ctx context.Context) error {
	es, err := elasticsearch.NewClient(elasticsearch.Config{})
	if err != nil {
		return err
	}
	defer es.Close(ctx)
	return es.DiscoverNodes()
}
