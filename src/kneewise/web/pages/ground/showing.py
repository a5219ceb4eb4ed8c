"""What the ground page shows, drawn and put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from kneewise.journal.answers import Status
from kneewise.journal.journal import Journal
from kneewise.journal.why_words import verdict_words
from kneewise.model.effect import Interval
from kneewise.model.ground import EVENNESS_CLASSES, HARDNESS_CLASSES, GroundTotals
from kneewise.model.numbers import counted
from kneewise.model.words import Sentence, load_words, say
from kneewise.web.drawing.stack import Column, draw_key, draw_stack
from kneewise.web.pages.ground.working import GroundJob, Jobs
from kneewise.web.wording import UNKNOWN, Wording, wording_of

if TYPE_CHECKING:  # they bring the knee load, without which the server starts sooner
    from kneewise.journal.ground import GroundOfRuns
    from kneewise.journal.ground_past import GroundAgainstPain, GroundMonth
    from kneewise.journal.mapping import MapLine

WORDS = "kneewise.ground"
SHOWN_MONTHS = 36
"""Months drawn, the latest (our choice: a month is nine pixels on a phone); the table has all."""

KINDS = {"even": ("E", EVENNESS_CLASSES), "hard": ("H", HARDNESS_CLASSES)}
NULL = {"uneven_ground": "ground.null", "hard_surface": "hard.null"}
"""What research says of each, by the cause that stands for it."""

words = partial(say, "kneewise.web.pages.ground")


@dataclass(frozen=True, slots=True)
class Confirm:
    """A map that is asked about once more."""

    line: MapLine


@dataclass(frozen=True, slots=True)
class Share:
    """One class of ground, or the unknown (`place` None): its square, name and share.

    `interval` is None for the unknown, which is counted and not estimated.
    """

    place: int | None
    key: Markup
    name: str
    said: str
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Kind:
    """How even, or how hard: the shares of the whole past, and its months as a picture.

    `finding` is what the picture shows, in a sentence.
    """

    name: str
    shares: tuple[Share, ...]
    finding: str
    months: Markup | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AgainstPain:
    """One kind of ground beside pain: what was counted, what Why says, what research says."""

    found: GroundAgainstPain
    finding: str
    over: str
    trust: str
    research: Sentence


@dataclass(frozen=True, slots=True)
class GroundPage:
    """What the page shows; `kinds` is empty where nothing is known yet.

    `axis` are the first and last month that are drawn, `other` how many months are in the table
    alone.
    """

    status: Status
    ground: GroundOfRuns
    finding: str | None
    kinds: tuple[Kind, ...]
    axis: tuple[str, str]
    other: int
    pain: tuple[AgainstPain, ...]
    recent: tuple[tuple[object, ...], ...]
    maps: tuple[MapLine, ...]
    job: GroundJob | None
    busy: bool
    max_bytes: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of all of it, without what stands with its studies beside pain."""
        beside = {one.research.text for one in self.pain}
        return tuple(note for note in self.ground.notes if note not in beside)

    @property
    def mapped(self) -> bool:
        """Whether any map is here (an elevation tile is none)."""
        return any(one.kind == "map" for one in self.maps)


def ground_page(journal: Journal, jobs: Jobs, max_bytes: int) -> GroundPage:
    """The page of the ground, from what is kept."""
    w = wording_of(journal.profile())
    ground, past = journal.ground(), journal.ground_past()
    known = ground.totals is not None and ground.totals.matched_km > 0
    months = past.months if known else ()
    drawn = _drawn(months)
    return GroundPage(
        status=journal.status(),
        ground=ground,
        finding=_finding(ground.totals, w) if ground.totals is not None and known else None,
        kinds=tuple(_kind(name, ground.totals, months, w) for name in KINDS if known),
        axis=(w.month(drawn[0].first), w.month(drawn[-1].first)) if drawn else ("", ""),
        other=len(months) - len(drawn),
        pain=tuple(_against(one) for one in past.pain) if known else (),
        recent=_recent(ground, w) if known else (),
        maps=journal.maps(),
        job=jobs.state,
        busy=jobs.busy() is not None,
        max_bytes=max_bytes,
    )


def percent(share: float | None) -> str:
    """A counted share in whole per cent; what is there is never 0 %."""
    if share is None:
        return UNKNOWN
    return f"{max(1, round(100 * share))} %" if share > 0 else "0 %"


def _finding(totals: GroundTotals, w: Wording) -> str:
    even, hard = totals.evenness or (), totals.hardness or ()
    return words(
        "finding",
        km=w.distance(totals.km, 0),
        hard=w.share(hard[-1]),
        even=w.share(_sum(even[:2])),
        unknown=percent(totals.unknown),
    )


def _sum(parts: Sequence[Interval]) -> Interval:
    """Several classes as one, as if all were wrong together."""
    return Interval(
        sum(one.low for one in parts),
        sum(one.mid for one in parts),
        min(1.0, sum(one.high for one in parts)),
    )


def _drawn(months: tuple[GroundMonth, ...]) -> tuple[GroundMonth, ...]:
    """The months of the picture: the latest, no farther back than it reaches."""
    if not months:
        return ()
    last = _number(months[-1].first)
    return tuple(one for one in months if _number(one.first) > last - SHOWN_MONTHS)


