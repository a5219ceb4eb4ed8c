"""What a page is, finding all of them, and turning one into HTML.

A page is one folder in `pages/`: `__init__.py` with its routes, its typed context and a `PAGE`;
`page.html`; `words.toml`; and, where it needs them, `page.css` and `page.js`. Nothing else is
touched when a page is added.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pkgutil import iter_modules
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

import kneewise.web.pages as pages_package
from kneewise.journal.encoding import plain
from kneewise.journal.journal import Journal
from kneewise.model.diary import Site
from kneewise.model.words import load_words, say
from kneewise.web import assets
from kneewise.web.drawing import knee as drawn_knee
from kneewise.web.drawing.shares import share_bar
from kneewise.web.linking import linked
from kneewise.web.wording import Wording, wording_of

SAID = "kneewise_said"
"""A short-lived cookie that carries one sentence over a redirect."""


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
    found.filters["linked"] = linked
    found.filters["json"] = lambda value: json.dumps(plain(value), ensure_ascii=False)
    return found


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
    """Have the next page say a sentence."""
    packed = urlsafe_b64encode(said.encode()).decode()
    response.set_cookie(SAID, packed, max_age=30, httponly=True, samesite="strict")


def _carried(request: Request) -> str | None:
    packed = request.cookies.get(SAID)
    if packed is None:
        return None
    try:
        return urlsafe_b64decode(packed.encode()).decode()
    except ValueError:
        return None
