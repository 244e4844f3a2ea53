package experiment

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

var (
	// storeAddress has no sign that a comment, a shell or YAML would read in another way.
	storeAddress = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[\w.~:/?@!$&'()*+,;=%-]+$`)
	// secretName is a parameter that has what a file for others must not have.
	secretName = regexp.MustCompile(`(?i)^sig$|signature|secret|token|passw|credential|access_?key`)
)

// Address reads the URL of a place in an object store. It is in no error, and refused if it
// has what is secret: it stands in what is printed and kept.
func Address(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || !storeAddress.MatchString(text):
		return nil, errors.New("no address of an object store; signs other than letters, digits and - . _ ~ are written as %20")
	case u.User != nil:
		return nil, errors.New("an address has no user and password; give them as the cloud's own tools take them")
	case u.Scheme == "mem":
		return nil, errors.New("what is in the memory of a program ends with it")
	case u.Scheme == "file" && u.Host != "":
		return nil, errors.New("a folder has three slashes: file:///FOLDER")
	case slices.Contains(strings.Split(u.Path, "/"), ".."):
		return nil, errors.New("a place is named without the parent folder (..) in it")
	}
	for name := range u.Query() {
		if secretName.MatchString(name) {
			return nil, fmt.Errorf("the parameter %s would stand in what is printed; give it as the cloud's own tools take it", name)
		}
	}
	return u, nil
}
