"""Showing pages from a terminal: the address, and for a network what a person must know of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import console
from kneewise.cli.page import Page
from kneewise.model.errors import UsageError, needs_extra
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.settings import Settings
    from kneewise.web.settings import Certificate

ROOM = "kneewise.web"


def show_here(settings: Settings, port: int | None, *, browser: bool) -> None:
    """Pages for this machine alone, until Ctrl-C. Raises UsageError, MissingExtraError."""
    with needs_extra("web"):
        from kneewise.web import serving
        from kneewise.web.settings import WebSettings

    socket = serving.listen(serving.free_port() if port is None else port)
    address = f"http://{serving.HOST}:{socket.getsockname()[1]}/"

    def ready() -> None:
        typer.echo(say(ROOM, "serve.at", address=address))
        if browser:
            serving.open_browser(address)

    web = WebSettings(home=settings.home, runner=settings.runner)
    serving.serve(web, socket, on_ready=ready)


def show_in_network(
    settings: Settings,
    port: int | None,
    *,
    new_passphrase: bool,
    pair: tuple[Path, Path] | None = None,
) -> None:
    """Pages for every machine of the network that knows the passphrase, until Ctrl-C.

    Over https with a `pair` of certificate and key. Raises UsageError, StoreError,
    MissingExtraError.
    """
    with needs_extra("web"):
        from kneewise.web import lan, serving, tls
        from kneewise.web.settings import WebSettings

    certificate = None if pair is None else tls.read_certificate(*pair)
    hashed = _passphrase(settings.home, anew=new_passphrase)
    everywhere = lan.EVERYWHERE
    chosen = serving.free_port(everywhere) if port is None else port
    socket = serving.listen(chosen, everywhere)
    own = lan.addresses()
    known = () if certificate is None else tls.known_as(certificate, own)
    web = WebSettings(
        home=settings.home,
        runner=settings.runner,
        hosts=lan.allowed_hosts((*own, *known)),
        passphrase_hash=hashed,
        certificate=certificate,
    )
    at = [f"{web.scheme}://{host}:{socket.getsockname()[1]}/" for host in known or own]
    alone = f"{web.scheme}://{serving.HOST}:{socket.getsockname()[1]}/"
    serving.serve(web, socket, on_ready=lambda: _print(at, alone, certificate, named=bool(known)))


def _print(at: list[str], alone: str, certificate: Certificate | None, *, named: bool) -> None:
    from kneewise.web.lan import picture

    page = Page(console())
    first = at[0] if at else alone
    page.text(say(ROOM, "serve.at", address=first))
    for address in at[1:]:
        page.item(say(ROOM, "serve.also", address=address))
    page.text(say(ROOM, "serve.bound"))
    if at:
        page.blank()
        page.text(say(ROOM, "serve.scan"))
        typer.echo(picture(first))
    else:
        page.text(say(ROOM, "serve.alone"))
    if certificate is None:
        page.text(say(ROOM, "serve.plain"), "bold")
        return
    page.text(say(ROOM, "serve.secure", file=certificate.file))
    if at and not named:
        page.text(say(ROOM, "serve.not_named", address=first), "bold")


def _passphrase(home: Path, *, anew: bool) -> str:
    """The hash kept in the home; asked for twice, hidden, where there is none or a new one."""
    from kneewise.journal import open_journal
    from kneewise.web import passphrase

    with open_journal(home):
        kept = passphrase.stored(home) if not anew else None
    if kept is not None:
        return kept
    if not someone_is_there():
        raise UsageError(say(ROOM, "passphrase.needed"))
    asked = say(ROOM, "passphrase.ask", shortest=passphrase.SHORTEST)
    said: str = typer.prompt(asked, hide_input=True, confirmation_prompt=True)
    return passphrase.keep(home, said)
