package tests

func inTestOk() { leak() }
