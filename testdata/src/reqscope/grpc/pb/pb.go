// Package pb has what protoc-gen-go-grpc generates.
package pb

import (
	"context"

	"google.golang.org/grpc"
)

type HelloRequest struct{}

type HelloReply struct{}

type Greeter_ListServer interface {
	Send(*HelloReply) error
	grpc.ServerStream
}

type GreeterServer interface {
	SayHello(context.Context, *HelloRequest) (*HelloReply, error)
	List(*HelloRequest, Greeter_ListServer) error
	Watch(*HelloRequest, grpc.ServerStreamingServer[HelloReply]) error
	Chat(grpc.BidiStreamingServer[HelloRequest, HelloReply]) error
}

type UnimplementedGreeterServer struct{}

func (UnimplementedGreeterServer) SayHello(context.Context, *HelloRequest) (*HelloReply, error) { // want `per call: gRPC method`
	return nil, nil
}
func (UnimplementedGreeterServer) List(*HelloRequest, Greeter_ListServer) error { return nil } // want `per stream: gRPC streaming method`
func (UnimplementedGreeterServer) Watch(*HelloRequest, grpc.ServerStreamingServer[HelloReply]) error { // want `per stream: gRPC streaming method`
	return nil
}
func (UnimplementedGreeterServer) Chat(grpc.BidiStreamingServer[HelloRequest, HelloReply]) error { // want `per stream: gRPC streaming method`
	return nil
}

func RegisterGreeterServer(s grpc.ServiceRegistrar, srv GreeterServer) {}
