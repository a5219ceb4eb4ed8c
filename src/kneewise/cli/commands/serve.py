"""`kneewise serve`: the pages, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import Home


def serve(
    ctx: typer.Context,
    port: Annotated[int | None, typer.Option(help="Port; else the first free one.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    home: Home = None,
) -> None:
    """Show everything as pages in the browser; only this machine can reach them."""
    from kneewise.journal.settings import settings_from
    from kneewise.web.serving import free_port, open_browser
    from kneewise.web.serving import serve as serve_pages
    from kneewise.web.settings import WebSettings

    settings = settings_from(home if home is not None else ctx.obj)
    chosen = free_port() if port is None else port
    address = f"http://127.0.0.1:{chosen}/"

    def ready() -> None:
        typer.echo(f"kneewise is at {address}  (Ctrl-C ends it)")
        if browser:
            open_browser(address)

    serve_pages(WebSettings(home=settings.home, runner=settings.runner), chosen, on_ready=ready)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)
