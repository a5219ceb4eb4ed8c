"""What Strava, Garmin and Apple Health hand out, and plain files: one stream of members.

The importer needs three functions::

    for found in walk(paths):       # Member | ShoeHint | Problem, in a fixed order
        if isinstance(found, Member):
            data = found.read()                  # bytes | Problem
            result = read(data, found.source)    # ReadResult; both picklable, fit for a worker
            for recording in result.recordings:
                hints = found.hints_for(recording)
    weigh(paths)                    # what all Member.weight of that walk add up to, for progress
    read(data, source)              # also decodes an original again, long after the walk

`Member.read()` must be called before the next item is asked for: the archive it lies in is closed
when the walk moves on. Formats are `kneewise.formats`; this room adds the documents that it cuts
out of a platform's tables itself (Apple Health workouts, Strava activities without a file), which
is why originals are decoded with `kneewise.platforms.read` and not with `kneewise.formats.read`.
"""

from kneewise.platforms.container import Container, Entry
from kneewise.platforms.member import Find, Hints, Member, ShoeHint
from kneewise.platforms.place import Place
from kneewise.platforms.registry import Platform, all_platforms, read
from kneewise.platforms.walk import walk, weigh

__all__ = [
    "Container",
    "Entry",
    "Find",
    "Hints",
    "Member",
    "Place",
    "Platform",
    "ShoeHint",
    "all_platforms",
    "read",
    "walk",
    "weigh",
]
