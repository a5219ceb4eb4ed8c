"""The pages and the JSON API as one application over one home."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool

from kneewise import __version__
from kneewise.store.memory import Memory
from kneewise.web import api, assets, shell, taking
from kneewise.web.api import describing
from kneewise.web.filming import Filming
from kneewise.web.guard import Guard
from kneewise.web.journals import open_for
from kneewise.web.login import Door, Login
from kneewise.web.mistakes import Edge, catch
from kneewise.web.page import all_pages
from kneewise.web.settings import MAX_FORM_BYTES, WebSettings

SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}
"""Nothing is measured for anybody: the framework's own telemetry stays off, whatever the
environment says."""


def make_app(settings: WebSettings) -> FastAPI:
    """Everything under one guard; docs of the API come from our own page, not from a CDN."""
    app = FastAPI(
        title="kneewise",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # `api/describing.py` does it, when it is asked for
        telemetry=SILENT,
        max_body_size=MAX_FORM_BYTES,
        lifespan=_living,
    )
    app.state.settings = settings
    app.state.memory = Memory()
    app.state.door = None if settings.passphrase_hash is None else Door(settings.passphrase_hash)
    taking.install(app, settings)
    app.state.filming = Filming(settings.home, lambda: open_for(app))
    catch(app)
    app.include_router(assets.router)
    app.include_router(shell.router)
    app.include_router(describing.page)
    for router in api.routers():
        app.include_router(router)
    for page in all_pages():
        app.include_router(page.router, include_in_schema=False)

    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        """The first page is today's."""
        return RedirectResponse("/today", status_code=303)

    if app.state.door is not None:
        app.add_middleware(Login, door=app.state.door)
    app.add_middleware(Edge)
    app.add_middleware(Guard, hosts=settings.hosts, secure=settings.certificate is not None)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """As long as the app answers; an import on its way is ended cleanly with it."""
    yield
    await run_in_threadpool(app.state.importer.stop)
    await run_in_threadpool(app.state.filming.stop)
