"""Every page in a real browser: narrow and wide, light and dark, nothing from elsewhere, AA."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from kneewise.web.page import all_pages

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SCREENS = [(360, "light"), (360, "dark"), (1600, "light"), (1600, "dark")]
SHOWN = [page.name for page in all_pages() if page.place is not None]


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_a_page_fits_asks_nobody_else_and_passes_aa(browser, served_home, name, width, scheme):
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
    ) as context:
        tab = context.new_page()
        wrong, asked = [], []
        tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("request", lambda request: asked.append(request.url))
        answer = tab.goto(f"{served_home}/{name}")
        tab.wait_for_load_state("load")
        assert answer.status == 200
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert tab.locator("h1").count() == 1
        found = Axe().run(tab, options=WCAG).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert wrong == []
    assert [url for url in asked if not url.startswith((served_home, "data:", "blob:"))] == []
