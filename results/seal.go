package results

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
)

// The manifest vouches for all other files, and its last line for the manifest: it
// has the SHA-256 of all the text before it, from the brace to the last value.
const (
	sealKey    = `"manifest_sha256"`
	sealFormat = ",\n  " + sealKey + ": \"%x\"\n}\n"
	jsonEnd    = "\n}\n"
)

// seal adds the last line to a JSON object, which ends as casus writes it.
func seal(text []byte) []byte {
	body := bytes.TrimSuffix(text, []byte(jsonEnd))
	return fmt.Appendf(bytes.Clone(body), sealFormat, sha256.Sum256(body))
}

// unseal takes the last line away. A text without one is not sealed; one that is not
// what was sealed is an error.
func unseal(text []byte) (object []byte, sealed bool, err error) {
	if !bytes.Contains(text, []byte(sealKey)) {
		return text, false, nil
	}
	size := len(fmt.Sprintf(sealFormat, [sha256.Size]byte{}))
	object = append(bytes.Clone(text[:max(0, len(text)-size)]), jsonEnd...)
	if !bytes.Equal(seal(object), text) {
		return nil, true, errors.New("it was changed after casus wrote it")
	}
	return object, true, nil
}
