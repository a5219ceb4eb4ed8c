"""The answer to "why", printed: suspects in order, prior and posterior on one axis."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kneewise.cli import axis, numbers
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.model.words import say

ACCENT = "cyan"
SHOWN = 5
"""Suspects shown in full; the others get a line each (a screen holds about five)."""

_RANKED = (CauseVerdict.NAMED, CauseVerdict.SUSPECTED, CauseVerdict.NOT_SEPARABLE)


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
    told = [cause for cause in ranked if cause.verdict in _RANKED]
    return (told or ranked)[:SHOWN]


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
    lines.extend(Text(note) for note in ranking.notes)
    return Group(*lines)


def verdict_words(cause: RankedCause) -> str:
    """What can be said of one suspect, in words."""
    others = ", ".join(cause.inseparable_from)
    return words(f"verdict_{cause.verdict.value}", others=others)


def _suspect(place: int, cause: RankedCause) -> RenderableType:
    title = Text(f"\n{place}  ")
    title.append(cause.label, style="bold")
    title.append(f"   {verdict_words(cause)}", style=ACCENT)
    lines: list[RenderableType] = [title]
    if cause.seen:
        lines.append(Text(words("seen", what=cause.seen)))
    lines.append(Text(f"{axis.draw(cause.prior):<36}{numbers.ratio(cause.prior)}", style="dim"))
    if cause.effect is not None:
        drawn = axis.draw(cause.effect, line="━")
        lines.append(Text(f"{drawn:<36}{numbers.ratio(cause.effect)} {cause.unit}", style=ACCENT))
    lines.extend(Text(line) for line in _details(cause))
    return Group(lines[0], Padding(Group(*lines[1:]), (0, 0, 0, 3)))


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
        out.print(Padding(Text(f"· {line}", style=style), (0, 0, 0, 3)))
