package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"casus/experiment"
	"casus/report/number"
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
	SoFar        string      `json:"soFar"`        // heads what has come, with the world that is told of where there are several
	Failed       int         `json:"failed"`
	Likely       view.Likely `json:"likely"`
	Spread       Spread      `json:"spread"`
}

// Spread is how far protest spreads in the runs that have come.
type Spread struct {
	Name     string `json:"name"`
	Text     string `json:"text"` // how the picture is read
	Sentence string `json:"sentence"`
	Fizzled  []int  `json:"fizzled"`  // runs by the most regions with protest on one day
	Engulfed []int  `json:"engulfed"` // the same, of those that engulf the nation
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
		changed := one.now().changed
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
	now := r.now()
	if isOn(now.state) && r.last.Run.State == now.state && time.Since(r.at) < often {
		return r.last
	}
	kept := r.begun
	if !isOn(now.state) {
		if there, err := experiment.OpenAll(r.dir, results.Find); err == nil { // what has come is kept by whole batches
			kept = there
		}
	}
	run := s.tell(r.name, kept, now)
	so := r.live.So()
	soFar := "So far"
	if run.Worlds > 1 {
		soFar += ", in the world " + r.begun.World()
	}
	r.last = Moment{
		Run: *run, Title: r.of.Title, Uncalibrated: view.Uncalibrated(r.of), SoFar: soFar, Failed: so.Failed,
		Likely: view.LikelyOf(so.Probabilities), Spread: spread(so.Humps.Fizzled, so.Humps.Engulfed),
	}
	r.at = time.Now()
	return r.last
}

// spread describes how far protest spreads, from the runs that have come.
func spread(fizzled, engulfed []int) Spread {
	fizzle, engulf := 0, 0
	for i := range fizzled {
		fizzle, engulf = fizzle+fizzled[i], engulf+engulfed[i]
	}
	return Spread{
		Name: "How far protest spreads", Text: "Runs by the most regions with protest on one day. Filled, protest engulfs the nation; hollow, it fizzles.",
		Sentence: fmt.Sprintf("Protest engulfs the nation in %d of %s that have come.", engulf, number.Of(fizzle+engulf, "run")), Fizzled: fizzled, Engulfed: engulfed,
	}
}
