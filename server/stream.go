package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"casus/report/view"
)

// often is how long a browser waits at least between two looks at a run: it is told what
// is so, and not each step, so that a slow one never falls behind.
const often = 150 * time.Millisecond

// Moment is what is so of a run while it is played.
type Moment struct {
	Run          Told        `json:"run"`
	Title        string      `json:"title"`        // of the scenario
	Uncalibrated string      `json:"uncalibrated"` // a sentence; "" where priors have been fitted to a record
	Failed       int         `json:"failed"`
	Odds         []view.Odds `json:"odds"`
	Fizzled      []int       `json:"fizzled"`  // runs by the most regions with protest on one day
	Engulfed     []int       `json:"engulfed"` // the same, of those that engulf the nation
}

// stream tells a browser how a run goes, by Server-Sent Events, until it ends.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	one := s.runs[r.PathValue("run")]
	s.mu.Unlock()
	if one == nil {
		refuse(w, &problem{http.StatusNotFound, "this run is not being played", "resume it, or read what is kept"})
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	c := http.NewResponseController(w)
	for {
		state, _, changed := one.now()
		text, err := json.Marshal(s.moment(one))
		if err != nil {
			return // numbers that JSON has no word for cannot come from counts
		}
		fmt.Fprintf(w, "data: %s\n\n", text)
		if c.Flush() != nil || state == finished || state == failed || state == stopped {
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

func (s *Server) moment(r *run) *Moment {
	so := r.live.So()
	return &Moment{Run: *s.tell(r.name, nil), Title: r.of.Title, Uncalibrated: view.Uncalibrated(r.of), Failed: so.Failed, Odds: view.OddsOf(so.Probabilities), Fizzled: so.Humps.Fizzled, Engulfed: so.Humps.Engulfed}
}
