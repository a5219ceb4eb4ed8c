"""What makes the pages an app on the home screen: the manifest and the service worker."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from kneewise.model.words import say
from kneewise.web.assets import assets, url
from kneewise.web.page import home_mark
from kneewise.web.pages import offline

router = APIRouter(include_in_schema=False)

SHELL = ("kneewise.css", "shell.js", "offline.js", "icon.svg", "icon-192.png")
"""What a phone keeps beside the page /offline, so that a rating can be given without a connection.

No other page is kept: each holds what a runner told.
"""


@router.get("/manifest.webmanifest")
def manifest() -> Response:
    """Name, colours and icons of the app."""
    icons = [
        {"src": url(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    return JSONResponse(
        {
            "name": "kneewise",
            "short_name": "kneewise",
            "description": say("kneewise.web", "app.what"),
            "start_url": "/today",
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b5f5f",
            "icons": icons,
        },
        media_type="application/manifest+json",
    )


@router.get("/sw.js")
def service_worker(request: Request) -> Response:
    """The service worker, from the root so that it covers every page."""
    code = _worker(home_mark(request))
    return Response(code, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _worker(mark: str) -> str:
    """The worker with what it keeps; another version of any of it makes another worker."""
    kept = [url(name) for name in SHELL]
    holds = "".join(asset.version for asset in assets().values()) + offline.drawn(mark)
    version = hashlib.sha256(holds.encode()).hexdigest()
    code = files("kneewise.web").joinpath("worker.js").read_text(encoding="utf-8")
    names = ", ".join(f'"{name}"' for name in kept)
    head = (
        f'const VERSION = "{version[:12]}";\nconst SHELL = [{names}];\nconst AWAY = "/offline";\n'
    )
    return head + code
