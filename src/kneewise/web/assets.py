"""Styles, scripts and pictures: ours and each page's own.

All are found once at start, packed once, and named with a hash of what they hold, so that a
browser may keep them for good and still gets every change.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}
FOREVER = "public, max-age=31536000, immutable"
PACKED = frozenset({".js", ".css", ".svg", ".webmanifest"})


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: where it lies and the hash of what it holds."""

    path: Path
    version: str


@cache
def assets() -> Mapping[str, Asset]:
    """Every asset by the name pages use: `kneewise.css`, `pages/today.js`."""
    return {
        name: Asset(path, hashlib.sha256(path.read_bytes()).hexdigest()[:12])
        for name, path in _found()
    }


def url(name: str) -> str:
    """The address of an asset. Raises KeyError for one that is not there."""
    return f"/assets/{name}?v={assets()[name].version}"


def _found() -> Iterator[tuple[str, Path]]:
    room = Path(str(files("kneewise.web")))
    for path in sorted((room / "static").rglob("*")):
        if path.is_file():
            yield path.relative_to(room / "static").as_posix(), path
    for path in sorted((room / "pages").glob("*/page.*")):
        if path.suffix in {".js", ".css"}:
            yield f"pages/{path.parent.name}{path.suffix}", path


@cache
def _bytes(name: str, *, packed: bool) -> bytes:
    raw = assets()[name].path.read_bytes()
    return gzip.compress(raw, 6, mtime=0) if packed else raw


router = APIRouter(include_in_schema=False)


@router.get("/assets/{name:path}")
def asset(name: str, request: Request) -> Response:
    """One asset, packed where the browser takes it so."""
    found = assets().get(name)
    if found is None:
        raise HTTPException(404)
    suffix = found.path.suffix
    packed = suffix in PACKED and "gzip" in request.headers.get("accept-encoding", "")
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    asked = request.query_params.get("v") == found.version
    headers = {"Cache-Control": FOREVER if asked else "no-cache", "Vary": "Accept-Encoding"}
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(_bytes(name, packed=packed), media_type=kind, headers=headers)
