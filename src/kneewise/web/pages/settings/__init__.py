"""Settings: policy, units, dates, zone, the runner, what stays private, out and away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from kneewise.model.errors import UsageError
from kneewise.model.runner import PROFILE_CHOICES
from kneewise.model.words import say
from kneewise.web.forms import number
from kneewise.web.journals import JournalDep, SettingsDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.wording import FEET_A_METRE, Wording, locale_of, wording_of

router = APIRouter()

LANGUAGES = (
    "en-GB", "en-US", "cs", "da", "de", "es", "fi", "fr", "it", "ja", "ko", "nb", "nl", "pl",
    "pt-BR", "pt-PT", "ru", "sv", "tr", "uk", "zh-CN",
)  # fmt: skip
"""Languages offered for dates; `kneewise profile date_language` takes any other."""

CHOSEN = ("policy", "units", "date_language", "home_zone")
ABOUT = (
    "birth_year",
    "sex",
    "country",
    "experience",
    "hr_max_bpm",
    "foot_type",
    "previous_knee_injury",
    "previous_knee_injury_on",
)
LEAVING = ".leaving-"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be said: its value in force and, where they are fixed, its choices."""

    key: str
    value: str | None
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What the page shows; `zone` is the privacy zone as it was said."""

    chosen: tuple[Fact, ...]
    about: tuple[Fact, ...]
    zone: str
    radius: str
    home: str


@router.get("/settings", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, settings: SettingsDep) -> HTMLResponse:
    """Everything that can be chosen, with its value now."""
    said = {fact.key: fact.value for fact in journal.profile()}
    zone = said.get("privacy_zone", "")
    page = SettingsPage(
        chosen=tuple(_fact(key, said) for key in CHOSEN),
        about=tuple(_fact(key, said) for key in ABOUT),
        zone=zone,
        radius=_radius(zone, wording_of(journal.profile())),
        home=str(settings.home),
    )
    return render(request, "settings", page, journal)


@router.post("/settings/fact")
def set_fact(
    journal: JournalDep, key: Annotated[str, Form()], value: Annotated[str, Form()]
) -> Response:
    """Say one fact; an empty value of a text field says nothing. Raises UsageError."""
    if key == "date_language" and value and locale_of(value) is None:
        raise UsageError(say(PAGE.package, "date_language.unknown", said=value))
    if value:
        journal.set_fact(key, value)
    return back_to(f"/settings#{key}", say(PAGE.package, "saved"))


@router.post("/settings/zone")
def set_zone(
    journal: JournalDep,
    latitude: Annotated[str, Form()] = "",
    longitude: Annotated[str, Form()] = "",
    radius: Annotated[str, Form()] = "",
) -> Response:
    """Say the privacy zone, or with nothing in the fields that there is none.

    The radius is said in the runner's own unit and kept in metres. Raises UsageError.
    """
    w = wording_of(journal.profile())
    zone = ""
    if latitude.strip() or longitude.strip():
        names = ("zone.latitude", "zone.longitude", "zone.radius")
        said = (latitude, longitude, radius)
        parts = [_part(name, text, w) for name, text in zip(names, said, strict=True)]
        parts[2] = _metres(parts[2], w)
        zone = ",".join(parts)
    journal.set_fact("privacy_zone", zone)
    return back_to("/settings#privacy_zone", say(PAGE.package, "saved"))


def _part(name: str, said: str, w: Wording) -> str:
    """One number of the zone as a machine writes it, taken with a point or a comma."""
    what = say(PAGE.package, name, unit=w.length_name())
    try:
        found = number(said)
    except UsageError:
        found = None
    if found is None:
        raise UsageError(say(PAGE.package, "zone.no_number", what=what, said=said.strip()))
    return said.strip().replace(",", ".")


def _radius(zone: str, w: Wording) -> str:
    """The radius of a zone in the runner's own unit; as it was said where it is no number."""
    metres = zone.rpartition(",")[2]
    try:
        return f"{w.own(float(metres), 'm')[0]:.0f}" if w.imperial else metres
    except ValueError:
        return metres


def _metres(said: str, w: Wording) -> str:
    """A length in metres from a number in the runner's own unit."""
    return f"{float(said) / FEET_A_METRE:.0f}" if w.imperial else said


@router.get("/settings/backup")
def backup(journal: JournalDep, settings: SettingsDep) -> Response:
    """Everything in one zip; made beside the data, gone when it is sent."""
    folder = Path(mkdtemp(prefix=LEAVING, dir=settings.home))
    try:
        made = journal.backup(folder)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    away = BackgroundTask(rmtree, folder, ignore_errors=True)
    return FileResponse(made, filename=made.name, media_type="application/zip", background=away)


@router.post("/settings/delete")
def delete(journal: JournalDep, word: Annotated[str, Form()] = "") -> Response:
    """Delete everything, once the word was typed."""
    journal.delete_everything(word)
    return back_to("/settings", say(PAGE.package, "deleted"))


def _fact(key: str, said: dict[str, str]) -> Fact:
    value = said.get(key)
    if key == "date_language":
        value, choices = _language(value)
    elif key == "home_zone":
        choices = tuple((zone, zone) for zone in _zones())
    else:
        values = PROFILE_CHOICES.get(key, ())
        choices = tuple((value, say(PAGE.package, f"{key}.{value}")) for value in values)
    return Fact(key, value, choices)


def _language(said: str | None) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The language in force and all on offer; one that is not among them is shown beside them."""
    choices = _languages()
    if said is None:
        return None, choices
    wanted = locale_of(said)
    for code, _ in choices:
        if code == said or (wanted is not None and locale_of(code) == wanted):
            return code, choices
    return said, (*choices, (said, _spoken(said)))


@cache
def _languages() -> tuple[tuple[str, str], ...]:
    return tuple((code, _spoken(code)) for code in LANGUAGES)


def _spoken(code: str) -> str:
    """A language in its own words; one that nobody knows as it was said."""
    found = locale_of(code)
    return code if found is None else found.display_name or code


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))


PAGE = Page("settings", router, place=90)
