package main

import (
	"math/rand/v2"
	"slices"

	"github.com/mlange-42/ark/ecs"
)

// Site counts who is on a site of the torus: cops, citizens not in jail, and of
// those the active. The jailed stay on their sites, but are in no one's way.
type Site struct{ Cops, Free, Active uint16 }

// Grid is the torus.
type Grid struct {
	size    int32
	sites   []Site
	rebels  [][]ecs.Entity // by site: the active citizens there
	offsets []Position     // of the sites in vision, one's own too
}

// NewGrid makes an empty torus, seen as far as the vision.
func NewGrid(size, vision int32) *Grid {
	g := &Grid{size: size, sites: make([]Site, size*size), rebels: make([][]ecs.Entity, size*size)}
	for dy := -vision; dy <= vision; dy++ {
		for dx := -vision; dx <= vision; dx++ {
			if dx*dx+dy*dy <= vision*vision {
				g.offsets = append(g.offsets, Position{dx, dy})
			}
		}
	}
	return g
}

// At is the site at a position.
func (g *Grid) At(p Position) *Site { return &g.sites[g.index(p)] }

func (g *Grid) index(p Position) int32 { return p.Y*g.size + p.X }

// Rise notes an active citizen at a position.
func (g *Grid) Rise(p Position, e ecs.Entity) {
	there := &g.rebels[g.index(p)]
	*there = append(*there, e)
	g.At(p).Active++
}

// Calm takes an active citizen at a position off the list.
func (g *Grid) Calm(p Position, e ecs.Entity) {
	there := &g.rebels[g.index(p)]
	i := slices.Index(*there, e)
	*there = slices.Delete(*there, i, i+1)
	g.At(p).Active--
}

// near is a position so far from another.
func (g *Grid) near(p, by Position) Position {
	return Position{g.wrap(p.X + by.X), g.wrap(p.Y + by.Y)}
}

func (g *Grid) wrap(x int32) int32 {
	switch {
	case x < 0:
		return x + g.size
	case x >= g.size:
		return x - g.size
	}
	return x
}

// Look counts cops and active citizens in vision.
func (g *Grid) Look(from Position) (cops, active int) {
	for _, o := range g.offsets {
		s := g.At(g.near(from, o))
		cops += int(s.Cops)
		active += int(s.Active)
	}
	return cops, active
}

// AppendFree appends the positions in vision where no one is in the way.
func (g *Grid) AppendFree(free []Position, from Position) []Position {
	for _, o := range g.offsets {
		p := g.near(from, o)
		if s := g.At(p); s.Cops+s.Free == 0 {
			free = append(free, p)
		}
	}
	return free
}

// Suspect draws one of the active citizens in vision.
func (g *Grid) Suspect(from Position, rng *rand.Rand) (ecs.Entity, bool) {
	_, active := g.Look(from)
	if active == 0 {
		return ecs.Entity{}, false
	}
	k := rng.IntN(active)
	for _, o := range g.offsets {
		p := g.near(from, o)
		n := int(g.At(p).Active)
		if k < n {
			return g.rebels[g.index(p)][k], true
		}
		k -= n
	}
	panic("ark: an active citizen was counted and not found")
}
