"""What every way probably is: tags by rank of evidence, and probabilities where they are missing.

1. A way with a tag that speaks (smoothness, else surface, tracktype, sac_scale, mtb:scale) gets
   that tag's class with its neighbours (`SURE`). What surface and the others say is learnt
   from the ways of the map that carry smoothness too.
2. A way with none gets what the tagged ways of its group are on this map, added to what is
   expected of it before (Dirichlet prior of weight `PRIOR_WAYS`). So a missing tag gives a
   spread, never a guess.
3. A pavement drawn beside its street and not tagged inherits from the street with lower
   certainty (`ground/pavement.py`).

Ways of one street are tagged together, so a way counts as less than one (`WORTH`), and a tagged
way says less of an untagged one the more there are (`MOST_WAYS`): both keep the spread honest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.counting import (
    EVIDENCE,
    HARD_EVIDENCE,
    Counts,
    classes_of,
    evidence_of,
    groups_of,
    hardness_evidence_of,
    speaks,
)
from kneewise.ground.tables import (
    EVEN_SHEETS,
    EVENNESS_OF,
    EXPECTED,
    GROUPS,
    HARDNESS_OF,
    SPREAD,
    SPREAD_HARDNESS,
    SURE,
    SURE_EVEN_SHEET,
    WEATHER_TRACKTYPES,
)
from kneewise.ground.tags import CODES, FIRST, VOCABULARIES
from kneewise.model.ground import EVENNESS_CLASSES, HARDNESS_CLASSES, STEP_CV, Surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.counting import Tags

PRIOR_WAYS = 5.0
"""How many ways the expectation before a map counts for; our choice."""

WORTH = 0.4
"""What a way counts for beside others of its street; our choice (two in five)."""

MOST_WAYS = 200.0
"""What tagged ways count for at the most: mappers tag what is remarkable, so even many of them
don't tell an untagged way to the per cent. Our choice."""

ALSO_SURE = {"surface": 0.95, "tracktype": 0.8}
"""Probability of the hardness class a tag names; our choice: nobody takes asphalt for gravel, and
tracktype speaks of firmness, which is close to hardness but not the same (OSMWIKI)."""

STREET = len(EVIDENCE)
EVIDENCE_NAMES = (*EVIDENCE[:-1], "mtb:scale", "street")
"""What the evenness of a way rests on, by the number in `Surfaces.evidence`."""

_NOT_PAVED_FROM = 2  # evenness class from which a material says nothing of roots and rocks


@dataclass(frozen=True, slots=True)
class Surfaces:
    """What every way of a network probably is: one row a way."""

    evenness: NDArray[np.float64]  # (ways, 5), rows add up to 1
    hardness: NDArray[np.float64]  # (ways, 4), rows add up to 1
    evidence: NDArray[np.uint8]  # number in EVIDENCE_NAMES
    weather: NDArray[np.bool_]  # grade4 and grade5: rain flips it

    def __len__(self) -> int:
        return len(self.evenness)

    @property
    def step_cv(self) -> NDArray[np.float64]:
        """Expected step-to-step variability of every way, a share."""
        found: NDArray[np.float64] = self.evenness @ np.array(STEP_CV)
        return found

    def at(self, way: int) -> Surface:
        """One way."""
        e, h = self.evenness[way].tolist(), self.hardness[way].tolist()
        return Surface(
            evenness=(e[0], e[1], e[2], e[3], e[4]),
            hardness=(h[0], h[1], h[2], h[3]),
            evidence=EVIDENCE_NAMES[int(self.evidence[way])],
            weather=bool(self.weather[way]),
        )


