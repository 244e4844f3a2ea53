package scenario

import "fmt"

// gone are parameters of earlier versions, with what has become of them.
var gone = map[string]string{
	"alliance.decision_spread":      "it is 0.3",
	"alliance.freed":                "it is 0.75",
	"alliance.promise":              "troops have left long before a promise falls due: the lead weighs alliance.stay_cost and stay_fear",
	"alliance.promise_days":         "troops have left long before a promise falls due",
	"alliance.signal":               "forces.allied_signal stands for the product of the two",
	"alliance.signal_half":          "it is 48 hours",
	"alliance.stay_luck":            "it is 0.5, and the weights count against it",
	"forces.control_contested":      "it is a third of forces.control_lost",
	"forces.control_hours":          "it is 2 hours",
	"forces.control_regained":       "it is an eighth of forces.control_lost",
	"forces.vacuum_contested":       "it is a third",
	"regime.alarm":                  "a decision-maker looks again whenever the picture has notably changed",
	"relations.fear_half":           "fear fades as what was learnt of reliability does, by relations.forget",
	"regime.noise":                  "it is 0.3",
	"relations.accept_obligation":   "obligation weighs as much as alignment does, by relations.accept_alignment",
	"relations.oblige_half":         "it is 12 months",
	"relations.popularity_detained": "a hundred detained cost as much as one death, by relations.popularity_deaths",
	"relations.repay":               "it is 1",
	"relations.weight_half":         "weight fades as what a mission has shown does, by relations.show_half",
	"society.anger_lag":             "it is 48 hours",
	"society.band_spread":           "it is 0.7",
	"society.curfew_cost":           "a curfew keeps people at home, by society.curfew",
	"society.disperse_rate":         "who clears a crowd follows from society.hold",
	"society.lethal_cost":           "shooting frightens by those who die, by society.fear_gain",
	"society.lethal_deaths":         "officers kill at society.death_rate when they shoot, on orders or by society.unordered",
	"society.long_tie":              "it is 2 neighbours",
	"society.origin_criminal":       "bands that are no elite faction's are, see society.band_elite",
	"society.origin_elite":          "society.band_elite is the chance that a band is an elite faction's",
	"society.origin_foreign":        "no band is trained abroad: rulers say so whatever they see",
	"society.region_media":          "a region hears of itself by word of mouth",
	"society.spark_half":            "organisers come out for a day",
	"society.violence_bands":        "where a band is out a crowd turns violent at once",
	"society.violence_repression":   "a crowd that stands its ground turns violent by society.provoke",
	"society.surge":                 "news calls new protests, by society.spark_rate, and keeps none going",
	"society.violence_spread":       "crowds do as those before them did, by society.violence_habit",
	"society.weariness":             "people go home by default, and protest goes on by society.again",
	"society.weariness_half":        "a place's solidarity rests by society.spark_rest",
}

// goneQuantities are what a ruler could see in earlier versions.
var goneQuantities = map[string]string{
	"foreign_bands": "leave it out: bands are an elite faction's or criminal, and rulers see neither",
	"price_left":    "it is `grievance_left` now",
}

// unknown says what is wrong with a name that is no parameter's, and what may help.
func unknown(name string, known []string) (message, hint string) {
	if why, was := gone[name]; was {
		return fmt.Sprintf("the parameter %q is no longer read", name), "leave it out: " + why
	}
	return fmt.Sprintf("unknown parameter %q", name), didYouMean(name, known)
}
