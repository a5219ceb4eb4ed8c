"""What makes the pages an app on the home screen: the manifest and the service worker."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from kneewise.model.words import say
from kneewise.web.assets import assets, url

router = APIRouter(include_in_schema=False)

SHELL = ("kneewise.css", "shell.js", "icon.svg", "icon-192.png")
"""What a phone keeps, so that a rating can be given without a connection."""


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
def service_worker() -> Response:
    """The service worker, from the root so that it covers every page."""
    return Response(_worker(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _worker() -> str:
    kept = [url(name) for name in SHELL]
    version = hashlib.sha256("".join(a.version for a in assets().values()).encode()).hexdigest()
    code = files("kneewise.web").joinpath("worker.js").read_text(encoding="utf-8")
    names = ", ".join(f'"{name}"' for name in kept)
    return f'const VERSION = "{version[:12]}";\nconst SHELL = [{names}];\n{code}'
