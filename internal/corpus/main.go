package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	command, ok := map[string]func(args []string) error{
		"field":    fieldMain,
		"findings": findingsMain,
		"compare":  compareMain,
		"mutate":   mutateMain,
	}[os.Args[1]]
	if !ok {
		usage()
	}
	if err := command(os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(2)
	}
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: corpus field|findings|compare|mutate [flags] table...")
	os.Exit(2)
}
