"""The answer to "why", printed: suspects in order, prior and posterior on one axis."""

from __future__ import annotations

from textwrap import fill

from rich.console import Console, Group, RenderableType
from rich.text import Text

from kneewise.cli import axis, numbers
from kneewise.model.effect import Interval
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.model.words import say

ACCENT = "cyan"
WIDTH = 92
"""Characters a line; longer ones are hard to read."""
SHOWN = 5
"""Suspects shown in full; the others get a line each (a screen holds about five)."""

FEWEST = 3
"""Suspects shown in full where nothing can be said of any."""

WORTH_A_LOOK = 0.5
"""P(RR > 1.2) from which a suspect that can't be named yet is shown in full all the same."""

_TOLD = (CauseVerdict.NAMED, CauseVerdict.SUSPECTED, CauseVerdict.NOT_SEPARABLE)


def words(sentence: str, **slots: object) -> str:
    """A sentence of the journal."""
    return say("kneewise.journal", sentence, **slots)


def print_ranking(ranking: Ranking, out: Console) -> None:
    """Print the whole answer."""
    out.print(_heading(ranking))
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    first = _in_full(ranked)
    for place, cause in enumerate(first, start=1):
        out.print(_suspect(place, cause))
    out.print(Text(words("legend"), style="dim"))
    _print_list("notes_title", list(ranking.notes), out)
    _print_rest([c for c in ranked if c not in first], out)
    _print_goes_along(ranking, out)
    _print_traits(ranking, out)
    if ranking.unexplained is not None:
        out.print("\n" + words("unexplained", share=numbers.share(ranking.unexplained)))
    _print_list("checks_title", [check.message for check in ranking.checks], out, style="dim")
    _print_list("next_title", list(ranking.next), out)
    out.print("\n" + words("disclaimer"), style="dim")


def print_first_fits(ranking: Ranking, out: Console) -> None:
    """The order of the suspects as the main fits see it, while the checks go on."""
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    out.print(words("first_fits"), style="dim")
    for cause in ranked[:SHOWN]:
        out.print(
            f"   {cause.label:<46} {numbers.ratio(cause.effect or cause.prior)}",
            style="dim",
            markup=False,
        )


def _in_full(ranked: list[RankedCause]) -> list[RankedCause]:
    """What has a verdict or is likely so far, in the order of the ranking; else the first few."""
    chosen = [
        cause
        for cause in ranked
        if cause.verdict in _TOLD or (cause.probability or 0) >= WORTH_A_LOOK
    ]
    return (chosen or ranked[:FEWEST])[:SHOWN]


def _heading(ranking: Ranking) -> RenderableType:
    side = ranking.side.value if ranking.side is not None else "either"
    lines = [Text(words("why_title", side=side), style="bold")]
    if ranking.episode is not None:
        lines.append(Text(words("why_episode", day=numbers.day(ranking.episode))))
    lines.append(Text(words("why_counts", rated=ranking.rated_runs, painful=ranking.painful_runs)))
    named = [c.label for c in ranking.causes if c.verdict is CauseVerdict.NAMED]
    verdict = {
        RankingVerdict.NAMED: "overall_named",
        RankingVerdict.NO_SIGN: "overall_no_sign",
        RankingVerdict.CANT_TELL: "overall_cant_tell",
    }[ranking.verdict]
    lines.append(Text("\n" + words(verdict, names=" and ".join(named)), style="bold"))
    return Group(*lines)


def verdict_words(cause: RankedCause) -> str:
    """What can be said of one suspect, in words."""
    others = ", ".join(cause.inseparable_from)
    return words(f"verdict_{cause.verdict.value}", others=others)


def _suspect(place: int, cause: RankedCause) -> RenderableType:
    title = Text(f"\n{place}  ")
    title.append(cause.label, style="bold")
    title.append(f"   {verdict_words(cause)}", style=ACCENT)
    lines = [title]
    if cause.seen:
        lines.append(indented(words("seen", what=cause.seen)))
    lines.append(_drawn(axis.draw(cause.prior), cause.prior, "dim"))
    if cause.effect is not None:
        lines.append(_drawn(axis.draw(cause.effect, line="━"), cause.effect, ACCENT))
    lines.append(indented(words("step", step=cause.unit), style="dim"))
    lines.extend(indented(line) for line in _details(cause))
    return Group(*lines)


def _drawn(line: str, interval: Interval, style: str) -> Text:
    return Text(f"   {line:<36}{numbers.ratio(interval)}", style=style)


def indented(line: str, style: str = "", first: str = "   ") -> Text:
    """A paragraph set in by three, without blanks at its ends."""
    return Text(fill(line, WIDTH, initial_indent=first, subsequent_indent="   "), style=style)


def _details(cause: RankedCause) -> list[str]:
    lines = []
    if cause.absolute_risk is not None:
        without, with_ = (f"{100 * risk.mid:.0f}" for risk in cause.absolute_risk)
        lines.append(words("absolute", without=without, with_=with_))
    if cause.probability is not None:
        lines.append(words("probability", percent=_tens(cause.probability)))
    if cause.learnt is not None:
        lines.append(words("learnt", percent=_tens(cause.learnt)))
    if cause.contribution is not None:
        lines.append(words("contribution", share=numbers.share(cause.contribution)))
    if cause.held_back:
        lines.append(words("held_back", reasons="; ".join(cause.held_back)))
    return lines


def _tens(part: float) -> int:
    return round(100 * part / 5) * 5


def _print_rest(rest: list[RankedCause], out: Console) -> None:
    if not rest:
        return
    out.print("\n" + words("rest_title"), style="bold")
    for cause in rest:
        line = Text(f"   {cause.label:<46} {verdict_words(cause)}")
        line.append(f"   {numbers.ratio(cause.effect or cause.prior)}", style="dim")
        out.print(line)


def _print_goes_along(ranking: Ranking, out: Console) -> None:
    along = [c.label for c in ranking.causes if c.verdict is CauseVerdict.GOES_ALONG]
    _print_list("goes_along_title", along, out)


def _print_traits(ranking: Ranking, out: Console) -> None:
    present = [trait for trait in ranking.traits if trait.present]
    lines = [words("trait", label=t.label, ratio=numbers.ratio(t.prior)) for t in present]
    _print_list("traits_title", lines, out)


def _print_list(title: str, lines: list[str], out: Console, style: str = "") -> None:
    if not lines:
        return
    out.print("\n" + words(title), style="bold")
    for line in lines:
        out.print(indented(line, style, first=" · "))
