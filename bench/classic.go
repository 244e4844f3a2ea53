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

// The targets, in millions of agent-steps a second of one core, by size of the
// torus. On large tori the order by tiles is to reach them.
var speeds = map[int]float64{40: 15, 200: 20, 1000: 20, 4000: 15}

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
	jobs := []func() error{play(steps, 1)}
	if tile > 0 {
		jobs = append(jobs, play(steps, cores))
	}
	t, err := alternate(rounds, jobs...)
	if err != nil {
		return err
	}
	speed := func(t float64) float64 { return float64(steps) * float64(m.Agents()) / t / 1e6 }
	const unit = "M agent-steps/s"
	what := fmt.Sprintf("%d×%d, %s, one core", size, size, orderName(tile))
	if target := speeds[size]; target > 0 && (tile > 0 || size < tiled) {
		r.atLeast(what, speed(t[0]), unit, target).Size = size
	} else {
		r.add(what, speed(t[0]), unit).Size = size
	}
	if tile == 0 {
		return nil
	}
	r.add("… all cores", speed(t[1]), unit).Size = size
	if cores == 2 {
		r.atLeast("… gained by the second core", t[0]/t[1], "times", 1.7)
	} else {
		r.add("… gained by the other cores", t[0]/t[1], "times")
	}
	return nil
}
