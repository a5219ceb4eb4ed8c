"""The answer to "why" as sentences, chosen once: the command line and the pages print the same.

Pure: a `Ranking` in, a `WhyView` out. What is drawn (intervals) goes along as numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kneewise.evidence import calibration
from kneewise.model import numbers
from kneewise.model.effect import Interval
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.model.words import load_words, say

SHOWN = 5
"""Suspects shown in full; the others get a line together (a screen holds about five)."""

FEWEST = 3
"""Suspects shown in full where nothing can be said of any."""

WORTH_A_LOOK = 0.5
"""P(RR > 1.2) from which a suspect that can't be named yet is shown in full all the same."""

WORTH_SAYING = 1.1
"""RR from which it is said how many such runs would have hurt anyway; below nearly all would."""

_TOLD = (CauseVerdict.NAMED, CauseVerdict.SUSPECTED, CauseVerdict.NOT_SEPARABLE)
_OVERALL = {
    RankingVerdict.NAMED: "overall_named",
    RankingVerdict.NO_SIGN: "overall_no_sign",
    RankingVerdict.CANT_TELL: "overall_cant_tell",
}

DayWords = Callable[[date | None], str]


@dataclass(frozen=True, slots=True)
class Sourced:
    """One line with the keys of the studies it rests on."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row of the picture: prior and, where the diary says something, posterior, 90 % and 50 %.

    Relative risks for one step, `step` in words.
    """

    label: str
    prior: Interval
    effect: Interval | None
    prior_inner: Interval | None
    effect_inner: Interval | None
    prior_words: str
    effect_words: str | None
    step: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """One suspect in full, or several that can't be separated as one: a row each."""

    place: int
    names: tuple[str, ...]
    label: str
    verdict: str
    told: bool
    seen: tuple[str, ...]
    anyway: tuple[str, ...]
    rows: tuple[Drawn, ...]
    details: tuple[str, ...]
    tests: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Suspects of which one thing is said together."""

    verdict: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyView:
    """Everything that is printed, top to bottom; None and empty where there is nothing to say.

    `finding` says what the picture of the suspects shows; `index_run` is the run that "the run
    before it began" or "the last painful run" means.
    """

    title: str
    episode: str | None
    counts: str
    overall: str
    different: tuple[str, ...]
    suspects: tuple[Suspect, ...]
    finding: str | None
    index_run: int | None
    legend: str
    unexplained: str | None
    next: tuple[str, ...]
    rest: tuple[Unsaid, ...]
    goes_along: tuple[Sourced, ...]
    traits: tuple[Sourced, ...]
    notes: tuple[str, ...]
    checks: tuple[str, ...]
    record: str
    disclaimer: str


def words(sentence: str, **slots: object) -> str:
    """A sentence of the journal."""
    return say("kneewise.journal", sentence, **slots)


def why_view(ranking: Ranking, *, every: bool = False, day: DayWords = numbers.day) -> WhyView:
    """All sentences of an answer; with `every`, each suspect in full. `day` writes a date."""
    from kneewise.causes.names import named

    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    first = ranked if every else _in_full(ranked)
    began = ranking.episode is not None
    suspects = tuple(
        _suspect(place, group, began=began) for place, group in enumerate(_together(first), start=1)
    )
    return WhyView(
        title=_title(ranking),
        episode=words("why_episode", day=day(ranking.episode)) if began else None,
        counts=_counts(ranking),
        overall=words(_OVERALL[ranking.verdict], names=named(ranking)),
        different=ranking.different,
        suspects=suspects,
        finding=_finding(suspects),
        index_run=ranking.index_run,
        legend=words("legend"),
        unexplained=_unexplained(ranking),
        next=ranking.next,
        rest=_rest([cause for cause in ranked if cause not in first]),
        goes_along=_goes_along(ranking),
        traits=_traits(ranking),
        notes=ranking.notes,
        checks=tuple(check.message for check in ranking.checks),
        record=record_words(),
        disclaimer=words("disclaimer"),
    )


def first_fits(ranking: Ranking) -> tuple[str, ...]:
    """The order of the suspects as the main fits see it, while the checks go on."""
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    return tuple(f"{c.label}: {numbers.ratio(c.effect or c.prior)}" for c in ranked[:SHOWN])


def verdict_words(cause: RankedCause) -> str:
    """What can be said of one suspect, in words."""
    from kneewise.causes.names import others_of

    return words(f"verdict_{cause.verdict.value}", others=others_of(cause))


def record_words() -> str:
    """How often the answer was right where the truth is known."""
    known = calibration()
    held = round(100 * known.lines["intervals"].share)
    return words("record", held=held, null=known.null_runners, named=known.null_named or "none")


def _counts(ranking: Ranking) -> str:
    rated = numbers.counted(ranking.rated_runs, "rated run")
    return words("why_counts", rated=rated, painful=ranking.painful_runs)


def _title(ranking: Ranking) -> str:
    known = ranking.side is not None and (ranking.rated_runs or ranking.episode is not None)
    side = ranking.side.value if ranking.side is not None and known else "your"
    return words("why_title", side=side)


def _unexplained(ranking: Ranking) -> str | None:
    if ranking.unexplained is None:
        return None
    return words("unexplained", share=numbers.share(ranking.unexplained))


def _in_full(ranked: list[RankedCause]) -> list[RankedCause]:
    """What has a verdict or is likely so far, in the order of the ranking; else the first few."""
    chosen = [
        cause
        for cause in ranked
        if cause.verdict in _TOLD or (cause.probability or 0) >= WORTH_A_LOOK
    ]
    return (chosen or ranked[:FEWEST])[:SHOWN]


def _together(causes: Sequence[RankedCause]) -> list[tuple[RankedCause, ...]]:
    """Causes in order; those that can't be separated, with one verdict, stand as one."""
    groups: list[list[RankedCause]] = []
    for cause in causes:
        group = next((one for one in groups if _inseparable(one[0], cause)), None)
        if group is None:
            groups.append([cause])
        else:
            group.append(cause)
    return [tuple(group) for group in groups]