def _number(first: date) -> int:
    return 12 * first.year + first.month


def _kind(
    name: str, totals: GroundTotals | None, months: tuple[GroundMonth, ...], w: Wording
) -> Kind:
    letter, count = KINDS[name]
    names = [say(WORDS, f"{name}ness.{letter}{place}") for place in range(count)]
    short = [say(f"{WORDS}.routing", f"class.{letter}{place}") for place in range(count)]
    found = () if totals is None else _of(name, totals)
    shares = [
        Share(place, draw_key(name, place), names[place], w.share(share), share)
        for place, share in enumerate(found)
    ]
    unknown = None if totals is None else totals.unknown
    shares.append(Share(None, draw_key(name, None), say(WORDS, "unknown"), percent(unknown), None))
    return Kind(
        name=name,
        shares=tuple(shares),
        finding=_standing_out(name, _drawn(months), w),
        months=_picture(name, _drawn(months), short, w),
        heads=(words("month"), words("runs"), *short, words("unknown")),
        rows=tuple(_row(name, one, count, w) for one in reversed(months)),
    )


def _standing_out(name: str, months: tuple[GroundMonth, ...], w: Wording) -> str:
    """The months with the most and the least rough or hard ground, where these are apart."""
    worst = slice(-2, None) if name == "even" else slice(-1, None)
    found = [
        (_sum(_of(name, one.totals)[worst]), one.first)
        for one in months
        if one.totals is not None and one.totals.matched_km > 0
    ]
    if len(found) < 2:
        return words("months.one")
    (low, least), (high, most) = (f(found, key=lambda one: one[0].mid) for f in (min, max))
    if low.high >= high.low:
        return words("months.alike")
    return words(
        f"months.{name}.most",
        most=w.month(most),
        high=w.share(high),
        least=w.month(least),
        low=w.share(low),
    )


def _of(name: str, totals: GroundTotals) -> tuple[Interval, ...]:
    return (totals.evenness if name == "even" else totals.hardness) or ()


def _row(name: str, month: GroundMonth, count: int, w: Wording) -> tuple[str, ...]:
    if month.totals is None:
        return (w.month(month.first), str(month.runs), *[UNKNOWN] * (count + 1))
    shares = (w.share(one) for one in _of(name, month.totals))
    return (w.month(month.first), str(month.runs), *shares, percent(month.totals.unknown))


def _picture(
    name: str, months: tuple[GroundMonth, ...], short: list[str], w: Wording
) -> Markup | None:
    if not months:
        return None
    first = _number(months[0].first)
    columns = [
        Column(
            _number(one.first) - first,
            _number(one.first) - first + 1,
            tuple(share.mid for share in _of(name, one.totals)),
            _month_label(name, one, short, w),
        )
        for one in months
        if one.totals is not None
    ]
    wide = _number(months[-1].first) - first + 1
    label = words(f"{name}.label", first=w.month(months[0].first), last=w.month(months[-1].first))
    return draw_stack(columns, wide, name, label, gap=0.12)


def _month_label(name: str, month: GroundMonth, short: list[str], w: Wording) -> str:
    totals = month.totals
    if totals is None:
        return w.month(month.first)
    said = [
        f"{percent(share.mid)} {what}"
        for share, what in zip(_of(name, totals), short, strict=True)
        if share.mid >= 0.005
    ]
    if totals.unknown:
        said.append(f"{percent(totals.unknown)} {words('unknown').lower()}")
    return f"{w.month(month.first)}: {', '.join(said)}"


def _against(one: GroundAgainstPain) -> AgainstPain:
    kind = "even" if one.cause == "uneven_ground" else "hard"
    usual = one.usual_percent
    if one.more is None or one.apart is None:
        finding = words("pain.few", rated=counted(one.rated, "rated run"))
    else:
        finding = words(
            {1: f"pain.{kind}.more", 0: "pain.same", -1: f"pain.{kind}.less"}[one.apart]
        )
    over = (
        words(f"pain.{kind}.any")
        if usual is not None and usual < 0.5
        else words(f"pain.{kind}.over", usual="–" if usual is None else f"{usual:.0f}")
    )
    return AgainstPain(one, finding, over, _trust(one), load_words(WORDS)[NULL[one.cause]])


def _trust(one: GroundAgainstPain) -> str:
    """How sure Why is, which takes everything else into account."""
    ranked = one.ranked
    if ranked is None:
        return words("pain.no_why")
    verdict = verdict_words(ranked)
    if ranked.effect is None or ranked.learnt is None:
        return words("pain.why.prior", verdict=verdict)
    return words(
        "pain.why",
        verdict=verdict,
        effect=Wording().ratio(ranked.effect),
        learnt=f"{100 * ranked.learnt:.0f}",
    )


def _recent(ground: GroundOfRuns, w: Wording) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (
            Markup('<a href="/runs/{}">{}</a>').format(line.run, w.day(line.day)),
            w.distance(line.km),
            w.share(line.rough),
            w.share(line.hard),
            percent(line.unknown)
            + (f" ({words('because.' + line.because)})" if line.because else ""),
        )
        for line in ground.recent
    )
