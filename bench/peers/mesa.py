#!/usr/bin/env python3
"""Measures how fast Mesa's own example of civil violence is.

It runs mesa.examples.advanced.epstein_civil_violence as Mesa ships it, on the
parameters of `casus bench classic`, and prints JSON that `go run ./bench/peers`
sets beside the figures of casus.
"""

import argparse
import importlib
import inspect
import json
import os
import statistics
import sys
import time

EXAMPLE = "mesa.examples.advanced.epstein_civil_violence.model"
INSTALL = "pip install 'mesa[rec]>=3'"
PARAMETERS = {
    "citizen_density": 0.7,
    "cop_density": 0.04,
    "citizen_vision": 7,
    "cop_vision": 7,
    "legitimacy": 0.82,
    "max_jail_term": 30,
    "max_iters": 10**9,
}
SEED = 1
REFERENCE_SIZE = 40  # of the torus for which --steps holds
WARM_UP = 5  # steps at the least: Mesa remembers what a cell's neighbourhood is once it was asked


def fail(message):
    print(f"mesa.py: {message}", file=sys.stderr)
    sys.exit(2)


def load():
    """The version of Mesa and the module of its example, or the end."""
    # This file is called mesa too, and must not be found in place of Mesa.
    here = os.path.dirname(os.path.realpath(__file__))
    sys.path[:] = [p for p in sys.path if os.path.realpath(p or ".") != here]
    try:
        mesa = importlib.import_module("mesa")
    except ImportError:
        fail(f"Mesa is not installed: {INSTALL}")
    version = getattr(mesa, "__version__", "0")
    if int(version.split(".")[0]) < 3:
        fail(f"Mesa {version} is too old, it has no example of civil violence: {INSTALL}")
    try:
        return version, importlib.import_module(EXAMPLE)
    except ImportError as e:
        fail(f"the examples of Mesa {version} cannot be loaded ({e}): {INSTALL}")


def build(example, size):
    """The model on a torus of size × size sites.

    Its constructor took parameters and a seed, later a generator, and now a
    scenario that holds both.
    """
    model = example.EpsteinCivilViolence
    known = inspect.signature(model.__init__).parameters
    if "scenario" in known:
        scenario = example.EpsteinScenario(rng=SEED, **PARAMETERS)
        return model(width=size, height=size, scenario=scenario)
    seed = "rng" if "rng" in known else "seed"
    return model(width=size, height=size, **PARAMETERS, **{seed: SEED})


def duration(model, steps):
    start = time.perf_counter()
    for _ in range(steps):
        model.step()
    return time.perf_counter() - start


def measure(example, size, rounds, steps):
    """Agent-steps a second, the median of some rounds after one to warm up."""
    steps = max(1, steps * REFERENCE_SIZE**2 // size**2)
    model = build(example, size)
    duration(model, max(steps, WARM_UP))
    times = [duration(model, steps) for _ in range(rounds)]
    return len(model.agents) * steps / statistics.median(times)


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=positive, nargs="+", default=[40, 100, 200, 400], metavar="N", help="sides of the torus, in sites (40 100 200 400)")
    parser.add_argument("--rounds", type=positive, default=3, metavar="N", help="rounds, of which the median counts (3)")
    parser.add_argument("--steps", type=positive, default=100, metavar="N", help="steps of a round on 40×40 sites; on a larger torus fewer, so that as many agents act, but at least one (100)")
    args = parser.parse_args()
    if too_small := [n for n in args.sizes if n < 2 * PARAMETERS["citizen_vision"] + 1]:
        parser.error(f"a torus of vision {PARAMETERS['citizen_vision']} has at least {2 * PARAMETERS['citizen_vision'] + 1} sites a side, not {too_small[0]}")
    version, example = load()
    measures = []
    for size in args.sizes:
        print(f"measuring: {size}×{size}", file=sys.stderr)
        measures.append({"size": size, "agentSteps": round(measure(example, size, args.rounds, args.steps))})
    print(json.dumps({"framework": "Mesa", "version": version, "measures": measures}, indent=2))


if __name__ == "__main__":
    main()