def _inseparable(first: RankedCause, other: RankedCause) -> bool:
    alike = other.name in first.inseparable_from and first.name in other.inseparable_from
    return alike and first.verdict is other.verdict


def _suspect(place: int, group: tuple[RankedCause, ...], *, began: bool) -> Suspect:
    one = group[0]
    alone = len(group) == 1

    def said(cause: RankedCause, line: str) -> str:
        return line if alone else words("of_one", label=cause.label, line=line)

    return Suspect(
        place=place,
        names=tuple(cause.name for cause in group),
        label=" + ".join(cause.label for cause in group),
        verdict=verdict_words(one) if alone else words("verdict_together"),
        told=one.verdict in _TOLD,
        seen=tuple(said(c, line) for c in group for line in _seen(c, began=began)),
        anyway=tuple(said(c, line) for c in group for line in _anyway(c)),
        rows=tuple(_drawn(cause) for cause in group),
        details=(
            *(said(cause, line) for cause in group for line in _details(cause)),
            *_shared(one, alone=alone),
        ),
        tests=tuple(said(cause, line) for cause in group for line in _tests(cause)),
        sources=tuple(dict.fromkeys(key for cause in group for key in cause.sources)),
    )


def _finding(suspects: Sequence[Suspect]) -> str | None:
    """What stands highest in the picture, with its range and what can be said of it."""
    rows = [(suspect, row) for suspect in suspects for row in suspect.rows]
    learnt = [(s, row, row.effect) for s, row in rows if row.effect is not None]
    if learnt:
        suspect, row, _ = max(learnt, key=lambda one: one[2].mid)
        said, ratio = "finding_learnt", row.effect_words
    elif rows:
        suspect, row = max(rows, key=lambda one: one[1].prior.mid)
        said, ratio = "finding_research", row.prior_words
    else:
        return None
    return words(said, label=row.label, ratio=ratio, verdict=suspect.verdict)


