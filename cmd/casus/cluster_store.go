package main

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"casus/cluster"
)

var (
	// storeAddress has no sign that a comment, a shell or YAML would read in another way.
	storeAddress = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[\w.~:/?@!$&'()*+,;=%-]+$`)
	// secretName is a parameter that has what a file for others must not have.
	secretName = regexp.MustCompile(`(?i)^sig$|signature|secret|token|passw|credential|access_?key`)
)

// storeOf is [storeURL] of --out; nil of a folder.
func storeOf(out string) (*url.URL, error) {
	if !isURL(out) {
		return nil, nil
	}
	u, err := storeURL(out)
	if err != nil {
		return nil, usagef("--out: %w", err)
	}
	return u, nil
}

// storeURL reads the address of a place in an object store. It is in no message, nor has it what
// is secret: it stands in what is printed and kept.
func storeURL(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || !storeAddress.MatchString(address):
		return nil, usagef("no address of an object store; signs other than letters, digits and - . _ ~ are written as %%20")
	case u.User != nil:
		return nil, usagef("an address has no user and password; give them as the cloud's own tools take them")
	case u.Scheme == "mem":
		return nil, usagef("what is in the memory of a program ends with it")
	case u.Scheme == "file" && u.Host != "":
		return nil, usagef("a folder has three slashes: file:///FOLDER")
	case slices.Contains(strings.Split(u.Path, "/"), ".."):
		return nil, usagef("a place is named without ..")
	}
	for name := range u.Query() {
		if secretName.MatchString(name) {
			return nil, usagef("the parameter %s would stand in what is printed; give it as the cloud's own tools take it", name)
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
