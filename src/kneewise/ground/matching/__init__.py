"""Which ways a run was on: a recorded trace matched to the map, with how sure that is.

found = match(network, time_s, lat_deg, lon_deg)
found.way, found.probability, found.unknown      # one value a sample
"""

from kneewise.ground.matching.answer import Match
from kneewise.ground.matching.trace import match

__all__ = ["Match", "match"]
