package main

import (
	"net/url"
	"regexp"
	"strings"

	"casus/cluster"
)

var (
	// storeAddress has no sign that a comment, a shell or YAML would read in another way.
	storeAddress = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[\w.~:/?@!$&'()*+,;=%-]+$`)
	// secretName is a parameter that has what a file for others must not have.
	secretName = regexp.MustCompile(`(?i)^sig$|signature|secret|token|passw|credential|access_?key`)
)

// storeOf reads the URL of a place in an object store, for a file that others may read; nil
// of a folder. The URL is in no message: it may have what is secret.
func storeOf(out string) (*url.URL, error) {
	if !isURL(out) {
		return nil, nil
	}
	u, err := url.Parse(out)
	switch {
	case err != nil || !storeAddress.MatchString(out):
		return nil, usagef("--out: no address of an object store; signs other than letters, digits and - . _ ~ are written as %%20")
	case u.User != nil:
		return nil, usagef("--out: an address has no user and password; give them as the cloud's own tools take them")
	case u.Scheme == "mem":
		return nil, usagef("--out: what is in the memory of a task ends with it")
	}
	for name := range u.Query() {
		if secretName.MatchString(name) {
			return nil, usagef("--out: the parameter %s would stand in what is printed; give it as the cloud's own tools take it", name)
		}
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