def _drawn(cause: RankedCause) -> Drawn:
    return Drawn(
        label=cause.label,
        prior=cause.prior,
        effect=cause.effect,
        prior_inner=cause.prior_inner,
        effect_inner=cause.effect_inner,
        prior_words=numbers.ratio(cause.prior),
        effect_words=None if cause.effect is None else numbers.ratio(cause.effect),
        step=words("step", step=cause.unit),
    )


def _seen(cause: RankedCause, *, began: bool) -> tuple[str, ...]:
    """What was measured at the index run, and where that stands in the runner's own past."""
    if not cause.seen:
        return ()
    line = words("seen" if began else "seen_last", what=cause.seen)
    if cause.percentile is None:
        return (line,)
    return (line, words("seen_percentile", percent=f"{cause.percentile:.0f}"))


def _anyway(cause: RankedCause) -> tuple[str, ...]:
    """How many of ten such painful runs would have hurt without it: 1/RR, with its interval."""
    effect = cause.effect
    if effect is None or cause.verdict not in _TOLD or effect.mid < WORTH_SAYING:
        return ()
    low, mid, high = (10 * min(1.0, 1 / rr) for rr in (effect.high, effect.mid, effect.low))
    return (words("anyway", count=f"{mid:.0f}", low=f"{low:.0f}", high=f"{high:.0f}"),)


def _details(cause: RankedCause) -> list[str]:
    lines = []
    if cause.absolute_risk is not None:
        without, with_ = (numbers.in_hundred(risk) for risk in cause.absolute_risk)
        lines.append(words("absolute", without=without, with_=with_))
    if cause.probability is not None:
        lines.append(words("probability", percent=numbers.chance(cause.probability)))
    if cause.learnt is not None:
        learnt = words("learnt", percent=numbers.chance(cause.learnt))
        lines.append(learnt if cause.learnt > 0 else words("learnt_nothing"))
    if cause.held_back:
        lines.append(words("held_back", reasons="; ".join(cause.held_back)))
    return lines


def _shared(cause: RankedCause, *, alone: bool) -> tuple[str, ...]:
    """The share in the painful run: of one suspect, or of all that can't be separated."""
    if cause.contribution is None:
        return ()
    share = numbers.share(cause.contribution)
    return (words("contribution" if alone else "contribution_together", share=share),)


def _tests(cause: RankedCause) -> tuple[str, ...]:
    """The one change that would tell, for what is suspected or named."""
    lever = load_words("kneewise.causes").get(f"{cause.name}.lever")
    if lever is None or cause.verdict not in _TOLD:
        return ()
    return (words("would_tell", lever=lever.text),)


def _rest(rest: Sequence[RankedCause]) -> tuple[Unsaid, ...]:
    """The suspects of which there is nothing to say, together by what is not said of them."""
    return tuple(
        Unsaid(verdict, tuple(cause.label for cause in rest if verdict_words(cause) == verdict))
        for verdict in dict.fromkeys(verdict_words(cause) for cause in rest)
    )


def _goes_along(ranking: Ranking) -> tuple[Sourced, ...]:
    """What was measured where it hurt and may follow from it."""
    if not ranking.painful_runs:
        return ()
    return tuple(
        Sourced(_along(c), c.sources)
        for c in ranking.causes
        if c.verdict is CauseVerdict.GOES_ALONG and c.seen is not None
    )


def _along(cause: RankedCause) -> str:
    """Where it stands in the runner's own past: its size has no range, so it is not written."""
    if cause.percentile is None:
        return words("goes_along_unknown", label=cause.label)
    return words("goes_along_one", label=cause.label, percent=f"{cause.percentile:.0f}")


def _traits(ranking: Ranking) -> tuple[Sourced, ...]:
    return tuple(
        Sourced(words("trait", label=t.label, ratio=numbers.ratio(t.prior)), t.sources)
        for t in ranking.traits
        if t.present
    )
