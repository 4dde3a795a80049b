package stores

import "github.com/hashicorp/consul/api"

// It is the lock that is released, not the channel which says that it is lost.
func lockedBad(c *api.Client, work func()) error {
	lock, err := c.LockKey("leader")
	if err != nil {
		return err
	}
	lost, err := lock.Lock(nil) // want `lock from .*Lock is never released`
	if err != nil || lost == nil {
		return err
	}
	work()
	return nil
}

func unlockedOk(c *api.Client, work func()) error {
	lock, err := c.LockKey("leader")
	if err != nil {
		return err
	}
	lost, err := lock.Lock(nil)
	if err != nil || lost == nil {
		return err
	}
	defer lock.Unlock()
	work()
	return nil
}

func unlockedUnlessLostBad(c *api.Client, work func(<-chan struct{}) error) error {
	lock, err := c.LockKey("leader")
	if err != nil {
		return err
	}
	lost, err := lock.Lock(nil) // want `lock from .*Lock is not released when err != nil`
	if err != nil {
		return err
	}
	if err := work(lost); err != nil {
		return err
	}
	return lock.Unlock()
}

func unlockedPlainlyOk(c *api.Client, work func() error) error {
	lock, err := c.LockKey("leader")
	if err != nil {
		return err
	}
	if _, err := lock.Lock(nil); err != nil {
		return err
	}
	if err := work(); err != nil {
		lock.Unlock()
		return err
	}
	return lock.Unlock()
}

type election struct{ lock *api.Lock }

// Whoever has the lock releases it.
func (e *election) startOk() (<-chan struct{}, error) { return e.lock.Lock(nil) }

func (e *election) runOk(work func()) error {
	if _, err := e.lock.Lock(nil); err != nil {
		return err
	}
	work()
	return nil
}
