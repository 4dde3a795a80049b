// Package grpc implements a gRPC service.
package grpc

import (
	"context"

	"google.golang.org/grpc"

	"reqscope/grpc/pb"
)

type greeter struct{ pb.UnimplementedGreeterServer }

func (g *greeter) SayHello(ctx context.Context, in *pb.HelloRequest) (*pb.HelloReply, error) { // want `per call: gRPC method \(high\)`
	return g.replyBad(ctx)
}

func (g *greeter) replyBad(ctx context.Context) (*pb.HelloReply, error) { return nil, nil } // want `per call: gRPC method \(medium\)`

func (g *greeter) List(in *pb.HelloRequest, stream pb.Greeter_ListServer) error { return nil } // want `per stream: gRPC streaming method \(low\)`

func (g *greeter) Watch(in *pb.HelloRequest, stream grpc.ServerStreamingServer[pb.HelloReply]) error { // want `per stream: gRPC streaming method \(low\)`
	return nil
}

// Not a method of the service, although it has the shape of one.
func (g *greeter) RefreshOk(ctx context.Context, in *pb.HelloRequest) (*pb.HelloReply, error) {
	return nil, nil
}

func interceptBad(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) { // want `per call: gRPC interceptor`
	return handler(ctx, req)
}

func streamBad(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error { // want `per call: gRPC interceptor`
	return handler(srv, ss)
}

func clientBad(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoker grpc.UnaryInvoker, opts ...grpc.CallOption) error { // want `per call: gRPC client interceptor`
	return invoker(ctx, method, req, reply, cc, opts...)
}

func serveOk(s *grpc.Server) { pb.RegisterGreeterServer(s, &greeter{}) }
