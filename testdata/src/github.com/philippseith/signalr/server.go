package signalr

func UseHub(hub HubInterface) func(Party) error { return nil }

func SimpleHubFactory(hubProto HubInterface) func(Party) error { return nil }

func HubFactory(factory func() HubInterface) func(Party) error { return nil }

func PerConnectionHubFactory(factory func(connectionID string) HubInterface) func(Party) error {
	return nil
}
