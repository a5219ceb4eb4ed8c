"""What a page is, finding all of them, and turning one into HTML.

A page is one folder in `pages/`: `__init__.py` with its routes, its typed context and a `PAGE`;
`page.html`; `words.toml`; and, where it needs them, `page.css` and `page.js`. Nothing else is
touched when a page is added.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pkgutil import iter_modules
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import (
    Environment,
    PackageLoader,
    StrictUndefined,
    pass_context,
    select_autoescape,
)
from jinja2.filters import do_join
from jinja2.runtime import Context
from markupsafe import Markup

import kneewise.web.pages as pages_package
from kneewise.journal.decoding import said_from
from kneewise.journal.encoding import kept, plain
from kneewise.journal.journal import Journal
from kneewise.model.diary import Site
from kneewise.model.numbers import counted
from kneewise.model.words import Said, load_words, say
from kneewise.web import assets
from kneewise.web.drawing import knee as drawn_knee
from kneewise.web.drawing.shares import share_bar
from kneewise.web.linking import linked
from kneewise.web.wording import Wording, wording_of

SAID = "kneewise_said"
"""A short-lived cookie that carries one sentence over a redirect."""

NAME = "\ufffc"
"""In the slot of a sentence: here stands a name from a file or the runner (`named`)."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what is written around them (UAX 9)."""

INSIDE = "kneewise.inside"
"""In the scope of a request that came with a session: its page leads out again."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its folder's name, its routes, and its place in the navigation.

    `place` orders it; `main` puts it on the bar of a phone, the others under "more"; None is
    found from another page only.
    """

    name: str
    router: APIRouter
    place: int | None = None
    main: bool = False

    @property
    def package(self) -> str:
        """Where its words stand."""
        return f"{pages_package.__name__}.{self.name}"

    @property
    def title(self) -> str:
        """Its name in the navigation."""
        return say(self.package, "nav")


@cache
def all_pages() -> tuple[Page, ...]:
    """The `PAGE` of every folder in `pages/`, in the order of the navigation."""
    modules = (
        importlib.import_module(f"{pages_package.__name__}.{found.name}")
        for found in iter_modules(pages_package.__path__)
    )
    found = (vars(module).get("PAGE") for module in modules)
    pages = [page for page in found if isinstance(page, Page)]
    return tuple(sorted(pages, key=lambda page: (page.place is None, page.place, page.name)))


@cache
def environment() -> Environment:
    """Jinja, strict: what is not there is an error, what is text stays text."""
    found = Environment(
        loader=PackageLoader("kneewise.web", ""),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html", "svg"), default=True),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_finalize,
    )
    found.globals["asset"] = assets.url
    found.globals["assets"] = assets.assets
    found.globals["pages"] = all_pages
    found.globals["sites"] = lambda: [site.value for site in Site]
    found.globals["knee"] = drawn_knee.knee
    found.globals["share_bar"] = share_bar
    found.globals["map_views"] = drawn_knee.SPOTS
    found.globals["map_nowhere"] = drawn_knee.NOWHERE
    found.globals["room"] = lambda package: partial(say, f"kneewise.{package}")
    found.globals["NAME"] = NAME
    found.filters["named"] = named
    found.filters["counted"] = counted
    found.filters["linked"] = _linked
    found.filters["join"] = _join
    found.filters["json"] = _json
    return found


@pass_context
def _finalize(context: Context, value: object) -> object:
    """What a template shows, as this runner reads it.

    The one place where a room's sentences become the runner's, so that no page can forget it.
    What the runner typed is no `Said` and passes as it is, however it looks; but for characters
    that would turn our words around it. The name that is kept has them still.
    """
    shown = context["w"].read(value) if type(value) is Said else value
    return _unturned(shown) if isinstance(shown, str) else shown


def _unturned(shown: str) -> str:
    if shown.isascii() or _TURNS.search(shown) is None:
        return shown
    straight = _TURNS.sub("", shown)
    return Markup(straight) if isinstance(shown, Markup) else straight  # noqa: S704 - as it was


def named(sentence: str, name: str) -> Markup:
    """A sentence that was filled with `NAME`, the name set in it so that it turns nothing else."""
    if NAME not in sentence:
        return Markup("{}").format(sentence)
    before, _, after = sentence.partition(NAME)
    return Markup("{}<bdi>{}</bdi>{}").format(before, name, after)


def _read(context: Context, value: object) -> object:
    return context["w"].read(value) if isinstance(value, Said) else value


@pass_context
def _linked(context: Context, text: str) -> Markup:
    return linked(str(_read(context, text)))


@pass_context
def _join(context: Context, parts: Iterable[object], between: str = "") -> str:
    """As Jinja's own; each part is read before it is lost in the whole."""
    found: str = do_join(context.eval_ctx, (_read(context, part) for part in parts), between)
    return found


@pass_context
def _json(context: Context, value: object) -> str:
    """Data for a page's script, its sentences read."""
    return json.dumps(plain(value, partial(_read, context)), ensure_ascii=False)


def render(
    request: Request,
    name: str,
    page: object,
    journal: Journal,
    *,
    template: str = "page.html",
    status: int = 200,
) -> HTMLResponse:
    """The page of that name as HTML: `page` is its typed context, `say` its words.

    In templates: `page`, `say(id, **slots)`, `shell(id)` for words all pages share, `w` the
    runner's `Wording`, `here` the page's name, `said` a sentence carried over a redirect;
    `room("care.today")` gives the words of another room.
    """
    response = HTMLResponse(
        draw(
            f"pages/{name}/{template}",
            {
                "page": page,
                "here": name,
                "said": _carried(request),
                "home_mark": home_mark(request),
                "leaves": INSIDE in request.scope,
                "w": wording_of(journal.profile()),
            },
            words=f"{pages_package.__name__}.{name}",
        ),
        status_code=status,
    )
    if SAID in request.cookies:
        response.delete_cookie(SAID)
    return response


def draw(template: str, context: Mapping[str, Any], *, words: str) -> str:
    """A template with its context and the words of a package."""

    def of_page(sentence: str, **slots: object) -> str:
        return say(words, sentence, **slots)

    def of_shell(sentence: str, **slots: object) -> str:
        return say("kneewise.web", sentence, **slots)

    def has(sentence: str) -> bool:
        return sentence in load_words(words)

    shared = {"say": of_page, "shell": of_shell, "has_words": has, "w": Wording()}
    return environment().get_template(template).render(shared | dict(context))


def home_mark(request: Request) -> str:
    """A mark that tells the home of these pages from another one served at the same address.

    A hash, so that it says nothing of where the data lies. What a browser keeps for later
    (offline.js) carries it and is sent to that home alone.
    """
    settings = request.app.state.settings
    whose = f"{settings.home.absolute()}\n{settings.runner}"
    return hashlib.sha256(whose.encode()).hexdigest()[:16]


def back_to(path: str, said: str | None = None) -> RedirectResponse:
    """After a change: see this page (303), with a sentence on what was done."""
    response = RedirectResponse(path, status_code=303)
    if said is not None:
        carry(response, said)
    return response


def carry(response: Response, said: str) -> None:
    """Have the next page say a sentence, in its runner's own units."""
    packed = urlsafe_b64encode(json.dumps(kept(said), ensure_ascii=False).encode()).decode()
    response.set_cookie(SAID, packed, max_age=30, httponly=True, samesite="strict")


def _carried(request: Request) -> str | None:
    packed = request.cookies.get(SAID)
    if packed is None:
        return None
    try:
        return said_from(json.loads(urlsafe_b64decode(packed.encode())))
    except ValueError:
        return None
