// Package promoted uses clients by the methods of what they embed.
package promoted

import "github.com/go-redis/redis"

type watcher struct{ client *redis.Client }

type plugin struct{ watchers []*watcher }

// Nothing in the package closes the client.
func (p *plugin) connectBad(addrs []string) {
	for _, a := range addrs {
		client := redis.NewClient(&redis.Options{Addr: a})
		p.watchers = append(p.watchers, &watcher{client: client}) // want `client from redis\.NewClient is stored in watcher\.client, where it is never closed`
	}
}

func (w *watcher) ping() error { return w.client.Do("PING").Err() }

type owner struct{ client *redis.Client }

func (o *owner) connectOk(addr string) {
	o.client = redis.NewClient(&redis.Options{Addr: addr})
}

func (o *owner) ping() error { return o.client.Do("PING").Err() }

// Close is a method of what the client embeds.
func (o *owner) Close() error { return o.client.Close() }
