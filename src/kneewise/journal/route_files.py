"""Routes into files: where they go, under which names, and that nothing else is written over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kneewise.exports.course import (
    FIT_TYPE,
    GPX_TYPE,
    RouteFile,
    course_bytes,
    file_stem,
    gpx_bytes,
)
from kneewise.exports.leaving import ExportedFile
from kneewise.journal.route_load import REFERENCE_M_S
from kneewise.journal.routing import RoutesAnswer
from kneewise.journal.targets import check_free, check_route_targets
from kneewise.model.errors import StoreError
from kneewise.store.writing import writing


def route_files(
    answer: RoutesAnswer, *, gpx: bool = True, fit: bool = True, at: datetime | None = None
) -> tuple[ExportedFile, ...]:
    """Every offered route as GPX and as FIT course, in the order of the offers."""
    about = RouteFile(
        attribution=answer.attribution or "",
        made_at=at if at is not None else datetime.now(UTC),
        speed_m_s=answer.speed_m_s or REFERENCE_M_S,
    )
    files = []
    for number, offer in enumerate(answer.offers, start=1):
        stem = file_stem(offer.route, number)
        if gpx:
            files.append(ExportedFile(f"{stem}.gpx", GPX_TYPE, gpx_bytes(offer.route, about)))
        if fit:
            files.append(ExportedFile(f"{stem}.fit", FIT_TYPE, course_bytes(offer.route, about)))
    return tuple(files)


def save_routes(answer: RoutesAnswer, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """All of them into a folder, made where it is missing. Raises UsageError, StoreError."""
    files = route_files(answer)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} can't be made: {error.strerror or error}.") from error
    return _write([(folder / file.name, file) for file in files], force=force)


def save_best(
    answer: RoutesAnswer, gpx: Path | None, fit: Path | None, *, force: bool = False
) -> tuple[Path, ...]:
    """The first route into a file of each kind that is named. Raises UsageError, StoreError."""
    check_route_targets(gpx, fit)
    wanted = [
        (target, file)
        for target, ending in ((gpx, ".gpx"), (fit, ".fit"))
        if target is not None
        for file in route_files(answer)[:2]
        if file.name.endswith(ending)
    ]
    return _write([(_named(target, file.name), file) for target, file in wanted], force=force)


def _named(target: Path, name: str) -> Path:
    return target / name if target.is_dir() else target


def _write(wanted: Sequence[tuple[Path, ExportedFile]], *, force: bool) -> tuple[Path, ...]:
    """Each file aside first and then in its place; one that is there stays without `force`."""
    check_free((target for target, _ in wanted), force=force)
    written = []
    for target, file in wanted:
        part = target.with_name(f".{target.name}.part")
        try:
            with writing(target):
                part.write_bytes(file.data)
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        written.append(target.resolve())
    return tuple(written)
