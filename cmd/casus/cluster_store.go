package main

import (
	"net/url"
	"strings"

	"casus/cluster"
	"casus/experiment"
)

// storeOf is the address that --out has; nil of a folder.
func storeOf(out string) (*url.URL, error) {
	if !isURL(out) {
		return nil, nil
	}
	u, err := experiment.Address(out)
	if err != nil {
		return nil, usagef("--out: %w", err)
	}
	return u, nil
}

// into is where an experiment goes in an object store.
func (p *planned) into(store *url.URL) *cluster.Store {
	return &cluster.Store{Place: store.String(), Run: p.x.Within(store).String()}
}

// who says how pods show a store who they are.
func who(account, secret string) string {
	var list []string
	if account != "" {
		list = append(list, "pods are who the service account "+account+" is to the cloud (workload identity)")
	}
	if secret != "" {
		list = append(list, "pods have the keys of the Secret "+secret+" in their environment, where the cloud's libraries look for credentials")
	}
	if list == nil {
		return "pods are who their node is to the cloud, since neither --service-account nor --secret says otherwise"
	}
	return strings.Join(list, "; ")
}
