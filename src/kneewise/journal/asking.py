"""What is asked of the past: runs, causes, why, and the same as frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.journal.door import Door
from kneewise.model import numbers
from kneewise.model.diary import Episode, LogEntry, PainEntry, Side
from kneewise.model.problem import Problem
from kneewise.model.ranking import Ranking
from kneewise.model.runner import RunnerFact

if TYPE_CHECKING:
    import polars as pl

    from kneewise.body.form.kept import KeptForm
    from kneewise.evidence import Calibration, Coefficient, Prior, Statement
    from kneewise.journal.answers import (
        BothRated,
        CauseInfo,
        DiaryLeaf,
        KneeMeant,
        RunDetail,
        RunLine,
        ShoeLine,
        ShoeStory,
        Status,
    )
    from kneewise.journal.asking_why import KeptWhy, OnProgress
    from kneewise.journal.calendar import YearOfRuns
    from kneewise.journal.explaining import StudyInfo
    from kneewise.journal.feet import Feet
    from kneewise.journal.form_measuring import FormAnswer
    from kneewise.journal.ground import GroundOfRun, GroundOfRuns
    from kneewise.journal.ground_past import GroundPast
    from kneewise.journal.ground_strip import GroundStrip
    from kneewise.journal.map_getting import MapOffer, MapService, Uncovered
    from kneewise.journal.mapping import MapLine
    from kneewise.journal.one_run import OneRun
    from kneewise.journal.routing import RoutesAnswer
    from kneewise.journal.searching import FoundRuns, RunSearch
    from kneewise.journal.selftests import SelfTestAnswer
    from kneewise.journal.sheets import RouteSheet
    from kneewise.journal.soreness import SorenessMap
    from kneewise.journal.starts import RouteDesk
    from kneewise.journal.strips import Strips
    from kneewise.journal.timeline import TimeLine
    from kneewise.model.route import RouteWish


@dataclass(frozen=True, slots=True)
class Asking(Door):
    """What is asked of the past: runs, causes, why, and the same as frames."""

    def status(self) -> Status:
        """What the home holds and what would be worth doing next."""
        from kneewise.journal.looking import status

        return status(self.store, self.runner)

    def why(
        self,
        *,
        side: Side | None = None,
        episode: date | None = None,
        anew: bool = False,
        on_progress: OnProgress | None = None,
    ) -> Ranking:
        """The ranked suspects for a knee and an episode; see `journal/asking_why.py`."""
        from kneewise.journal.asking_why import WhyQuestion, why

        question = WhyQuestion(side=side, episode=episode, anew=anew)
        return why(self.store, question, self.runner, on_progress)

    def kept_why(self, *, side: Side | None = None, episode: date | None = None) -> KeptWhy:
        """The answer to `why` that is kept, without working one out."""
        from kneewise.journal.asking_why import WhyQuestion, kept_why

        return kept_why(self.store, WhyQuestion(side=side, episode=episode), self.runner)

    def time_line(
        self,
        began: date | None = None,
        side: Side | None = None,
        day: Callable[[date | None], str] = numbers.day,
    ) -> TimeLine | None:
        """Runs, knee load and pain around the day it began; None without any run."""
        from kneewise.journal.timeline import time_line

        return time_line(self.store, self.runner, began, side, day)

    def runs(self, *, last: int | None = None, others: bool = False) -> tuple[RunLine, ...]:
        """The latest runs, newest first; all with `last` None; other sports with `others`."""
        from kneewise.journal.looking import runs

        return runs(self.store, self.runner, last=last, others=others)

    def run(self, run: str | int = "latest") -> RunDetail:
        """One run in full, by number or "latest". Raises NotFoundError, UsageError."""
        from kneewise.journal.looking import run_detail

        return run_detail(self.store, str(run), self.runner)

    def one_run(self, run: str | int = "latest") -> OneRun:
        """One run with its past and its neighbours. Raises NotFoundError, UsageError."""
        from kneewise.journal.one_run import one_run

        return one_run(self.store, str(run), self.runner)

    def strips(self, run: str | int = "latest") -> Strips:
        """One run along its way, at most some 800 rows. Raises NotFoundError, UsageError."""
        from kneewise.journal.strips import strips

        return strips(self.store, str(run), self.runner)

    def year_of_runs(self, year: int | None = None) -> YearOfRuns:
        """A year day by day; the latest with a run where none is named."""
        from kneewise.journal.calendar import year_of_runs

        return year_of_runs(self.store, self.runner, year)

    def find_runs(self, sought: RunSearch, page: int = 1) -> FoundRuns:
        """A page of 50 of the runs that fit, newest first. Raises UsageError."""
        from kneewise.journal.searching import find_runs

        return find_runs(self.store, sought, self.runner, page)

    def causes(self, name: str | None = None) -> tuple[CauseInfo, ...]:
        """Every suspected cause, or one. Raises NotFoundError."""
        from kneewise.journal.explaining import causes

        return causes(name)

    def evidence(self, key: str | None = None) -> tuple[StudyInfo, ...]:
        """A study and what rests on it, or all. Raises NotFoundError."""
        from kneewise.journal.explaining import evidence

        return evidence(key)

    def priors(self) -> tuple[Prior, ...]:
        """What research says of every suspect before any diary."""
        from kneewise.journal.explaining import priors

        return priors()

    def coefficients(self) -> tuple[Coefficient, ...]:
        """Every number of the knee-load model."""
        from kneewise.journal.explaining import load_coefficients

        return load_coefficients()

    def article(self) -> tuple[Statement, ...]:
        """The article that kneewise began with, statement by statement, with the verdict."""
        from kneewise.journal.explaining import article

        return article()

    def calibration(self) -> Calibration:
        """How often the answer was right on made-up runners whose truth is known."""
        from kneewise.evidence import calibration

        return calibration()

    def shoes(self) -> tuple[ShoeLine, ...]:
        """Every pair with its kilometres."""
        from kneewise.journal.shoes import shoes

        return shoes(self.store, self.runner)

    def shoe_shelf(self) -> tuple[ShoeStory, ...]:
        """Every pair in full, those in use first."""
        from kneewise.journal.shoes import shoe_shelf

        return shoe_shelf(self.store, self.runner)

    def local_day(self) -> date:
        """Today, by the runner's own clock."""
        from kneewise.journal.clock import local_day

        return local_day(self.store, self.runner)

    def episodes(self) -> tuple[Episode, ...]:
        """Every episode, oldest first."""
        return self.store.diary.episodes(self.runner)

    def diary(self, until: date | None = None) -> DiaryLeaf:
        """Some days of the diary up to a day, the latest first; see `journal/leafing.py`."""
        from kneewise.journal.leafing import diary

        return diary(self.store, self.runner, until)

    def last_rating(self) -> tuple[PainEntry, ...]:
        """What was rated last, one entry a knee, whatever day it speaks of."""
        return self.store.diary.last_pain(self.runner)

    def knee_meant(self, run: int | None = None) -> KneeMeant:
        """The knee and place the next rating most likely speaks of; see `journal/knee_meant.py`."""
        from kneewise.journal.knee_meant import knee_meant

        return knee_meant(self.store, self.runner, run)

    def both_rated(self) -> BothRated | None:
        """The last rating where it was one number for both knees; see `journal/one_knee.py`."""
        from kneewise.journal.one_knee import both_rated

        return both_rated(self.store, self.runner)

    def log_entries(self) -> tuple[LogEntry, ...]:
        """Every log line, oldest first."""
        return self.store.diary.log(self.runner)

    def log_lines(self) -> tuple[tuple[int, LogEntry], ...]:
        """Every log line with its number, oldest first."""
        return self.store.diary.log_lines(self.runner)

    def self_tests(self, name: str | None = None) -> tuple[SelfTestAnswer, ...]:
        """Every self-test of the body with its results, or one. Raises NotFoundError."""
        from kneewise.journal.selftests import self_tests

        return self_tests(self.store, self.runner, name)

    def form(self, number: int | None = None) -> FormAnswer:
        """A form from a clip by its number, the latest for None. Raises NotFoundError."""
        from kneewise.journal.form_measuring import form_answer

        return form_answer(self.store, number, self.runner)

    def forms(self) -> tuple[KeptForm, ...]:
        """Every form that is kept, the latest last."""
        from kneewise.journal.form_measuring import forms

        return forms(self.store, self.runner)

    def form_needs(self) -> str | None:
        """What is missing before a clip can be looked at: "extra", "model", None for nothing."""
        from kneewise.journal.form_model import missing

        return missing(self.store)

    def feet(self) -> Feet:
        """Both feet as far as they are known, and what `why` takes of it."""
        from kneewise.journal.feet import feet

        return feet(self.store, self.runner)

    def soreness(self) -> SorenessMap:
        """Which leg muscles were rated sore in the last four weeks."""
        from kneewise.journal.soreness import soreness

        return soreness(self.store, self.runner)

    def profile(self) -> tuple[RunnerFact, ...]:
        """Every fact about the runner, in the order they were said."""
        return self.store.facts.profile(self.runner).facts

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was wrong with files and runs."""
        return self.store.problems.all(self.runner)

    def maps(self) -> tuple[MapLine, ...]:
        """Every map by name; one that can't be used says why."""
        from kneewise.journal.mapping import maps

        return maps(self.store)

    def uncovered_runs(self) -> Uncovered:
        """Where the runs are that no map covers; nothing goes online."""
        from kneewise.journal.map_getting import uncovered_runs

        return uncovered_runs(self.store, self.runner)

    def map_service(self) -> MapService:
        """Whom `offer_map` would ask. Raises MapError."""
        from kneewise.journal.map_getting import map_service

        return map_service(self.store, self.runner)

    def offer_map(self, wanted: Uncovered) -> MapOffer:
        """The region that covers these runs; goes online, ask the runner first. MapError."""
        from kneewise.journal.map_getting import find_map

        return find_map(self.store, self.runner, wanted)

    def has_maps(self) -> bool:
        """Whether any map is kept that ground could be read from."""
        return bool(self.store.maps.all())

    def ground(self, last: int = 10) -> GroundOfRuns:
        """What the runs were on as it is kept, the latest singly; see `match_ground`."""
        from kneewise.journal.ground import ground_of_runs

        return ground_of_runs(self.store, self.runner, last)

    def ground_of_run(self, run: str | int = "latest") -> GroundOfRun:
        """What one run was on, by segment. Raises NotFoundError, UsageError."""
        from kneewise.journal.ground import ground_of_run

        return ground_of_run(self.store, str(run), self.runner)

    def ground_past(self) -> GroundPast:
        """What the runs were on by month, and beside pain; see `journal/ground_past.py`."""
        from kneewise.journal.ground_past import ground_past

        return ground_past(self.store, self.runner)

    def ground_strip(self, run: str | int = "latest") -> GroundStrip:
        """The ground of one run along its way, as kept. Raises NotFoundError, UsageError."""
        from kneewise.journal.ground_strip import ground_strip

        return ground_strip(self.store, str(run), self.runner)

    def route_desk(self) -> RouteDesk:
        """Where runs usually start and the map around it. Raises MapError."""
        from kneewise.journal.starts import route_desk

        return route_desk(self.store, self.runner)

    def route_sheet(self, answer: RoutesAnswer) -> RouteSheet | None:
        """The plain map below some routes, with their lines. Raises MapError."""
        from kneewise.journal.sheets import route_sheet

        return route_sheet(self.store, self.runner, answer)

    def routes(self, wish: RouteWish, *, suggest: bool = False) -> RoutesAnswer:
        """Routes from the home's maps; with `suggest` of the kind the diary speaks for.

        Raises UsageError, MapError, MissingExtraError.
        """
        from kneewise.journal.routing import routes

        return routes(self.store, self.runner, wish, suggest=suggest)

    def save_route(
        self, answer: RoutesAnswer, gpx: Path | None, fit: Path | None, *, force: bool = False
    ) -> tuple[Path, ...]:
        """The first of some routes as GPX and as FIT course. Raises UsageError, StoreError."""
        from kneewise.journal.route_files import save_best

        return save_best(answer, gpx, fit, force=force)

    def save_routes(
        self, answer: RoutesAnswer, folder: Path, *, force: bool = False
    ) -> tuple[Path, ...]:
        """All of them into a folder, both kinds. Raises UsageError, StoreError."""
        from kneewise.journal.route_files import save_routes

        return save_routes(answer, folder, force=force)

    def runs_frame(self) -> pl.DataFrame:
        """One row a run: totals, knee load with its interval, worst rating a side."""
        from kneewise.journal.frames import runs_frame

        return runs_frame(self.store, self.runner)

    def exposures_frame(self) -> pl.DataFrame:
        """One row a run, one column an exposure; null is unknown."""
        from kneewise.journal.frames import exposures_frame

        return exposures_frame(self.store, self.runner)

    def samples_frame(self, run: str | int = "latest") -> pl.DataFrame:
        """The samples of a run's main recording, units in the names. Raises NotFoundError."""
        from kneewise.journal.frames import samples_frame

        return samples_frame(self.store, str(run), self.runner)
