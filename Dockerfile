# connlint with the Go release that it was built with, to run on a module:
#   docker run --rm -v "$PWD:/src" connlint ./...
ARG GO=1.26
FROM golang:${GO} AS build
WORKDIR /connlint
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /usr/local/bin/connlint ./cmd/connlint

FROM golang:${GO}
COPY --from=build /usr/local/bin/connlint /usr/local/bin/connlint
# Mounted work trees belong to another user.
RUN git config --system --add safe.directory '*'
ENV GOFLAGS=-buildvcs=false GOTOOLCHAIN=local
WORKDIR /src
ENTRYPOINT ["connlint"]
CMD ["./..."]
