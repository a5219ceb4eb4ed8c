"""`kneewise serve`: the pages, on this machine or for the phones in its network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kneewise.cli.options import Home
from kneewise.model.errors import UsageError

LAN_HELP = "Let other machines of your network in, with a passphrase."
NEW_HELP = "With --lan: choose another passphrase."
CERT_HELP = "With --lan and --key: a certificate (PEM), for https."
KEY_HELP = "The key of --cert (PEM)."


def serve(
    ctx: typer.Context,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; else the first free one.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    lan: Annotated[bool, typer.Option("--lan", help=LAN_HELP)] = False,
    new_passphrase: Annotated[bool, typer.Option("--new-passphrase", help=NEW_HELP)] = False,
    cert: Annotated[Path | None, typer.Option(metavar="FILE", help=CERT_HELP)] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help=KEY_HELP)] = None,
    home: Home = None,
) -> None:
    """Show everything as pages in the browser; without --lan only this machine can reach them."""
    from kneewise.web.sweeping import full_rounds_put_off

    if new_passphrase and not lan:
        raise UsageError("--new-passphrase goes with --lan; nothing else asks for one.")
    if (cert is None) != (key is None):
        raise UsageError("--cert and --key go together: https needs both files.")
    if cert is not None and not lan:
        raise UsageError("--cert goes with --lan; on this machine alone nothing is sent around.")
    with full_rounds_put_off():  # from the first import on: the first page is waited for
        from kneewise.cli.serve_view import show_here, show_in_network
        from kneewise.journal.settings import settings_from

        settings = settings_from(home if home is not None else ctx.obj)
        if lan:
            pair = None if cert is None or key is None else (cert, key)
            show_in_network(settings, port, new_passphrase=new_passphrase, pair=pair)
        else:
            show_here(settings, port, browser=browser)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)
