"""Where files are to be written: never one over the other, and none over a runner's own unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kneewise.model.errors import UsageError


def same_file(first: Path, second: Path) -> bool:
    """Whether both lead to one file, links followed; neither has to be there yet."""
    try:
        return first.samefile(second)
    except OSError:  # one of them is not there: then its spelling tells
        return first.resolve() == second.resolve()


def check_free(targets: Iterable[Path], *, force: bool) -> None:
    """Refuse to write over what is there, unless that was said. Raises UsageError."""
    for target in targets:
        if target.exists() and not force:
            raise UsageError(f"{target} is there already. Name another file, or say --force.")


def check_route_targets(gpx: Path | None, fit: Path | None, folder: Path | None = None) -> None:
    """Refuse files of one route that would take each other's place.

    A folder may be named twice: files in it have names of their own. Raises UsageError.
    """
    if gpx is not None and fit is not None and not gpx.is_dir() and same_file(gpx, fit):
        raise UsageError(f"GPX and FIT can't be one file; name another than {fit} for one of them.")
    for target in (gpx, fit):
        if folder is None or target is None:
            continue
        place = target if target.is_dir() else target.parent
        if same_file(place, folder):
            raise UsageError(
                f"Both kinds of every route are written into {folder} already; name a file "
                f"elsewhere than {target}."
            )
