"""Taking a photo: to a tray on disk, measured, and the tray removed whatever came of it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from kneewise.body.foot import Sheet
from kneewise.body.foot.types import MOST_BYTES
from kneewise.journal.feet import FootPhoto, Footprints
from kneewise.journal.journal import Journal
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web.filling import filled
from kneewise.web.forms import choice
from kneewise.web.settings import WebSettings
from kneewise.web.uploads import Limits, receive

_PACKAGE = "kneewise.web.pages.feet"

FORM_BYTES = 64 * 1024
"""Beside the photo itself: names and the other fields."""

MOST_PICTURES = 4


@dataclass(slots=True)
class Pictures:
    """The last sheets seen from above, by the number of their print; in memory alone."""

    kept: OrderedDict[int, bytes] = field(default_factory=OrderedDict)

    def keep(self, found: Footprints) -> None:
        """Keep the picture of these prints, and let go of the oldest."""
        for one in found.prints:
            if found.png is not None:
                self.kept[one.number] = found.png
        while len(self.kept) > MOST_PICTURES:
            self.kept.popitem(last=False)


def pictures_of(request: Request) -> Pictures:
    """Those of this server."""
    found = getattr(request.app.state, "foot_pictures", None)
    if found is None:
        found = request.app.state.foot_pictures = Pictures()
    pictures: Pictures = found
    return pictures


async def take_photo(request: Request, journal: Journal) -> Footprints:
    """Measure the photo of a form; nothing of it is left on disk.

    Raises TooMuchError, UsageError, NoRoomError, MissingExtraError.
    """
    settings: WebSettings = request.app.state.settings
    async with filled(settings) as tray:
        said: dict[str, str] = {}
        limits = Limits(MOST_BYTES + FORM_BYTES, 1)
        files = await receive(request, tray.place, limits, said)
        if not files:
            raise UsageError(say(_PACKAGE, "nothing"))
        found = await run_in_threadpool(_measured, journal, files[0][1], said)
    await run_in_threadpool(tray.close)
    pictures_of(request).keep(found)
    return found


def _measured(journal: Journal, path: Path, said: dict[str, str]) -> Footprints:
    photo = FootPhoto(
        data=path.read_bytes(),
        side=choice(Side, said.get("side", "")),
        sheet=choice(Sheet, said.get("sheet", "")),
        picture=True,
    )
    return journal.measure_foot(photo)
