package bench

import (
	"context"
	"fmt"
	"runtime"

	"casus/classic"
	"casus/luck"
)

// ClassicSettings of a benchmark of the classic model.
type ClassicSettings struct {
	Rounds int // of each measurement
	Sizes  []int
	Say    func(string) // told what is being measured
}

// SmallestTorus is the least that holds what vision 7 sees, sites a side.
const SmallestTorus = 15

const (
	// warmUp is how many steps pass before the first that counts: jails fill up.
	warmUp = 60
	// turns is about how many agent-steps a round has.
	turns = 4e6
	// tiled is from how many sites a side agents act by tiles too, and tile how
	// many sites a side those have at least: the smallest that vision 7 allows.
	tiled = 1000
	tile  = 52
)

// The targets, in steps of a spin that an agent-step takes on one core, by size of
// the torus. On large tori the order by tiles is to reach them. Two cores of a busy
// Xeon measured 17, 13, 24 and 17; the rest is room for other processors.
var costs = map[int]float64{40: 25, 200: 20, 1000: 30, 4000: 25}

// leastTiled is the part of the second core's gain in a spin that a torus played
// tile by tile has of it. Tiles of a colour wait for each other.
const leastTiled = 0.8

// Classic measures the classic model under NetLogo's rules, citizens on 70 % and
// cops on 4 % of the sites, vision 7: how many agents have their turn in a second,
// the jailed among them.
func Classic(ctx context.Context, set ClassicSettings) (*Report, error) {
	r, cores := newReport(), runtime.GOMAXPROCS(0)
	for _, size := range set.Sizes {
		orders := []int{0}
		if size >= tiled {
			orders = append(orders, tile)
		}
		for _, tile := range orders {
			set.Say(fmt.Sprintf("%d×%d sites, %s", size, size, orderName(tile)))
			if err := r.classic(ctx, set.Rounds, size, tile, cores); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func orderName(tile int) string {
	if tile == 0 {
		return "one random order"
	}
	return "tile by tile"
}

func (r *Report) classic(ctx context.Context, rounds, size, tile, cores int) error {
	p := classic.Standard(classic.NetLogo())
	p.Size, p.Tile = size, tile
	m, err := classic.New(p, luck.Of(1, 0))
	if err != nil {
		return err
	}
	play := func(steps, workers int) func() error {
		return func() error {
			m.Workers(workers)
			for range steps {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				m.Step()
			}
			return nil
		}
	}
	if err := play(warmUp, cores)(); err != nil {
		return err
	}
	steps := max(1, int(turns)/max(1, m.Agents()))
	jobs := []func() error{play(steps, 1), spin(1)}
	if tile > 0 {
		jobs = append(jobs, play(steps, cores), spin(cores))
	}
	t, err := alternate(rounds, jobs...)
	if err != nil {
		return err
	}
	acts := float64(steps) * float64(m.Agents())
	speed := func(t float64) float64 { return acts / t / 1e6 }
	const unit = "M agent-steps/s"
	r.add(fmt.Sprintf("%d×%d, %s, one core", size, size, orderName(tile)), speed(t[0].cpu), unit).Size = size
	cost := r.add("… an agent-step, against a step of a spin", t[0].cpu/acts*spinSteps/t[1].cpu, times)
	cost.Size = size
	if tile > 0 || size < tiled {
		cost.Target = costs[size]
	}
	if tile == 0 {
		return nil
	}
	r.add("… all cores", speed(t[2].wall), unit).Size = size
	if cores > 1 {
		r.gain(gained{one: t[0], spin: t[1], all: t[2], spins: t[3]}, cores, leastTiled)
	}
	return nil
}
