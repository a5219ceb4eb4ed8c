"""The pages and the JSON API as one application over one home."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi.telemetry import TelemetryConfig

from kneewise import __version__
from kneewise.web import assets, shell
from kneewise.web.guard import Guard
from kneewise.web.mistakes import catch, keep_log
from kneewise.web.page import all_pages
from kneewise.web.settings import WebSettings

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
        openapi_url="/api/openapi.json",
        telemetry=SILENT,
    )
    app.state.settings = settings
    keep_log(settings.home)
    catch(app)
    app.include_router(assets.router)
    app.include_router(shell.router)
    for page in all_pages():
        app.include_router(page.router, include_in_schema=False)

    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        """The first page is today's."""
        return RedirectResponse("/today", status_code=303)

    app.add_middleware(Guard, hosts=settings.hosts)
    return app
