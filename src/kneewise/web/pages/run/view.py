"""What the page of one run shows, drawn and put into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from kneewise.journal.answers import BothRated
from kneewise.journal.comparing import Compared, standing
from kneewise.journal.dynamics import DynamicsLine, dynamics_lines
from kneewise.journal.ground_strip import GroundStrip
from kneewise.journal.journal import Journal
from kneewise.journal.one_run import OneRun
from kneewise.journal.strips import Strips
from kneewise.model.diary import PainEntry, Window
from kneewise.model.numbers import UNKNOWN, counted, measured
from kneewise.model.problem import Problem
from kneewise.model.quantity import as_measured
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.model.words import Said, Sentence, load_words, say
from kneewise.web.drawing.dots import draw_dots
from kneewise.web.drawing.track import draw_track, plain_map, scale_bar
from kneewise.web.pages.run.along import along
from kneewise.web.pages.run.drawn import DrawnStrip
from kneewise.web.pages.run.ground import KINDS, class_names, ground_rows
from kneewise.web.pages.run.where import Where, where
from kneewise.web.wording import KM_A_MILE, Wording, wording_of

_PACKAGE = "kneewise.web.pages.run"
_STEPS = "kneewise.body.dynamics"
WALKED = (Sport.WALKING, Sport.HIKING, Sport.UNKNOWN)
WINDOWS = (Window.BEFORE, Window.WITHIN_24H, Window.NEXT_MORNING)
"""What may be rated of a run beside the run itself."""


PIECE_KM = 0.5
"""About how long a piece of a run is."""


@dataclass(frozen=True, slots=True)
class NoRun:
    """There is no run yet."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """What is asked once more: `what` is leave-out or split."""

    run: Run
    what: str
    recordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suspect:
    """One suspected cause in this run; `drawn` is None for yes or no and without a past.

    `ends` are the lowest and highest value of the row, in words.
    """

    name: str
    label: str
    said: str
    drawn: Markup | None
    ends: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run. `unknown` names suspects nothing is known of here.

    `cursor` is what the script needs to move the shared cursor; `map` and `where`, the same in
    words, are None without a place, `ground` for another sport.
    """

    one: OneRun
    on_foot: bool
    strips: tuple[DrawnStrip, ...]
    axis: tuple[str, ...]
    not_recorded: tuple[str, ...]
    whole: Strips
    cursor: Mapping[str, object]
    map: Markup | None
    where: Where | None
    map_hidden: bool
    suspects: tuple[Suspect, ...]
    unknown: tuple[str, ...]
    ratings: tuple[tuple[Window, tuple[PainEntry, ...]], ...]
    side: str
    site: str
    both: BothRated | None = None
    ground: GroundStrip | None = None
    steps: tuple[DynamicsLine, ...] = ()
    step_facts: tuple[Sentence, ...] = ()
    windows: tuple[Window, ...] = WINDOWS
    sports: tuple[Sport, ...] = tuple(Sport)

    def named(self, problem: Problem) -> str:
        """A problem with the name of its file, without the folders it once lay in."""
        return str(replace(problem, source=problem.source.rpartition("/")[2]))

    def rows(self, wording: Wording) -> list[tuple[str, ...]]:
        """The pieces of the run as rows of a table."""
        return [
            (
                wording.distance(one.start_km),
                wording.distance(one.km, 2),
                UNKNOWN if one.speed_m_s is None else wording.pace(one.speed_m_s * 0.06, 1.0),
                f"{wording.length(one.ascent_m)}, {wording.length(one.descent_m)}",
                measured(one.cadence_spm, digits=0),
                measured(one.heart_rate_bpm, digits=0),
                wording.load(one.per_km),
            )
            for one in self.whole.pieces
        ]

    def piece(self, wording: Wording) -> str:
        """How long the pieces are that samples are summed over: `500 m`, `0.3 mi`."""
        return wording.distance(PIECE_KM) if wording.imperial else wording.length(1000 * PIECE_KM)

    @property
    def ground_said(self) -> str | None:
        """Why no ground is drawn, as an id of the page's words; None where it is, or for no run."""
        found = self.ground
        if found is None or found.pieces:
            return None
        if found.because is not None:
            return f"ground.{found.because}"
        return "ground.waits" if found.mapped else "ground.none"

    def ground_heads(self) -> list[str]:
        """The heads of the table of the ground, after the place."""
        return [name for kind in KINDS for name in class_names(kind)]

    def ground_rows(self, wording: Wording) -> list[tuple[str, ...]]:
        """The ground of the run as rows of a table."""
        return [] if self.ground is None else ground_rows(self.ground, self.whole, wording)


