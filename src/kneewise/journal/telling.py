"""What the journal is told: files, ratings, episodes, shoes, and what is put right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.journal.door import Door
from kneewise.model.diary import Episode, LogEntry, Muscle, RunReport, Side, Site, Window
from kneewise.model.run import Run, Shoe
from kneewise.model.sport import Sport

if TYPE_CHECKING:
    from kneewise.body.foot import KeptPosture
    from kneewise.journal.answers import Rated
    from kneewise.journal.diary_import import DiaryImported
    from kneewise.journal.feet import FootPhoto, Footprints
    from kneewise.journal.form_measuring import FormAnswer, FormStep, FormWish
    from kneewise.journal.grounding import Matched
    from kneewise.journal.handing_in import HandedIn, Named, OnGroups
    from kneewise.journal.importing import ImportProgress, ImportSummary
    from kneewise.journal.map_getting import MapOffer
    from kneewise.journal.mapping import MapLine
    from kneewise.journal.rating import Rating
    from kneewise.journal.selftests import SelfTestAnswer


@dataclass(frozen=True, slots=True)
class Telling(Door):
    """What the journal is told: files, ratings, episodes, shoes, and what is put right."""

    def import_paths(
        self,
        paths: Iterable[Path],
        on_progress: Callable[[ImportProgress], None] | None = None,
    ) -> ImportSummary:
        """Bring in files, folders and zips; see `journal/importing.py`."""
        from kneewise.journal.importing import import_paths

        return import_paths(self.store, list(paths), on_progress=on_progress, runner=self.runner)

    def hand_in(self, files: Sequence[Named], on_groups: OnGroups | None = None) -> HandedIn:
        """Files by the names they came with, diary and all; see `journal/handing_in.py`."""
        from kneewise.journal.handing_in import hand_in

        return hand_in(self.store, files, on_groups, self.runner)

    def import_diary(self, path: Path) -> DiaryImported:
        """A diary from CSV files; see `journal/diary_import.py`."""
        from kneewise.journal.diary_import import import_diary

        return import_diary(self.store, path, self.runner)

    def rate(  # noqa: PLR0913 - one argument a thing that may be said
        self,
        value: int,
        *,
        run: str | int | None = None,
        side: Side | None = None,
        site: Site | None = None,
        window: Window | None = None,
        day: date | None = None,
        at: datetime | None = None,
    ) -> Rated:
        """Rate a knee 0-10; see `journal/rating.py`."""
        from kneewise.journal.rating import Rating, rate

        said = str(run) if run is not None else None
        rating = Rating(value=value, run=said, side=side, site=site, window=window, day=day)
        return rate(self.store, rating, self.runner, at)

    def rate_late(self, rating: Rating, at: datetime) -> Rated:
        """A rating given at `at`, which arrives now; see `journal/rating_late.py`. UsageError."""
        from kneewise.journal.rating_late import rate_late

        return rate_late(self.store, rating, at, self.runner)

    def only_one_knee(self, side: Side, given_at: datetime) -> Rated:
        """The last rating was of one knee, not of both; see `journal/one_knee.py`. UsageError."""
        from kneewise.journal.one_knee import only_one_knee

        return only_one_knee(self.store, side, given_at, self.runner)

    def report(self, run: str | int, **said: float | bool | None) -> RunReport:
        """Tell more of a run: the fields of `RunReport`. Raises NotFoundError, UsageError."""
        from kneewise.journal.noting import report

        told = RunReport(run_id=0, runner=self.runner, **said)  # type: ignore[arg-type]
        return report(self.store, str(run), told, self.runner)

    def start_episode(self, began_on: date, side: Side, site: Site | None = None) -> Episode:
        """It began that day. Raises UsageError."""
        from kneewise.journal.noting import start_episode

        return start_episode(self.store, began_on, side, site, self.runner)

    def end_episode(self, ended_on: date, number: int | None = None) -> Episode:
        """It was over that day. Raises NotFoundError, UsageError."""
        from kneewise.journal.noting import end_episode

        return end_episode(self.store, ended_on, number, self.runner)

    def log(
        self,
        kind: str,
        value: float | None = None,
        *,
        day: date | None = None,
        run: str | None = None,
        note: str | None = None,
    ) -> LogEntry:
        """Note anything else; see `LOG_KINDS`."""
        from kneewise.journal.clock import local_now
        from kneewise.journal.noting import log, log_entry

        now = local_now(self.store, self.runner)
        return log(self.store, log_entry(kind, value, day, note, self.runner, now), run)

    def log_day(
        self,
        said: Mapping[str, tuple[float | None, str | None]],
        *,
        day: date | None = None,
        run: str | None = None,
    ) -> tuple[LogEntry, ...]:
        """Several log lines of one day, (value, note) by kind. Raises UsageError."""
        from kneewise.journal.noting import log_day

        return log_day(self.store, said, day, run, self.runner)

    def remove_log(self, number: int) -> LogEntry:
        """Take a line of the log back. Raises NotFoundError."""
        from kneewise.journal.noting import remove_log

        return remove_log(self.store, number, self.runner)

    def keep_self_test(
        self, name: str, said: dict[Side, float], *, day: date | None = None
    ) -> SelfTestAnswer:
        """Keep results of one self-test, by side. Raises NotFoundError, UsageError."""
        from kneewise.journal.selftests import keep_self_test

        return keep_self_test(self.store, name, said, day, self.runner)

    def remove_self_test(self, number: int) -> None:
        """Take a result of a self-test back, by its number. Raises NotFoundError."""
        from kneewise.journal.selftests import remove_self_test

        remove_self_test(self.store, number, self.runner)

    def measure_form(
        self, wish: FormWish, on_step: Callable[[FormStep], None] = lambda _: None
    ) -> FormAnswer:
        """Measure form in a clip; see `journal/form_measuring.py`. ClipError, UsageError."""
        from kneewise.journal.form_measuring import measure_form

        return measure_form(self.store, wish, self.runner, on_step)

    def remove_form(self, number: int) -> None:
        """Delete a form, and its clip where that was kept. Raises NotFoundError."""
        from kneewise.journal.form_measuring import remove_form

        remove_form(self.store, number, self.runner)

    def get_form_model(self, on_fetched: Callable[[int, int | None], None] | None = None) -> Path:
        """Fetch the pose model into the home; ask the runner first. Raises ClipError."""
        from kneewise.journal.form_model import get_model

        return get_model(self.store, on_fetched)

    def measure_foot(self, photo: FootPhoto) -> Footprints:
        """Measure a footprint in a picture; see `journal/feet.py`. UsageError."""
        from kneewise.journal.feet import measure_foot

        return measure_foot(self.store, photo, self.runner)

    def keep_posture(
        self, side: Side, said: Mapping[str, object], *, day: date | None = None
    ) -> KeptPosture:
        """Keep the six things seen of a foot, -2 to 2 each. Raises UsageError."""
        from kneewise.journal.feet import keep_posture

        return keep_posture(self.store, side, said, day, self.runner)

    def remove_foot(self, number: int) -> None:
        """Delete a print or posture by its number. Raises NotFoundError."""
        from kneewise.journal.feet import remove_foot

        remove_foot(self.store, number, self.runner)

    def rate_soreness(
        self, said: Mapping[tuple[Muscle, Side], float], *, day: date | None = None
    ) -> tuple[LogEntry, ...]:
        """Rate sore muscles 0-10, by muscle and side. Raises UsageError."""
        from kneewise.journal.soreness import rate_soreness

        return rate_soreness(self.store, said, day, self.runner)

    def log_routine(self, name: str, done: Collection[str]) -> LogEntry:
        """Note steps of a routine as done today. Raises NotFoundError, UsageError."""
        from kneewise.journal.routines import log_routine

        return log_routine(self.store, name, done, self.runner)

    def set_fact(self, key: str, value: str, valid_from: date | None = None) -> None:
        """Say a fact about the runner; see `PROFILE_KEYS`. Raises UsageError."""
        from kneewise.journal.noting import set_fact

        set_fact(self.store, key, value, valid_from, self.runner)

    def add_shoe(self, name: str, **said: float | str | date | None) -> Shoe:
        """A new pair, or more said of the one of that name. Raises UsageError."""
        from kneewise.journal.shoes import add_shoe

        return add_shoe(self.store, name, self.runner, **said)

    def change_shoe(self, number: int, **said: float | str | date | None) -> Shoe:
        """Say a pair anew; None for "not known". Raises NotFoundError, UsageError."""
        from kneewise.journal.shoes import change_shoe

        return change_shoe(self.store, number, self.runner, **said)

    def wear(self, shoe: str | None, run: str | int = "latest") -> Run:
        """Say in which pair a run was; None for none known. Raises NotFoundError."""
        from kneewise.journal.shoes import wear

        return wear(self.store, shoe, str(run), self.runner)

    def edit_run(
        self,
        run: str | int,
        *,
        sport: Sport | None = None,
        km: float | None = None,
        name: str | None = None,
    ) -> Run:
        """Put something right. Raises NotFoundError, UsageError."""
        from kneewise.journal.editing import edit_run

        return edit_run(self.store, str(run), self.runner, sport=sport, km=km, name=name)

    def name_unknown(self, sport: Sport) -> int:
        """Say what the activities were of which nobody says it; how many there were."""
        from kneewise.journal.editing import name_unknown

        return name_unknown(self.store, sport, self.runner)

    def delete_run(self, run: str | int) -> Run:
        """Leave a run out of everything; its original stays. Raises NotFoundError."""
        from kneewise.journal.editing import delete_run

        return delete_run(self.store, str(run), self.runner)

    def restore_run(self, run: str | int) -> Run:
        """Bring a run back that was left out. Raises NotFoundError, UsageError."""
        from kneewise.journal.editing import restore_run

        return restore_run(self.store, str(run), self.runner)

    def split_run(self, run: str | int) -> tuple[Run, ...]:
        """Separate the recordings merged into a run; they stay apart. Raises NotFoundError."""
        from kneewise.journal.editing import split_run

        return split_run(self.store, str(run), self.runner)

    def add_map(
        self,
        file: Path,
        name: str | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> MapLine:
        """A map (.osm.pbf) or elevation tile (.hgt, GeoTIFF); see `journal/mapping.py`.

        Raises MapError, UsageError.
        """
        from kneewise.journal.mapping import add_map

        return add_map(self.store, file, name, on_progress, runner=self.runner)

    def remove_map(self, name: str) -> MapLine:
        """Take a map or elevation tile away; what it was. Raises NotFoundError."""
        from kneewise.journal.mapping import remove_map

        return remove_map(self.store, name, self.runner)

    def match_ground(
        self,
        run: str | int | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Matched:
        """Match the runs that wait (or one of them) to the maps; see `journal/grounding.py`."""
        from kneewise.journal.grounding import match_waiting

        said = None if run is None else str(run)
        return match_waiting(self.store, self.runner, on_progress, said)

    def get_map(
        self,
        offer: MapOffer,
        on_fetched: Callable[[int, int | None], None] | None = None,
        on_read: Callable[[int], None] | None = None,
    ) -> MapLine:
        """Fetch what `offer_map` found; goes online, ask the runner first. Raises MapError."""
        from kneewise.journal.map_getting import get_map

        return get_map(self.store, offer, on_fetched, on_read)
