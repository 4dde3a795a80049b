package stores

import "github.com/hashicorp/consul/api"

// What releases it is reached through something else, which is not followed.
func FN_lock(c *api.Client, work func()) error {
	lock, err := c.LockKey("leader")
	if err != nil {
		return err
	}
	lost, err := lock.Lock(nil)
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
