"""The ranked suspects: research and diary on one axis, verdict in words, what is not explained."""

from __future__ import annotations

from kneewise.causes.names import named, others_of
from kneewise.exports.report.blocks import Block, Heading, Line, Lines, Range, Ranges
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.axes import ratio_at, ratio_bar, ratio_ticks
from kneewise.exports.report.sections.wording import words
from kneewise.model import numbers
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking

MOST = 6
FEWEST = 3
"""Suspects drawn at most and at least; our choice, half a page."""

WORTH_A_LOOK = 0.5
"""P(RR > 1.2) from which a suspect without a verdict is drawn all the same, as on the terminal."""

SMALL = 0.05
"""A share whose upper end rounds to nothing is said in words, never as 0."""

_TOLD = (CauseVerdict.NAMED, CauseVerdict.SUSPECTED, CauseVerdict.NOT_SEPARABLE)


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The figure, then what is left over, what goes along, what would change the answer."""
    ranking = data.ranking
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    drawn = drawn_causes(ranked)
    overall = words(f"causes.overall.{ranking.verdict.value}", names=named(ranking))
    legend = words("causes.legend")
    return (
        Heading(words("causes.title")),
        Ranges(
            lead=overall,
            ticks=ratio_ticks(),
            zero=ratio_at(1.0),
            rows=tuple(_row(cause, began=ranking.episode is not None) for cause in drawn),
            legend=legend,
            alt=f"{overall} {legend}",
        ),
        Lines(tuple(_below(ranking, [c for c in ranked if c not in drawn])), bullets=True),
    )


def drawn_causes(ranked: list[RankedCause]) -> list[RankedCause]:
    """What has a verdict or is likely so far, in the order of the ranking; else the first few."""
    chosen = [
        cause
        for cause in ranked
        if cause.verdict in _TOLD
        or (cause.probability is not None and cause.probability >= WORTH_A_LOOK)
    ]
    return chosen[:MOST] if len(chosen) >= FEWEST else ranked[:FEWEST]


def verdict_words(cause: RankedCause) -> str:
    """What can be said of one suspect."""
    return words(f"causes.verdict.{cause.verdict.value}", others=others_of(cause))


def unexplained(ranking: Ranking) -> str:
    """What all suspects together leave over."""
    if ranking.unexplained is None:
        return words("causes.unexplained_unknown")
    return words("causes.unexplained", share=numbers.share(ranking.unexplained))


def _row(cause: RankedCause, *, began: bool) -> Range:
    small = [words("causes.step", step=cause.unit)]
    if cause.seen:
        small.append(words("causes.seen" if began else "causes.seen_last", what=cause.seen))
    if cause.held_back:
        small.append(words("causes.held_back", reasons="; ".join(cause.held_back)))
    return Range(
        label=cause.label,
        verdict=verdict_words(cause),
        small=tuple(small),
        before=ratio_bar(cause.prior),
        after=None if cause.effect is None else ratio_bar(cause.effect),
        numbers=tuple(_numbers(cause)),
        sources=cause.sources,
    )


def _numbers(cause: RankedCause) -> list[str]:
    effect = numbers.UNKNOWN if cause.effect is None else numbers.ratio(cause.effect)
    lines = [effect, words("causes.research", ratio=numbers.ratio(cause.prior))]
    if cause.learnt is not None:
        share = numbers.chance(cause.learnt)
        lines.append(words("causes.learnt" if cause.learnt > 0 else "causes.unlearnt", share=share))
    if cause.contribution is not None:
        small = cause.contribution.high < SMALL
        share = words("causes.small") if small else numbers.share(cause.contribution)
        lines.append(words("causes.contribution", share=share))
    if cause.absolute_risk is not None:
        without, with_ = (numbers.in_hundred(risk) for risk in cause.absolute_risk)
        lines.append(words("causes.absolute", without=without, with_=with_))
    return lines


def _below(ranking: Ranking, rest: list[RankedCause]) -> list[Line]:
    lines = [Line(unexplained(ranking))]
    for verdict in dict.fromkeys(verdict_words(cause) for cause in rest):
        labels = "; ".join(c.label for c in rest if verdict_words(c) == verdict)
        lines.append(Line(words("causes.rest", verdict=verdict, labels=labels)))
    along = [
        f"{c.label} ({c.seen})"
        for c in ranking.causes
        if c.verdict is CauseVerdict.GOES_ALONG and c.seen is not None
    ]
    if along and ranking.painful_runs:
        lines.append(Line(words("causes.along", labels="; ".join(along))))
    for trait in ranking.traits:
        if trait.present:
            slots = {"label": trait.label, "ratio": numbers.ratio(trait.prior)}
            lines.append(Line(words("causes.trait", **slots), sources=trait.sources))
    lines += [Line(words("causes.next", what=step)) for step in ranking.next]
    return lines
