"""Routes from the local map: loops that are flatter, more even or softer, as asked.

network = read_network(maps, box_of(wish))
planned = Planner(network, tiles.at).plan(wish)
planned.found[0].route.km
"""

from kneewise.ground.routing.planning import (
    Found,
    Planned,
    Planner,
    box_of,
    check_wish,
)

__all__ = ["Found", "Planned", "Planner", "box_of", "check_wish"]
