"""The runner: facts said once, valid from a day, each with the moment it was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kneewise.model.run import DEFAULT_RUNNER

PROFILE_KEYS = {
    "birth_year": "year",
    "sex": "female, male or other",
    "hr_max_bpm": "beats per minute, as said by the runner",
    "home_zone": "IANA time zone, for files without one",
    "units": "metric or imperial",
    "date_language": "language of dates on the pages, as en-GB or de",
    "privacy_zone": "latitude,longitude,radius_m: a circle that maps leave out; empty for none",
    "country": "ISO 3166 code",
    "previous_knee_injury": "left, right, both or none",
    "previous_knee_injury_on": "date",
    "experience": "novice, recreational or experienced",
    "foot_type": "pronated, neutral or supinated",
    "policy": "guided or article",
    "conditions": "on or off: the picture of conditions in the symptom check",
    "map_regions": "address of the list of regions that `kneewise map get` looks in",
    "map_address": "address of a region's file, {path} in it as europe/andorra; empty: the list's",
    "consent": "yes or no: answers on illness, drugs and pregnancy may be kept",
    "ice_harms": "none, or of: numbness, raynaud, cold_urticaria, arterial_disease, sickle_cell, "
    "cryoglobulins",
}
"""What the profile may hold and what each value means. Unknown is not no."""


PROFILE_CHOICES = {
    "sex": ("female", "male", "other"),
    "units": ("metric", "imperial"),
    "previous_knee_injury": ("left", "right", "both", "none"),
    "experience": ("novice", "recreational", "experienced"),
    "foot_type": ("pronated", "neutral", "supinated"),
    "policy": ("guided", "article"),
    "conditions": ("on", "off"),
    "consent": ("yes", "no"),
}
"""The words that some of them take."""


@dataclass(frozen=True, slots=True)
class RunnerFact:
    """One fact about the runner: a value as text, valid from a local day on."""

    key: str
    value: str
    valid_from: date
    asked_at: datetime
    source: str = "runner"
    runner: str = DEFAULT_RUNNER


@dataclass(frozen=True, slots=True)
class RunnerProfile:
    """All facts of one runner; `get` answers with the one in force on a day, or None."""

    facts: tuple[RunnerFact, ...] = ()

    def get(self, key: str, on: date | None = None) -> str | None:
        """The latest value of `key` valid on that day (today's latest without one)."""
        return _latest(fact for fact in self.facts if fact.key == key and _valid(fact, on))

    def number(self, key: str, on: date | None = None) -> float | None:
        """The same as a number; None where unknown."""
        value = self.get(key, on)
        return None if value is None else float(value)


def _valid(fact: RunnerFact, on: date | None) -> bool:
    return on is None or fact.valid_from <= on


def _latest(facts: Iterable[RunnerFact]) -> str | None:
    ordered = sorted(facts, key=lambda fact: (fact.valid_from, fact.asked_at))
    return ordered[-1].value if ordered else None
