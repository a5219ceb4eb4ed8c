"""Settings: policy, units, dates, zone, the runner, what stays private, out and away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated
from zoneinfo import available_timezones

from babel import Locale
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from kneewise.model.runner import PROFILE_CHOICES
from kneewise.model.words import say
from kneewise.web.journals import JournalDep, SettingsDep
from kneewise.web.page import Page, back_to, render

router = APIRouter()

LANGUAGES = (
    "en-GB", "en-US", "cs", "da", "de", "es", "fi", "fr", "it", "ja", "ko", "nb", "nl", "pl",
    "pt-BR", "pt-PT", "ru", "sv", "tr", "uk", "zh-CN",
)  # fmt: skip
"""Languages offered for dates; `kneewise profile set date_language` takes any other."""

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
    home: str


@router.get("/settings", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, settings: SettingsDep) -> HTMLResponse:
    """Everything that can be chosen, with its value now."""
    said = {fact.key: fact.value for fact in journal.profile()}
    page = SettingsPage(
        chosen=tuple(_fact(key, said) for key in CHOSEN),
        about=tuple(_fact(key, said) for key in ABOUT),
        zone=said.get("privacy_zone", ""),
        home=str(settings.home),
    )
    return render(request, "settings", page, journal)


@router.post("/settings/fact")
def set_fact(
    journal: JournalDep, key: Annotated[str, Form()], value: Annotated[str, Form()]
) -> Response:
    """Say one fact; an empty value of a text field says nothing."""
    if value:
        journal.set_fact(key, value)
    return back_to(f"/settings#{key}", say(PAGE.package, "saved"))


@router.post("/settings/zone")
def set_zone(
    journal: JournalDep,
    latitude: Annotated[str, Form()] = "",
    longitude: Annotated[str, Form()] = "",
    radius_m: Annotated[str, Form()] = "",
) -> Response:
    """Say the privacy zone, or with nothing in the fields that there is none."""
    parts = [part.strip() for part in (latitude, longitude, radius_m)]
    journal.set_fact("privacy_zone", ",".join(parts) if any(parts[:2]) else "")
    return back_to("/settings#privacy_zone", say(PAGE.package, "saved"))


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
    if key == "date_language":
        choices = _languages()
    elif key == "home_zone":
        choices = tuple((zone, zone) for zone in _zones())
    else:
        values = PROFILE_CHOICES.get(key, ())
        choices = tuple((value, say(PAGE.package, f"{key}.{value}")) for value in values)
    return Fact(key, said.get(key), choices)


@cache
def _languages() -> tuple[tuple[str, str], ...]:
    return tuple((code, Locale.parse(code, sep="-").display_name or code) for code in LANGUAGES)


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))


PAGE = Page("settings", router, place=90)
