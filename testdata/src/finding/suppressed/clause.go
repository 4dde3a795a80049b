package suppressed //connlint:ignore leaktest the whole file

func inClauseOk() { leak() }
