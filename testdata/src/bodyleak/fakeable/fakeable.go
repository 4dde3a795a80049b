// Package fakeable calls a client through an interface of its own, so that tests
// can put a fake in its place.
package fakeable

import (
	"context"
	"errors"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type getter interface {
	GetObject(ctx context.Context, in *s3.GetObjectInput, opts ...func(*s3.Options)) (*s3.GetObjectOutput, error)
}

// Cached has the client's result, and a name of its own.
type Cached interface {
	Last(ctx context.Context, key string) (*s3.GetObjectOutput, error)
}

// Cut is a method of its own by what it takes, and may have read the body.
type Cut interface {
	GetObject(ctx context.Context, key string, into []byte) (*s3.GetObjectOutput, error)
}

type store struct {
	objects getter
	cached  Cached
	cut     Cut
}

func (s *store) readBad(ctx context.Context, key string) ([]byte, error) {
	obj, err := s.objects.GetObject(ctx, &s3.GetObjectInput{Key: &key}) // want `response body from \(getter\)\.GetObject is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(obj.Body)
}

func (s *store) sizeBad(ctx context.Context, key string) (int64, error) {
	obj, err := s.objects.GetObject(ctx, &s3.GetObjectInput{Key: &key}) // want `is not closed when obj\.ContentLength == nil`
	if err != nil {
		return 0, err
	}
	if obj.ContentLength == nil {
		return 0, errors.New("no length")
	}
	return *obj.ContentLength, obj.Body.Close()
}

func (s *store) readOk(ctx context.Context, key string) ([]byte, error) {
	obj, err := s.objects.GetObject(ctx, &s3.GetObjectInput{Key: &key})
	if err != nil {
		return nil, err
	}
	defer obj.Body.Close()
	return io.ReadAll(obj.Body)
}

func (s *store) openOk(ctx context.Context, key string) (io.ReadCloser, error) {
	obj, err := s.objects.GetObject(ctx, &s3.GetObjectInput{Key: &key})
	if err != nil {
		return nil, err
	}
	return obj.Body, nil
}

func (s *store) cachedOk(ctx context.Context, key string) (bool, error) {
	obj, err := s.cached.Last(ctx, key)
	return obj != nil, err
}

func (s *store) cutOk(ctx context.Context, key string) (int64, error) {
	obj, err := s.cut.GetObject(ctx, key, make([]byte, 512))
	if err != nil {
		return 0, err
	}
	return *obj.ContentLength, nil
}