def run_page(one: OneRun, strips: Strips, journal: Journal) -> RunPage:
    """The page of one run."""
    wording = wording_of(journal.profile())
    sport = one.detail.run.sport
    on_foot = sport.is_run or sport in WALKED
    ground = journal.ground_strip(one.detail.run.id) if sport.is_run else None
    drawn = along(strips, wording, on_foot=on_foot, ground=ground)
    drawn_map, place, found = _map(strips, wording)
    meant, both = journal.knee_meant(one.detail.run.id), journal.both_rated()
    known = sorted(
        (each for each in one.compared if each.measured.said is not None),
        key=lambda each: -(each.measured.percentile or 0),
    )
    return RunPage(
        one=one,
        on_foot=on_foot,
        strips=drawn.strips,
        axis=drawn.axis,
        not_recorded=drawn.missing if strips.at_min else (),
        whole=strips,
        cursor={**drawn.cursor, **_cursor_places(strips, place)},
        map=drawn_map,
        where=found,
        map_hidden=strips.track is not None
        and (drawn_map is None or strips.track.hides_start or strips.track.hides_end),
        suspects=tuple(_suspect(each, wording) for each in known),
        unknown=tuple(e.measured.label for e in one.compared if e.measured.said is None),
        ratings=_by_window(one.detail.ratings),
        side=meant.side or "",
        site=meant.site or "",
        both=both if both is not None and both.run_id == one.detail.run.id else None,
        ground=ground,
        steps=dynamics_lines(one.detail.dynamics, one.detail.exposures),
        step_facts=(load_words(_STEPS)["about.cadence"],),
    )


def _by_window(
    ratings: tuple[PainEntry, ...],
) -> tuple[tuple[Window, tuple[PainEntry, ...]], ...]:
    """What was rated, in the order of the day."""
    found = ((window, tuple(e for e in ratings if e.window is window)) for window in Window)
    return tuple((window, entries) for window, entries in found if entries)


Place = Callable[[float, float], tuple[float, float]]


def _map(strips: Strips, wording: Wording) -> tuple[Markup | None, Place | None, Where | None]:
    track = strips.track
    if track is None:
        return None, None, None
    drawn = plain_map(track.latitude_deg, track.longitude_deg)
    if drawn is None:
        return None, None, None
    bar_m = scale_bar(drawn.metres_wide, 1000 * KM_A_MILE if wording.imperial else 1000.0)
    km = bar_m / 1000
    label = wording.length(bar_m) if km < 1 and not wording.imperial else wording.far(km)
    svg = draw_track(
        drawn,
        (track.latitude_deg, track.longitude_deg),
        (bar_m, label),
        say(_PACKAGE, "map.label"),
        start=not track.hides_start,
        end=not track.hides_end,
    )
    return svg, drawn.place, where(strips, track, drawn, wording)


def _cursor_places(strips: Strips, place: Place | None) -> dict[str, object]:
    """Where the cursor stands on the map at each row; null where unknown or hidden."""
    if place is None or strips.latitude_deg is None or strips.longitude_deg is None:
        return {}
    found = [
        None if lat is None or lon is None else [round(part, 1) for part in place(lat, lon)]
        for lat, lon in zip(strips.latitude_deg, strips.longitude_deg, strict=True)
    ]
    return {"places": found}


def _suspect(each: Compared, w: Wording) -> Suspect:
    seen = each.measured
    said = standing(seen) or ""
    if each.past_yes is not None and each.past_runs:
        beside = say(
            _PACKAGE, "suspect.yes", yes=each.past_yes, runs=counted(each.past_runs, "run")
        )
        said = Said.joined("; ", (said, beside))
    drawn = ends = None
    if each.past and seen.value is not None:
        drawn = draw_dots(each.past, seen.value, f"{seen.label}: {w.read(said)}")
        low, high = min(each.past[0], seen.value), max(each.past[-1], seen.value)
        if str(as_measured(seen.value, seen.unit)) in said:  # else in words, so without a scale
            left, right = (as_measured(end, seen.unit).read_by(w) for end in (low, high))
            ends = (left.removesuffix(f" {w.own(low, seen.unit)[1]}"), right)
    return Suspect(seen.cause, seen.label, said, drawn, ends)
