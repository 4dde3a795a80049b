//nolint:leaktest // the whole file

package suppressed

func inFileOk() { leak() }
