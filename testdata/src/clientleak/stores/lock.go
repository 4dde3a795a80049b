package stores

import "github.com/hashicorp/consul/api"

func lockBad(c *api.Client, work func()) error {
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

// Unlock of the receiver releases what Lock got; that is not followed.
func FP_unlocked(c *api.Client, work func()) error {
	lock, err := c.LockKey("leader")
	if err != nil {
		return err
	}
	lost, err := lock.Lock(nil) // want `lock from .*Lock is never released`
	if err != nil || lost == nil {
		return err
	}
	defer lock.Unlock()
	work()
	return nil
}
