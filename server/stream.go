package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"casus/experiment"
	"casus/report/view"
	"casus/results"
)

// often is how long a browser waits at least between two looks at a run: it is told what
// is so, and not each step.
const often = 150 * time.Millisecond

// Moment is what is so of a run while it is played.
type Moment struct {
	Run          Told        `json:"run"`
	Title        string      `json:"title"`        // of the scenario
	Uncalibrated string      `json:"uncalibrated"` // a sentence; "" where priors have been fitted to a record
	World        string      `json:"world"`        // of several, the one that is told of; "" where there is one
	Failed       int         `json:"failed"`
	Odds         []view.Odds `json:"odds"`
	Fizzled      []int       `json:"fizzled"`  // runs by the most regions with protest on one day
	Engulfed     []int       `json:"engulfed"` // the same, of those that engulf the nation
}

// mostStreams is how many browsers are told at once, and patience how long one may take
// to listen.
const (
	mostStreams = 64
	patience    = 30 * time.Second
)

// stream tells a browser how a run goes, by Server-Sent Events, until it ends.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	one := s.find(r.PathValue("run"))
	if one == nil {
		refuse(w, &problem{http.StatusNotFound, "this run is not being played", "resume it, or read what is kept"})
		return
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		refuse(w, &problem{http.StatusServiceUnavailable, "too many pages are open", "close some"})
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	c := http.NewResponseController(w)
	for {
		_, _, _, changed := one.now()
		m := s.moment(one)
		text, err := json.Marshal(m)
		if err != nil {
			return // numbers that JSON has no word for cannot come from counts
		}
		c.SetWriteDeadline(time.Now().Add(patience))
		fmt.Fprintf(w, "data: %s\n\n", text)
		if c.Flush() != nil || !isOn(m.Run.State) {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-s.ctx.Done():
			<-one.ended // and say so
		}
		select {
		case <-time.After(often):
		case <-r.Context().Done():
			return
		}
	}
}

// moment is what is so of a run now, or was so little before: it is worked out once for
// all who look.
func (s *Server) moment(r *run) Moment {
	r.telling.Lock()
	defer r.telling.Unlock()
	state, _, _, _ := r.now()
	if isOn(state) && r.last.Run.State == state && time.Since(r.at) < often {
		return r.last
	}
	run := s.tell(r.name, r.begun)
	if !isOn(run.State) {
		if kept, err := experiment.OpenAll(r.dir, results.Find); err == nil { // what has come is kept by whole batches
			run = s.tell(r.name, kept)
		}
	}
	so := r.live.So()
	world := ""
	if run.Worlds > 1 {
		world = r.begun.World()
	}
	r.last = Moment{
		Run: *run, Title: r.of.Title, Uncalibrated: view.Uncalibrated(r.of), World: world, Failed: so.Failed,
		Odds: view.OddsOf(so.Probabilities), Fizzled: so.Humps.Fizzled, Engulfed: so.Humps.Engulfed,
	}
	r.at = time.Now()
	return r.last
}
