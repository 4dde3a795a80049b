package crash // want `leaktest: internal error in package finding/crash: assignment to entry in nil map \(at .*finding_test.go:\d+\)`

func leak() int { return 0 }

func f() { leak() }
