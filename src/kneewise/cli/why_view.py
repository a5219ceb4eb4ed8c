"""The answer to "why", printed: suspects in order, prior and posterior on one axis."""

from __future__ import annotations

from kneewise.cli import axis, numbers
from kneewise.cli.page import INDENT, Page
from kneewise.model.effect import Interval
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.model.words import say

ACCENT = "cyan"

SHOWN = 5
"""Suspects shown in full; the others get a line together (a screen holds about five)."""

FEWEST = 3
"""Suspects shown in full where nothing can be said of any."""

WORTH_A_LOOK = 0.5
"""P(RR > 1.2) from which a suspect that can't be named yet is shown in full all the same."""

_TOLD = (CauseVerdict.NAMED, CauseVerdict.SUSPECTED, CauseVerdict.NOT_SEPARABLE)
_OVERALL = {
    RankingVerdict.NAMED: "overall_named",
    RankingVerdict.NO_SIGN: "overall_no_sign",
    RankingVerdict.CANT_TELL: "overall_cant_tell",
}


def words(sentence: str, **slots: object) -> str:
    """A sentence of the journal."""
    return say("kneewise.journal", sentence, **slots)


def print_ranking(ranking: Ranking, page: Page, *, every: bool = False) -> None:
    """Print the whole answer; with `every`, each suspect in full."""
    _heading(ranking, page)
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    first = ranked if every else _in_full(ranked)
    for place, cause in enumerate(first, start=1):
        _suspect(place, cause, page, began=ranking.episode is not None)
    page.blank()
    page.text(words("legend"), "dim")
    if ranking.unexplained is not None:
        page.blank()
        page.text(words("unexplained", share=numbers.share(ranking.unexplained)))
    page.items(words("next_title"), list(ranking.next))
    _rest([c for c in ranked if c not in first], page)
    _goes_along(ranking, page)
    _traits(ranking, page)
    page.items(words("notes_title"), list(ranking.notes), "dim")
    page.items(words("checks_title"), [check.message for check in ranking.checks], "dim")
    page.blank()
    page.text(words("disclaimer"), "dim")


def print_first_fits(ranking: Ranking, page: Page) -> None:
    """The order of the suspects as the main fits see it, while the checks go on."""
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    page.text(words("first_fits"), "dim")
    for cause in ranked[:SHOWN]:
        page.item(f"{cause.label}: {numbers.ratio(cause.effect or cause.prior)}", "dim")


def verdict_words(cause: RankedCause) -> str:
    """What can be said of one suspect, in words."""
    others = ", ".join(cause.inseparable_from)
    return words(f"verdict_{cause.verdict.value}", others=others)


def _heading(ranking: Ranking, page: Page) -> None:
    known = ranking.side is not None and (ranking.rated_runs or ranking.episode is not None)
    side = ranking.side.value if ranking.side is not None and known else "your"
    page.title(words("why_title", side=side))
    if ranking.episode is not None:
        page.text(words("why_episode", day=numbers.day(ranking.episode)))
    page.text(words("why_counts", rated=ranking.rated_runs, painful=ranking.painful_runs))
    page.blank()
    named = [c.label for c in ranking.causes if c.verdict is CauseVerdict.NAMED]
    page.text(words(_OVERALL[ranking.verdict], names="; ".join(named)), "bold")


def _in_full(ranked: list[RankedCause]) -> list[RankedCause]:
    """What has a verdict or is likely so far, in the order of the ranking; else the first few."""
    chosen = [
        cause
        for cause in ranked
        if cause.verdict in _TOLD or (cause.probability or 0) >= WORTH_A_LOOK
    ]
    return (chosen or ranked[:FEWEST])[:SHOWN]


def _suspect(place: int, cause: RankedCause, page: Page, *, began: bool) -> None:
    page.title(f"{place}  {cause.label}")
    page.note(verdict_words(cause), ACCENT)
    if cause.seen:
        page.note(words("seen" if began else "seen_last", what=cause.seen))
    _drawn(axis.draw(cause.prior), cause.prior, "dim", page)
    if cause.effect is not None:
        _drawn(axis.draw(cause.effect, line="━"), cause.effect, ACCENT, page)
    page.note(words("step", step=cause.unit), "dim")
    for line in _details(cause):
        page.note(line)


def _drawn(line: str, interval: Interval, style: str, page: Page) -> None:
    page.raw(f"{INDENT}{line:<36}{numbers.ratio(interval)}", style)


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
    if cause.contribution is not None:
        lines.append(words("contribution", share=numbers.share(cause.contribution)))
    if cause.held_back:
        lines.append(words("held_back", reasons="; ".join(cause.held_back)))
    return lines


def _rest(rest: list[RankedCause], page: Page) -> None:
    """The suspects of which there is nothing to say, together by what is not said of them."""
    if not rest:
        return
    page.title(words("rest_title"))
    for verdict in dict.fromkeys(verdict_words(cause) for cause in rest):
        labels = [cause.label for cause in rest if verdict_words(cause) == verdict]
        page.item(f"{verdict}: {'; '.join(labels)}")
    page.item(words("rest_all"), "dim")


def _goes_along(ranking: Ranking, page: Page) -> None:
    """What was measured where it hurt and may follow from it."""
    along = [
        f"{c.label} ({c.seen})"
        for c in ranking.causes
        if c.verdict is CauseVerdict.GOES_ALONG and c.seen is not None
    ]
    if ranking.painful_runs:
        page.items(words("goes_along_title"), along)


def _traits(ranking: Ranking, page: Page) -> None:
    present = [trait for trait in ranking.traits if trait.present]
    lines = [words("trait", label=t.label, ratio=numbers.ratio(t.prior)) for t in present]
    page.items(words("traits_title"), lines)