@dataclass(frozen=True, slots=True)
class SurfaceModel:
    """Probabilities by tag and by group, learnt from the counts of the maps at hand."""

    counts: Counts

    def of_ways(self, tags: Tags) -> Surfaces:
        """What every way probably is by its own tags and its group."""
        evidence, group = evidence_of(tags), groups_of(tags)
        evenness = self.evenness_of_groups()[group]
        for number, tag in enumerate(EVIDENCE[1:], start=1):
            these = evidence == number
            evenness[these] = self.evenness_of_tag(tag)[tags[tag][these]]
        self._hear_the_path(tags, evidence, evenness)
        hard_by = hardness_evidence_of(tags)
        hardness = self.hardness_of_groups()[group]
        for number, tag in enumerate(HARD_EVIDENCE[1:], start=1):
            these = hard_by == number
            hardness[these] = _hardness_of_tag(tag)[tags[tag][these]]
        self._hear_the_pavement(tags, evenness, hardness)
        return Surfaces(evenness, hardness, evidence, _weather(tags))

    def evenness_of_tag(self, tag: str) -> NDArray[np.float64]:
        """(codes, 5): what each value of a tag says, with what the map's smoothness adds."""
        said = _table_of(tag, EVENNESS_OF[tag], EVENNESS_CLASSES, SURE[tag])
        surer = _table_of(tag, EVENNESS_OF[tag], EVENNESS_CLASSES, SURE_EVEN_SHEET)
        codes = [CODES[tag][value] for of, value in EVEN_SHEETS if of == tag]
        said[codes] = surer[codes]
        for (of, value), row in SPREAD.items():
            if of == tag:
                said[CODES[tag][value]] = row
        if tag not in self.counts.smooth:
            return said
        return _with_seen(said, self.counts.smooth[tag])

    def evenness_of_groups(self) -> NDArray[np.float64]:
        """(groups, 5): what an untagged way of each group probably is."""
        seen = sum(table @ self.evenness_of_tag(tag) for tag, table in self.counts.even.items())
        before = np.array([EXPECTED[group][0] for group in GROUPS])
        return _with_seen(before, np.asarray(seen))

    def hardness_of_groups(self) -> NDArray[np.float64]:
        """(groups, 4): the same for hardness."""
        seen = sum(table @ _hardness_of_tag(tag) for tag, table in self.counts.hard.items())
        before = np.array([EXPECTED[group][1] for group in GROUPS])
        return _with_seen(before, np.asarray(seen))

    def _hear_the_path(
        self, tags: Tags, evidence: NDArray[np.uint8], evenness: NDArray[np.float64]
    ) -> None:
        """Earth says nothing of roots and rocks, a scale of difficulty does: the middle of both.

        Only where the way is not paved and the scale names rougher ground; our choice.
        """
        by_material = (evidence > EVIDENCE.index("smoothness")) & (
            evidence < EVIDENCE.index("sac_scale")
        )
        classes = np.arange(EVENNESS_CLASSES)
        rough = evenness @ classes
        for tag in ("sac_scale", "mtb_scale"):
            other = self.evenness_of_tag(tag)[tags[tag]]
            rougher = by_material & speaks(tags, tag) & (rough >= _NOT_PAVED_FROM - 0.5)
            rougher &= other @ classes > rough
            evenness[rougher] = (evenness[rougher] + other[rougher]) / 2
            by_material &= ~rougher

    def _hear_the_pavement(
        self, tags: Tags, evenness: NDArray[np.float64], hardness: NDArray[np.float64]
    ) -> None:
        """A street whose pavement is tagged for itself: the runner may have been on either."""
        for tag, table in (("smoothness", "sidewalk_smoothness"), ("surface", "sidewalk_surface")):
            known = speaks({tag: tags[table]}, tag)
            if tag == "surface":
                softer = _hardness_of_tag(tag)[tags[table][known]]
                hardness[known] = (hardness[known] + softer) / 2
                known &= ~speaks({"smoothness": tags["sidewalk_smoothness"]}, "smoothness")
            other = self.evenness_of_tag(tag)[tags[table][known]]
            evenness[known] = (evenness[known] + other) / 2


def _hardness_of_tag(tag: str) -> NDArray[np.float64]:
    said = _table_of(tag, HARDNESS_OF[tag], HARDNESS_CLASSES, ALSO_SURE[tag])
    for (of, value), row in SPREAD_HARDNESS.items():
        if of == tag:
            said[CODES[tag][value]] = row
    return said


def _table_of(tag: str, table: Mapping[str, int], width: int, sure: float) -> NDArray[np.float64]:
    """(codes, width): the class of each value with the rest on its neighbours; 0 without one."""
    said = np.zeros((FIRST + len(VOCABULARIES[tag]), width))
    for code, one in enumerate(classes_of(tag, table)):
        if one < 0:
            continue
        beside = [near for near in (one - 1, one + 1) if 0 <= near < width]
        said[code, one] = sure
        said[code, beside] = (1.0 - sure) / len(beside)
    return said


def _with_seen(before: NDArray[np.float64], seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of a Dirichlet of weight PRIOR_WAYS once ways were seen."""
    total = seen.sum(axis=1, keepdims=True)
    worth = np.minimum(WORTH * total, MOST_WAYS)
    shares = np.divide(seen, total, out=np.zeros_like(seen), where=total > 0)
    found: NDArray[np.float64] = (PRIOR_WAYS * before + worth * shares) / (PRIOR_WAYS + worth)
    return found


def _weather(tags: Tags) -> NDArray[np.bool_]:
    grades = [CODES["tracktype"][grade] for grade in WEATHER_TRACKTYPES]
    firm = classes_of("surface", HARDNESS_OF["surface"])[tags["surface"]] >= 2
    return np.isin(tags["tracktype"], grades) & ~firm
