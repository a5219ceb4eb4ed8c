"""The outlook: how long runners like this one take, learnt from the own diary, told straight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from kneewise.care.outlook.expectation import Expectation, expectation
from kneewise.care.outlook.saying import advise
from kneewise.care.outlook.spells import (
    CLOSE_DAYS,
    Sore,
    came_back,
    cost_a_run,
    past_spells,
    sore_so_far,
)
from kneewise.care.outlook.survival import Learnt, Spell, learn
from kneewise.model.advice import Advice, Screening
from kneewise.model.diary import Episode, Side
from kneewise.model.effect import Interval
from kneewise.model.errors import UsageError
from kneewise.model.history import History
from kneewise.model.numbers import counted

SHARES = (0.25, 0.5, 0.75, 0.9)
CURVE_DAYS = (0, 7, 14, 28, 42, 56, 84, 112, 182, 364)
SD_LN_MEDIAN = 0.25
"""Our assumption: how well a published median is known (about 20 runners at sd 0.9 give 0.2)."""

Z90 = 1.6448536269514722
TOO_LONG_DAYS = 365
FRAGILE_DAYS = 90
CLINICIAN_DAYS = 28
ADULT = 18


class Verdict(StrEnum):
    """What the outlook can say."""

    EXPECTED = "expected"
    WATCH = "watch"
    CANT_TELL = "cant_tell"


@dataclass(frozen=True, slots=True)
class Quantile:
    """By when a share of runners like this is pain-free: days from today (90 %), and a date."""

    share: float
    days: Interval
    by: date


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of runners like this who are pain-free so many days from today, 90 %."""

    days: int
    share: Interval


