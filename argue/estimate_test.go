package argue

import (
	"strings"
	"testing"
)

// The words of a sentence, in order: "none" for an expression without a range, "number"
// for a number. A sentence without is no estimate.
func TestEstimatesOfASentence(t *testing.T) {
	for _, c := range []struct{ text, words string }{
		// each word of ICD 203, and negations
		{"There is almost no chance that they come.", "almost no chance"},
		{"It is a remote possibility.", "remote"},
		{"He is very unlikely to ask.", "very unlikely"},
		{"That he asks is highly improbable.", "highly improbable"},
		{"It is unlikely that they come.", "unlikely"},
		{"They are not likely to come.", "unlikely"},
		{"They aren’t likely to come.", "unlikely"},
		{"It isn't probable.", "unlikely"},
		{"They will probably not come.", "unlikely"},
		{"They probably won't come.", "unlikely"},
		{"They are likely not to come.", "unlikely"},
		{"It is not unlikely that they come.", "likely"},
		{"It is not impossible that they come.", "possible"},
		{"There are roughly even odds of a coup.", "roughly even odds"},
		{"They are as likely as not to come.", "roughly even chance"},
		{"They will likely come.", "likely"},
		{"They are more likely than not to come.", "likely"},
		{"He is very likely to ask.", "very likely"},
		{"They will almost certainly come.", "almost certain"},
		{"They will almost certainly not come.", "almost no chance"},
		{"It is nearly certain.", "nearly certain"},
		{"A coup is all but certain.", "almost certain"},
		{"There is a high probability of a coup.", "very likely"},
		{"They have a good chance.", "likely"},
		{"They have no chance.", "almost no chance"},
		{"The chances are low.", "very unlikely"},
		// without a range
		{"It is not certain that they come.", "none"},
		{"It is far from certain.", "none"},
		{"War is more likely than it was.", "none"},
		// weak words
		{"A request cannot be ruled out.", "cannot be ruled out"},
		{"We cannot rule out a request.", "cannot be ruled out"},
		{"Nor can it be excluded that he asks.", "cannot be ruled out"},
		{"He may ask.", "may"},
		{"He may not ask.", "may"},
		{"It may be that he asks.", "may"},
		{"He might ask, or could resign.", "might,could"},
		{"He could have stayed.", "could"},
		{"Perhaps he stays.", "possible"},
		{"It is possible that he stays.", "possible"},
		// frames count where nothing else does
		{"We judge that he stays.", "likely"},
		{"We judge that he is unlikely to stay.", "unlikely"},
		// numbers
		{"There is a 70% chance that he stays.", "number"},
		{"His chances stand at about 30 per cent.", "number"},
		{"He has one chance in three.", "number"},
		{"The odds are 3 to 1.", "number"},
		// two in one
		{"He is likely to ask, but it is unlikely that they come.", "likely,unlikely"},
		{"The odds are that he stays.", "likely"},
		{"The possibility that he falls is real.", "possible"},
		{"There is a real danger of war.", "possible"},
		// no estimates
		{"The odds are better in the north.", ""},
		{"The risk of arrest is small in a crowd.", ""},
		{"They tried all that is possible.", ""},
		{"The likely candidate is the premier.", ""},
		{"Its probable successor is known.", ""},
		{"The march of May 2021 was long.", ""},
		{"In May the strike ended.", ""},
		{"May is warm.", ""},
		{"Theresa May resigned.", ""},
		{"May 9 is a holiday.", ""},
		{"The charter says that a member may ask for help.", ""},
		{"Members may not leave without a vote.", ""},
		{"A member may leave if it gives notice under the treaty.", ""},
		{"Copies may be obtained from the ministry.", ""},
		{"You may leave when you like.", ""},
		{"Police could not hold the square.", ""},
		{"They could only watch.", ""},
		{"The might of the army is feared.", ""},
		{"Will they likely come?", ""},
		{"Nobody knows whether he could win.", ""},
		{"The road was closed so that nobody might pass.", ""},
		{"It is possible to travel by bus.", ""},
		{"They left as soon as possible.", ""},
		{"Perhaps 300 people came.", ""},
		{"One in three citizens is young.", ""},
		{"The strike goes on.", ""},
		{"They will come.", ""},
	} {
		var got []string
		for _, e := range estimates(c.text, false) {
			switch {
			case e.Number:
				got = append(got, "number")
			case e.Word == "":
				got = append(got, "none")
			default:
				got = append(got, e.Word)
			}
		}
		if strings.Join(got, ",") != c.words {
			t.Errorf("%s: %q, want %q", c.text, strings.Join(got, ","), c.words)
		}
	}
}
