// Command command has clients that end with the process.
package main

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
)

// The process ends with it.
func main() {
	client := redis.NewClient(&redis.Options{})
	conn, err := grpc.NewClient("dns:///notifier")
	if err != nil {
		panic(err)
	}
	for i := range 3 {
		fmt.Println(client.Get(context.Background(), fmt.Sprint(i)).Result())
		conn.Invoke(context.Background(), "/Notifier/Notify", i, nil)
		onceBad("localhost:6379")
	}
}

func init() {
	client := redis.NewClient(&redis.Options{})
	client.Ping(context.Background())
}

func onceBad(addr string) {
	client := redis.NewClient(&redis.Options{Addr: addr}) // want `client from redis\.NewClient is never closed`
	client.Ping(context.Background())
}
