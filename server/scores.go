package server

import (
	"casus/experiment"
	"casus/score"
)

// scores gives how the model of a run's scenario fares, which takes minutes, once somebody
// has asked for it; nil before. It is of the scenario, and so the same for all its runs.
func (s *Server) scores(kept *experiment.Kept, asked bool) (*score.Scores, error) {
	hash := kept.Main.Manifest().ScenarioHash
	s.mu.Lock()
	made := s.scored[hash]
	s.mu.Unlock()
	if made != nil || !asked {
		return made, nil
	}
	x, err, _ := s.make.Do("scores "+hash, func() (any, error) { return s.judge(kept) })
	if err != nil {
		return nil, err
	}
	made = x.(*score.Scores)
	s.mu.Lock()
	s.scored[hash] = made
	s.mu.Unlock()
	return made, nil
}

// judge scores the model, whoever asks for it: a browser that goes does not end it.
func (s *Server) judge(kept *experiment.Kept) (*score.Scores, error) {
	_, sc, _, err := s.played(kept)
	if err != nil {
		return nil, err
	}
	return score.Play(s.ctx, sc, s.Score, func(string, int) (count, end func()) { return s.giveWay, func() {} })
}

// giveWay waits while a run is played. Whoever works for minutes calls it again and
// again, so that no run waits for him, and one thing at a time uses all cores.
func (s *Server) giveWay() {
	select {
	case s.play <- struct{}{}:
		<-s.play
	case <-s.ctx.Done():
	}
}
