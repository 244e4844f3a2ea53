package server

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"

	"casus/atlas"
	"casus/claims"
	"casus/report/view"
	"casus/scenario"
	"casus/scenario/source"
)

// Named is a scenario that can be opened.
type Named struct {
	Name  string `json:"name"` // of its folder, or its id
	Title string `json:"title"`
}

// Document is what can be asked of a scenario.
type Document struct {
	Name         string           `json:"name"`
	Title        string           `json:"title"`
	Summary      string           `json:"summary"`
	Uncalibrated string           `json:"uncalibrated"` // a sentence; "" where priors have been fitted to a record
	Replicates   int              `json:"replicates"`   // when nothing else is asked
	Worlds       []Choice         `json:"worlds"`
	Argues       bool             `json:"argues"`  // it has an argument
	Options      []Choice         `json:"options"` // that can be forbidden
	Parameters   []view.Parameter `json:"parameters"`
}

// Choice is one of several, by its id.
type Choice struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

func (s *Server) scenarios(*http.Request) (any, error) {
	list := []Named{}
	for _, name := range s.List() {
		_, x, err := s.Open(name)
		title := ""
		if err == nil {
			title = x.Title
		}
		list = append(list, Named{name, title}) // one that is not sound says so when it is chosen
	}
	return list, nil
}

// open opens a scenario by a name from outside, which is an id and no path.
func (s *Server) open(name string) (fs.FS, *scenario.Scenario, error) {
	if !slices.Contains(s.List(), name) {
		return nil, nil, &problem{http.StatusNotFound, "no scenario " + name, source.Meant(name, s.List())}
	}
	return s.Open(name)
}

func (s *Server) scenario(r *http.Request) (any, error) {
	name := r.PathValue("name")
	folder, x, err := s.open(name)
	if err != nil {
		return nil, err
	}
	a, err := claims.Find(folder, x)
	if err != nil {
		return nil, err
	}
	d := Document{Argues: a != nil, Name: name, Title: x.Title, Summary: x.Summary, Uncalibrated: view.Uncalibrated(x), Replicates: x.Defaults.Replicates}
	for _, w := range x.Worlds {
		d.Worlds = append(d.Worlds, Choice{w.ID, w.Text})
	}
	for _, o := range x.Options {
		if o.Effects != (scenario.Effects{}) {
			d.Options = append(d.Options, Choice{o.ID, o.Name})
		}
	}
	d.Parameters = view.ParametersOf(x)
	return d, nil
}

func (s *Server) states(*http.Request) (any, error) { return atlas.List() }

// State is a wish for a scenario of one.
type State struct {
	Name    string `json:"name"`    // of the scenario
	Country string `json:"country"` // its code
	Year    int    `json:"year"`
}

// draw makes a scenario of a state and a year.
func (s *Server) draw(r *http.Request) (any, error) {
	asked, err := said[State](r)
	if err != nil {
		return nil, err
	}
	if asked.Name == "" || source.Slug(asked.Name) != asked.Name || len(asked.Name) > longestName {
		return nil, &problem{http.StatusBadRequest, "a name has small letters, digits and dashes", "such as " + source.Slug("my "+asked.Name)}
	}
	if _, _, err := s.Open(asked.Name); err == nil {
		return nil, &problem{http.StatusConflict, "there is a scenario " + asked.Name + " already", "choose another name"}
	}
	var missing *atlas.MissingState
	switch err := s.Draw(asked.Name, asked.Country, asked.Year); {
	case errors.As(err, &missing):
		return nil, &problem{http.StatusBadRequest, missing.Error(), ""}
	case errors.Is(err, fs.ErrExist):
		return nil, &problem{http.StatusConflict, "there is a folder " + asked.Name + " already", "choose another name"}
	case err != nil:
		return nil, err
	}
	return Named{Name: asked.Name}, nil
}
