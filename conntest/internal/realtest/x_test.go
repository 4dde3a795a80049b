package realtest
import (
 _ "google.golang.org/grpc"
 _ "google.golang.org/grpc/health"
 _ "github.com/redis/go-redis/v9"
 _ "github.com/alicebob/miniredis/v2"
 _ "github.com/gorilla/websocket"
 _ "github.com/coder/websocket"
 _ "github.com/connlint/connlint/conntest"
)