@dataclass(frozen=True, slots=True)
class Watch:
    """After an end: the knee watched, since when and until when, and whether it is sore again."""

    side: Side
    since: date
    until: date
    sore_again: date | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How long, or why that can't be told.

    `published_median_days` is the same from the beginning without the own past and the days
    already sore; `own_ended` and `own_open` are the runner's other episodes it learnt from.
    """

    verdict: Verdict
    reasons: tuple[Advice, ...]
    facts: tuple[Advice, ...]
    kind: str | None = None
    episode: Episode | None = None
    sore: Sore | None = None
    quantiles: tuple[Quantile, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    published_median_days: float | None = None
    own_ended: int = 0
    own_open: int = 0
    trust: str | None = None
    watch: Watch | None = None


def outlook(
    history: History,
    screening: Screening | None,
    today: date,
    *,
    side: Side | None = None,
    diagnosis: str | None = None,
) -> Outlook:
    """The outlook for the open episode of that knee (else the latest one that is open).

    `diagnosis` is what a clinician named: kneecap, other, none; None is not said. Raises
    UsageError for anything else.
    """
    if diagnosis not in (None, "kneecap", "other", "none"):
        raise UsageError(f"diagnosis is kneecap, other or none, not {diagnosis!r}.")
    episode = _open_episode(history, side, today)
    if episode is None:
        return _after_the_end(history, side, today)
    sore = sore_so_far(history, episode, today)
    against = _against(history, screening, sore, today)
    if against:
        return Outlook(Verdict.CANT_TELL, against, _facts(None), episode=episode, sore=sore)
    past = past_spells(history, episode, today)
    kind = expectation(_kind(history, episode, past, diagnosis, today))
    return _expected(kind, past, episode, sore, today, _reasons(history, screening, episode, sore))


def _expected(
    kind: Expectation,
    past: tuple[Spell, ...],
    episode: Episode,
    sore: Sore,
    today: date,
    reasons: tuple[Advice, ...],
) -> Outlook:
    band = tuple(_learnt(kind, past, step) for step in (-Z90, 0.0, Z90))
    gone = (today - episode.began_on).days - sore.days
    return Outlook(
        verdict=Verdict.EXPECTED,
        reasons=reasons,
        facts=_facts(kind.name),
        kind=kind.name,
        episode=episode,
        sore=sore,
        quantiles=tuple(_quantile(share, band, sore.days, gone, today) for share in SHARES),
        curve=tuple(_point(days, band, sore.days, gone) for days in CURVE_DAYS),
        published_median_days=learn(kind, ()).quantile(0.5, 0.0),
        own_ended=sum(spell.ended for spell in past),
        own_open=sum(not spell.ended for spell in past),
        trust="fragile" if sore.days > FRAGILE_DAYS or kind.name == "twinge" else "fair",
    )


def _learnt(kind: Expectation, past: tuple[Spell, ...], steps: float) -> Learnt:
    """After the own past, with all published medians moved by so many sd; past kinds unknown."""
    shift = steps * SD_LN_MEDIAN
    unknown = expectation("undiagnosed").shifted(shift)
    return learn(kind.shifted(shift), [(unknown, spell) for spell in past])


def _quantile(
    share: float, band: tuple[Learnt, ...], sore_days: int, gone: int, today: date
) -> Quantile:
    low, mid, high = sorted(
        max(learnt.quantile(share, sore_days) - sore_days - gone, 0.0) for learnt in band
    )
    return Quantile(share, Interval(low, mid, high), today + timedelta(days=round(mid)))


def _point(days: int, band: tuple[Learnt, ...], sore_days: int, gone: int) -> CurvePoint:
    shares = sorted(
        float(learnt.free_within(np.array([float(days + gone)]), float(sore_days))[0])
        for learnt in band
    )
    return CurvePoint(days, Interval(*shares))


def _open_episode(history: History, side: Side | None, today: date) -> Episode | None:
    fitting = [
        e
        for e in history.episodes
        if (e.ended_on is None or e.ended_on > today)
        and e.began_on <= today
        and side in (None, e.side)
    ]
    return max(fitting, key=lambda e: (e.began_on, e.id), default=None)


def _kind(
    history: History,
    episode: Episode,
    past: tuple[Spell, ...],
    diagnosis: str | None,
    today: date,
) -> str:
    if diagnosis == "kneecap":
        return "kneecap_pain"
    cost = cost_a_run(history, episode)
    if diagnosis == "other" or cost:
        novice = history.runner.get("experience", today) == "novice"
        return "novice_injury" if novice else "injury"
    return "undiagnosed" if past or diagnosis is None else "twinge"


def _against(
    history: History, screening: Screening | None, sore: Sore, today: date
) -> tuple[Advice, ...]:
    """Why nothing can be said of how long."""
    found = []
    if screening is not None and any(flag.stops for flag in screening.flags):
        found.append(advise("outlook", "cant_tell", "no.red_flag"))
    birth_year = history.runner.number("birth_year", today)
    if birth_year is not None and today.year - int(birth_year) - 1 < ADULT:
        found.append(advise("outlook", "cant_tell", "no.minor"))
    if sore.days > TOO_LONG_DAYS:
        found.append(advise("outlook", "cant_tell", "no.too_long"))
    return tuple(found)


def _reasons(
    history: History, screening: Screening | None, episode: Episode, sore: Sore
) -> tuple[Advice, ...]:
    found = []
    if screening is None or not screening.complete:
        found.append(advise("outlook", "note", "note.unscreened"))
    if sore.free_days:
        last = sore.last_sore
        said = {"days": counted(sore.free_days, "day"), "day": last, "iso": last.isoformat()}
        found.append(advise("outlook", "note", "note.free_days", **said))
    if sore.days >= CLINICIAN_DAYS:
        found.append(
            advise("outlook", "clinician", "note.clinician", days=counted(sore.days, "day"))
        )
    if came_back(history, episode):
        found.append(advise("outlook", "clinician", "note.came_back"))
    found.append(advise("outlook", "note", "note.model"))
    return tuple(found)


def _after_the_end(history: History, side: Side | None, today: date) -> Outlook:
    """The relapse watch of the episode that ended last, for 90 days; else can't tell."""
    ended = [
        (e.ended_on, e)
        for e in history.episodes
        if e.ended_on is not None and e.ended_on <= today and side in (None, e.side)
    ]
    last, episode = max(ended, key=lambda pair: (pair[0], pair[1].id), default=(None, None))
    if last is None or episode is None or (today - last).days > CLOSE_DAYS:
        return Outlook(
            Verdict.CANT_TELL, (advise("outlook", "cant_tell", "no.episode"),), _facts(None)
        )
    again = min(
        (
            entry.day
            for entry in history.diary
            if entry.side is episode.side and entry.value and last < entry.day <= today
        ),
        default=None,
    )
    watch = Watch(episode.side, last, last + timedelta(days=CLOSE_DAYS), again)
    reasons = [advise("watch", "watch", "watch.rate", until=watch.until)]
    if again is not None:
        said = {"day": again, "iso": again.isoformat()}
        reasons.insert(0, advise("watch", "again", "watch.again", **said))
    if came_back(history, episode):
        reasons.append(advise("watch", "clinician", "note.came_back"))
    facts = tuple(advise("fact", "fact", f"fact.{key}") for key in ("same_site", "previous"))
    return Outlook(Verdict.WATCH, tuple(reasons), facts, episode=episode, watch=watch)


def _facts(kind: str | None) -> tuple[Advice, ...]:
    keys = ["clinic", "years"]
    if kind == "kneecap_pain":
        keys.append("kneecap")
    if kind in {"injury", "undiagnosed"}:
        keys.append("injury")
    if kind == "novice_injury":
        keys.append("novice")
    keys += ["same_site", "previous"]
    return tuple(advise("fact", "fact", f"fact.{key}") for key in keys)
