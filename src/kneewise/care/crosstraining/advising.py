"""Other sports that keep fitness and spare this knee: what is left after every rule."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.crosstraining.kept import Kept
from kneewise.care.crosstraining.option import Option, all_options
from kneewise.care.crosstraining.rule import Objection, all_rules
from kneewise.care.crosstraining.saying import PACKAGE, advise
from kneewise.care.crosstraining.situation import INNER, QUESTIONS, Situation
from kneewise.model.advice import Advice
from kneewise.model.diary import Site
from kneewise.model.effect import Interval
from kneewise.model.words import load_words, say


@dataclass(frozen=True, slots=True)
class Offered:
    """One sport that is left: what it does for this knee, how, and what a minute stands for."""

    name: str
    label: str
    does: tuple[Advice, ...]
    how: Advice
    share: Interval


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One sport that is left out, and why."""

    name: str
    label: str
    because: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class CrossTraining:
    """The sports in order, the gentlest first; what is left out; the pain rule; training kept.

    `open_questions` would bring something back; `kept` None where no history was given.
    """

    sites: tuple[Site, ...]
    options: tuple[Offered, ...]
    left_out: tuple[LeftOut, ...]
    open_questions: tuple[str, ...]
    pain_rule: tuple[Advice, ...]
    notes: tuple[Advice, ...]
    kept: Kept | None = None


def cross_training(situation: Situation, kept: Kept | None = None) -> CrossTraining:
    """What this knee may do instead of running; every rule may only take away."""
    against = {option.name: _objections(option, situation) for option in all_options()}
    asked = {key for found in against.values() for o in found for key in o.questions}
    return CrossTraining(
        sites=tuple(sorted(situation.sites)),
        options=tuple(
            _offered(option, situation) for option in all_options() if not against[option.name]
        ),
        left_out=tuple(
            LeftOut(
                name=option.name,
                label=say(PACKAGE, f"{option.name}.label"),
                because=_once(against[option.name]),
            )
            for option in all_options()
            if against[option.name]
        ),
        open_questions=tuple(key for key in QUESTIONS if key in asked),
        pain_rule=_pain_rule(situation),
        notes=_notes(situation, kept),
        kept=kept,
    )


def _objections(option: Option, situation: Situation) -> tuple[Objection, ...]:
    found = (rule.objection(option, situation) for rule in all_rules())
    return tuple(objection for objection in found if objection is not None)


def _once(found: tuple[Objection, ...]) -> tuple[Advice, ...]:
    kept: dict[str, Advice] = {}
    for objection in found:
        kept.setdefault(objection.advice.because, objection.advice)
    return tuple(kept.values())


def _offered(option: Option, situation: Situation) -> Offered:
    words = load_words(PACKAGE)
    parts = ["does", *_sides(situation.sites)]
    ids = [f"{option.name}.{part}" for part in parts if f"{option.name}.{part}" in words]
    return Offered(
        name=option.name,
        label=say(PACKAGE, f"{option.name}.label"),
        does=tuple(advise(option.name, "does", sentence) for sentence in ids),
        how=advise(option.name, "how", f"{option.name}.how"),
        share=option.share,
    )


def _sides(sites: frozenset[Site]) -> list[str]:
    sides = []
    if any(site.value.startswith("front") for site in sites) or Site.AROUND_KNEECAP in sites:
        sides.append("front")
    if sites & INNER:
        sides.append("inner")
    if any(site.value.startswith("outside") for site in sites):
        sides.append("outer")
    return sides


def _pain_rule(situation: Situation) -> tuple[Advice, ...]:
    screening = situation.screening
    if situation.any_pain_stops or (screening is not None and screening.zero_tolerance):
        return (advise("pain", "stop", "pain.zero"), advise("pain", "rule", "pain.after"))
    return (
        advise("pain", "rule", "pain.during"),
        advise("pain", "rule", "pain.after"),
        advise("pain", "from", "pain.from"),
    )


def _notes(situation: Situation, kept: Kept | None) -> tuple[Advice, ...]:
    notes = []
    if not situation.screened:
        notes.append(advise("screening", "note", "note.unscreened"))
    if kept is not None:
        notes.append(advise("kept", "note", "note.share"))
        notes.append(advise("kept", "note", "note.water"))
    return tuple(notes)
