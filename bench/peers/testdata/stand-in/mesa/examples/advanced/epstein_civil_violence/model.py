"""The example's constructor, in the forms that it had: MESA_FORM says which."""

import os

NAMES = {
    "citizen_density",
    "cop_density",
    "citizen_vision",
    "cop_vision",
    "legitimacy",
    "max_jail_term",
    "active_threshold",
    "arrest_prob_constant",
    "movement",
    "max_iters",
}


class StandIn:
    def settle(self, width, height, parameters):
        if unknown := parameters.keys() - NAMES:
            raise TypeError(f"unknown parameters: {unknown}")
        share = parameters["citizen_density"] + parameters["cop_density"]
        self.agents = range(round(share * width * height))

    def step(self):
        return sum(self.agents)


if os.environ["MESA_FORM"] == "seed":

    class EpsteinCivilViolence(StandIn):
        def __init__(self, width=40, height=40, seed=None, **parameters):
            self.settle(width, height, parameters)

elif os.environ["MESA_FORM"] == "rng":

    class EpsteinCivilViolence(StandIn):
        def __init__(self, width=40, height=40, rng=None, **parameters):
            self.settle(width, height, parameters)

else:

    class EpsteinScenario:
        def __init__(self, *, rng=None, **parameters):
            self.parameters = parameters

    class EpsteinCivilViolence(StandIn):
        def __init__(self, width=40, height=40, scenario=None):
            self.settle(width, height, scenario.parameters)
