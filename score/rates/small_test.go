package rates

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"testing"
	"testing/fstest"

	"casus/library"
)

// small is a world of four states since 1946: AAA leads the pact of BBB and CCC, and
// DDD is alone. All that is counted in it was put there by hand.
func small(t *testing.T) Sources {
	t.Helper()
	world := fstest.MapFS{}
	put := func(folder fstest.MapFS, name, text string) { folder[name] = &fstest.MapFile{Data: []byte(text)} }
	states, regimes := "iso3,iso2,name,cow,capital,capital_lat,capital_lon,un_region,income_group,landlocked,area_km2,regions,neighbours_km\n", "iso3,from,to,electoral_level,liberties,type,type_source\n"
	for i, s := range []string{"AAA", "BBB", "CCC", "DDD"} {
		states += fmt.Sprintf("%s,%s,%s,%d,X,0,0,somewhere,low,0,1,1,\n", s, s[:2], s+"land", i+2)
		regimes += s + ",1946,2024,1,0,monarchy,hand\n"
	}
	put(world, "states.csv", states)
	put(world, "regimes.csv", regimes)
	put(world, "organisations.csv", "org,name,from,to,kind,obligation,domestic,decision,lead,precedents\n"+
		"PACT,The Pact,1950,,organisation,defence,request,consensus,AAA,BBB1960 CCC1963 BBB1980(refused) CCC1990\n")
	put(world, "alliances.csv", "org,iso3,from,to,status\nPACT,AAA,1950,,member\nPACT,BBB,1950,,member\nPACT,CCC,1950,2000,member\nPACT,BBB,1970,1972,suspended\n")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, "iso3,year,ideal_point,ideal_point_final_passage,votes,agree_usa,agree_rus,agree_chn\nAAA,1950,0,0,1,0.5,0.5,\n")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	world["alignment.csv.gz"] = &fstest.MapFile{Data: packed.Bytes()}
	conflicts := fstest.MapFS{}
	put(conflicts, "conflicts.csv", "conflict,year,type,intensity,began,episode_began,side_a,with_a,side_b,with_b\n"+
		"1,1955,interstate,2,1955-03-01,1955-03-01,DDD,,BBB,AAA\n"+ // an attack on BBB, and the lead fights
		"1,1956,interstate,2,1955-03-01,1955-03-01,DDD,,BBB,AAA\n"+
		"2,1985,interstate,1,1985-03-01,1985-03-01,CCC,,DDD,\n"+ // an attack on CCC, and nobody comes
		"3,1995,internationalised,1,1995-01-01,1995-02-01,BBB,AAA,,\n"+ // the lead stands by a government
		"3,1999,intrastate,1,1995-01-01,1999-02-01,BBB,,,\n"+ // an old conflict
		"4,1998,intrastate,1,1998-01-01,1998-02-01,CCC,,,\n")
	put(conflicts, "attacked.csv", "conflict,episode_began,attacked,why\n1,1955-03-01,BBB,put there\n2,1985-03-01,CCC,put there\n")
	put(conflicts, "support.csv", "year,state,side,supporter,conflict,troops,infrastructure,territory,weapons,materiel,training,funds,intelligence,other,unknown,alleged\n"+
		"1985,CCC,government,BBB,9,0,0,0,1,0,0,0,0,0,0,0\n")
	protests := fstest.MapFS{}
	put(protests, "protests.csv", "country,start,days,size,violent,price_or_tax,labour,land,police_brutality,political_process,removal,social_restrictions,arrests,accommodation,beatings,dispersal,killings,shootings,ignored\n"+
		"BBBland,1991-01-01,1,>10000,0,0,0,0,0,1,0,0,0,0,0,0,1,0,0\nBBBland,1991-01-05,1,50-99,0,0,0,0,0,1,0,0,0,0,0,0,0,0,1\nBBBland,1991-01-09,1,50-99,0,0,0,0,0,1,0,0,0,0,0,0,0,0,1\n")
	return Sources{world, conflicts, library.Cases(), protests}
}

// Every kind of rate is what was put into a small world.
func TestASmallWorld(t *testing.T) {
	from := small(t)
	from.Cases = fstest.MapFS{"cases.yaml": {Data: []byte("cases:\n" + smallCase)}}
	x := count(t, from, Latest)
	for id, want := range map[string][2]int{
		"war-organisations-1946":         {1, 70},  // 72 years of leading, two of them after a year of war
		"war-organisations-1946-lasts":   {1, 2},   // 1955 and 1956
		"attacked-led-1946":              {2, 123}, // BBB 72 years, CCC 51
		"attacked-from-outside-led-1946": {2, 123}, //
		"lead-troops-led-1946":           {1, 2},   //
		"ally-troops-led-1946":           {1, 2},   //
		"less-led-1946":                  {1, 1},   // arms from BBB
		"crisis-led-1990":                {2, 43},  // BBB 32 years, CCC 11
		"crisis-troops-led-1990":         {1, 2},   //
		"crisis-lead-troops-led-1990":    {1, 2},   //
		"wave-led":                       {1, 30},  //
		"wave-large-killings-led":        {1, 30},  //
		"exit-led-1946":                  {1, 195}, // CCC, of 72 + 72 + 51 years
		"suspension-led-1946":            {1, 195}, //
		"exit-after-silence-1946":        {0, 1},   // CCC went fifteen years later
		"again-first-organisation-1946":  {1, 1},   // CCC three years after BBB
		"again-any-organisation-1946":    {1, 3},   // nobody after 1963, nor after 1990
		"first-organisation-1946":        {1, 11},  // 1950 to 1960
		"again-any-lead-1946":            {2, 4},   // and BBB in 1995, five years after 1990
	} {
		r := x.rate(id)
		if r == nil {
			t.Errorf("there is no %s", id)
			continue
		}
		if r.Count != want[0] || r.Exposure != want[1] {
			t.Errorf("%s: %d in %d, want %d in %d; %v", id, r.Count, r.Exposure, want[0], want[1], r.Cases)
		}
	}
}

const smallCase = `- id: other-1999
  state: DDDland
  year: 1999
  alliance: none
  alliance_family: bilateral
  trigger: null
  unrest_peak: null
  violence_peak: null
  regime_type: null
  security_forces_defected: null
  help_requested: null
  requested_by: null
  framed_as_external_threat: null
  treaty_basis_internal: null
  hegemon: AAAland
  hegemon_stake: null
  capability_ratio_hegemon_to_target: null
  members_supporting: null
  members_opposing: null
  decision: deployed
  mission_aim: null
  troops_deployed: null
  days_request_to_arrival: null
  duration_days: null
  contributing_members: null
  lead_share: null
  regime_outcome_6m: null
  rival_great_power: null
  confidence: {event: high}
  from_general_knowledge: [event]
  sources: [general-knowledge]
`
