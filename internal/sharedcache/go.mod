module github.com/connlint/connlint/internal/sharedcache

go 1.26.0

require github.com/bradfitz/go-tool-cache v0.0.0-20260722201841-0bb331e19f64

require github.com/pierrec/lz4/v4 v4.1.25 // indirect
