"""Which conditions such symptoms are met in: shares with intervals, for and against, what to ask.

Education, not a diagnosis: shown only to adults who switched it on, after the red flags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, log2

from kneewise.care.check.flag import valid_clearings
from kneewise.care.check.flags.bone import BONE_POINTER, INNER, NEW_RUNNER_OR_JUMP
from kneewise.care.check.gates.kept import kept_bone
from kneewise.care.check.questions import PACKAGE, all_questions
from kneewise.care.check.signs import ANY_VALUE, Picture
from kneewise.care.check.table import BONE, SHRINK, Pointer, Who, priors, table
from kneewise.care.check.told import Told
from kneewise.model.advice import BONE_STRESS_LINE, Screening
from kneewise.model.effect import Interval
from kneewise.model.runner import RunnerProfile
from kneewise.model.words import say

DIRICHLET_TOTAL = 30.0
"""How much the shares are worth, in runners seen (EVIDENCE 9.4, our assumption)."""

LEFT_OUT = 0.5
"""Our assumption: an option left out of a list says half of what a plain "no" does."""

BASE_RATE = 0.3
"""Our assumption: how often a thing is said by those for whom its LR is 1."""

MOST = SHRINK * log(8.7)
"""What all pointers together may move ln odds either way: they overlap, and an examiner's whole
cluster of history and signs had an LR of 8.7 (DECARY2018). The site and bone stand beside."""

SPEAKS = 0.05
"""Ln LR from which an answer is named as speaking for or against."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One condition: its share of runners with such answers, what speaks for it and against."""

    condition: str
    label: str
    what: str
    share: Interval
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The picture: every condition by its share, "other" always among them, and what to ask."""

    fits: tuple[Fit, ...]
    ask: str | None
    ask_text: str | None
    notes: tuple[str, ...]


def why_no_picture(
    found: Screening, facts: RunnerProfile, today: date, *, sore: bool
) -> str | None:
    """The sentence that says why no picture is shown; None where it may be.

    `sore` is whether the latest answer to "does a knee hurt" is yes: without pain there is
    nothing that conditions could fit.
    """
    if found.forbidden("conditions", today):
        return say(PACKAGE, "picture.minor")
    if any(flag.stops for flag in found.flags):
        return say(PACKAGE, "picture.flags")
    if facts.get("conditions") != "on":
        return say(PACKAGE, "picture.off")
    if not found.complete:
        return say(PACKAGE, "picture.open")
    return None if sore else say(PACKAGE, "picture.no_pain")


def conditions(told: Told) -> Conditions:
    """The picture from the latest answers; unknown answers are left out."""
    said = latest_values(told)
    site = _site(said)
    shares = posterior(_who(told, told.everything()), site, said)
    ranked = sorted(shares, key=lambda name: -shares[name])
    ask = most_informative(shares, said)
    return Conditions(
        fits=tuple(_fit(name, shares[name], site, said) for name in ranked if shares[name] > 0),
        ask=ask,
        ask_text=None if ask is None else all_questions()[ask].text,
        notes=_notes(site),
    )


def posterior(who: Who, site: str | None, said: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """P(condition | answers), summing to 1. `said` holds the values by question answered."""
    weights = priors(who, site)
    where: Mapping[str, float] = {} if site is None else table().sites[site]
    bone, rest = dict.fromkeys(weights, 0.0), dict.fromkeys(weights, 0.0)
    for pointer in table().pointers:
        if pointer.key in said:
            logs = bone if pointer.bone else rest
            for name, value in _evidence(pointer, said[pointer.key]).items():
                logs[name] += value
    raw = {
        name: weight * exp(where.get(name, 0.0) + bone[name] + min(MOST, max(-MOST, rest[name])))
        for name, weight in weights.items()
    }
    total = sum(raw.values())
    return {name: value / total for name, value in raw.items()}


def p_bone_stress(told: Told) -> float | None:
    """P(bone stress injury) at its highest: over every site said, with and without the rest.

    A pointer to bone with new inner pain is never below the line (SAFETY.md), for symptoms
    alone don't separate it from the rest (AFP2007). None without pain.
    """
    cleared = valid_clearings(told.clearings, BONE, doctor_only=True)
    latest = {
        key: values
        for key, values in latest_values(told).items()
        if all_questions()[key].group == "picture"
    }
    found = [_p_bone(told, picture, latest) for picture in told.pictures(cleared)]
    found += [float(answer.value or 0) for answer in kept_bone(told)]
    return max((p for p in found if p is not None), default=None)


def _p_bone(told: Told, picture: Picture, latest: Mapping[str, frozenset[str]]) -> float | None:
    if not picture.values.get("pain"):
        return None
    who = _who(told, picture)
    sites: list[str | None] = [s for s in picture.values.get("site", ()) if s in table().sites]
    bones = {p.key for p in table().pointers if p.bone}
    said = {key: picture.values[key] for key in bones if key in picture.values}
    shares = [
        posterior(who, site, evidence)[BONE]
        for site in (sites or [None])
        for evidence in (said, {**latest, **said})
    ]
    inner = any(site in INNER for site in sites)
    if inner and NEW_RUNNER_OR_JUMP.holds(picture) and BONE_POINTER.holds(picture):
        shares.append(BONE_STRESS_LINE)
    return max(shares)


def latest_values(told: Told) -> dict[str, frozenset[str]]:
    """The values of the latest answer to each question; unknown ones are left out."""
    keys = {pointer.key for pointer in table().pointers} | {"site"}
    found = {}
    for key in keys:
        latest = told.latest(key)
        if latest is not None and latest.value is not None:
            found[key] = all_questions()[key].signs(latest.value)
    return found


def most_informative(shares: Mapping[str, float], said: Mapping[str, frozenset[str]]) -> str | None:
    """The open question that is expected to move the shares most (mutual information, bits)."""
    bits: dict[str, float] = {}
    for pointer in table().pointers:
        if pointer.key not in said and not pointer.bone:
            bits[pointer.key] = bits.get(pointer.key, 0.0) + _bits(shares, pointer)
    if "site" not in said:
        bits["site"] = _site_bits(shares)
    return max(sorted(bits), key=lambda key: bits[key], default=None)


def interval(share: float) -> Interval:
    """The 90 % interval of a share: the marginal of the Dirichlet, a Beta."""
    from scipy.special import betaincinv

    a = max(DIRICHLET_TOTAL * share, 1e-6)
    b = max(DIRICHLET_TOTAL * (1 - share), 1e-6)
    low, high = (float(betaincinv(a, b, part)) for part in (0.05, 0.95))
    return Interval(min(low, share), share, max(high, share))


def _evidence(pointer: Pointer, values: frozenset[str]) -> Mapping[str, float]:
    if pointer.said(values):
        return pointer.yes
    part = 1.0 if all_questions()[pointer.key].kind == "yes_no" else LEFT_OUT
    return {name: part * value for name, value in pointer.no.items()}


def _who(told: Told, picture: Picture) -> Who:
    values = picture.values
    energy = any(values.get(key) for key in ("periods", "energy"))
    bones = values.get("bone_history", frozenset()) - {"one"}
    started = bool(values.get("started"))
    return Who(
        age=picture.age,
        novice=started or told.facts.get("experience") == "novice",
        new_or_jump=NEW_RUNNER_OR_JUMP.holds(picture),
        low_energy=energy or bool(bones),
    )


def _site(said: Mapping[str, frozenset[str]]) -> str | None:
    return next((s for s in said.get("site", ()) if s in table().sites and s != ANY_VALUE), None)


def _fit(name: str, share: float, site: str | None, said: Mapping[str, frozenset[str]]) -> Fit:
    moved: list[tuple[float, str]] = []
    if site is not None:
        moved.append((table().sites[site][name], _named("site", site)))
    for pointer in table().pointers:
        if pointer.key in said:
            words = "said" if pointer.said(said[pointer.key]) else "not_said"
            value = _evidence(pointer, said[pointer.key]).get(name, 0.0)
            what = say(PACKAGE, f"picture.{words}", what=_named(pointer.key, pointer.value))
            moved.append((value, what))
    return Fit(
        condition=name,
        label=say(PACKAGE, f"condition.{name}.label"),
        what=say(PACKAGE, f"condition.{name}.what"),
        share=interval(share),
        speaks_for=tuple(what for value, what in sorted(moved)[::-1] if value > SPEAKS),
        speaks_against=tuple(what for value, what in sorted(moved) if value < -SPEAKS),
        sources=table().sources[name],
    )


def _named(key: str, value: str) -> str:
    if key == "site":
        return say(PACKAGE, "picture.site", site=value.replace("-", " "))
    question = all_questions()[key]
    return question.label(value) if question.options and value else say(PACKAGE, f"short.{key}")


def _notes(site: str | None) -> tuple[str, ...]:
    """What the article said, by name, and what a picture is not."""
    keys = ["article.label", "article.harmless", "picture.not"]
    if site in {*INNER, "around-kneecap"} or (site or "").startswith("front"):
        keys.insert(1, "article.inside")
    return tuple(say(PACKAGE, key) for key in keys)


def _bits(shares: Mapping[str, float], pointer: Pointer) -> float:
    said = {name: min(0.95, BASE_RATE * exp(pointer.yes.get(name, 0.0))) for name in shares}
    unsaid = {name: 1 - p for name, p in said.items()}
    return _information(shares, (said, unsaid))


def _site_bits(shares: Mapping[str, float]) -> float:
    sites = table().sites.values()
    total = {name: sum(exp(site[name]) for site in sites) for name in shares}
    return _information(
        shares, [{name: exp(site[name]) / total[name] for name in shares} for site in sites]
    )


def _information(shares: Mapping[str, float], answers: Sequence[Mapping[str, float]]) -> float:
    bits = 0.0
    for given in answers:
        overall = sum(share * given[name] for name, share in shares.items())
        for name, share in shares.items():
            if share > 0 and given[name] > 0:
                bits += share * given[name] * log2(given[name] / overall)
    return bits
