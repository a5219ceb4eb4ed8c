"""Whoever goes by keyboard sees where they are: no bar lies over the focus (WCAG 2.4.11)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kneewise.web.page import all_pages

PAGES = [page.name for page in all_pages() if page.place is not None] + ["runs/latest"]
MOST = 30
"""Stops of one page in one direction; what hides the focus does so wherever it scrolls."""

HIDDEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "left";
  const box = one.getBoundingClientRect();
  const over = [...document.querySelectorAll("body *")].filter((other) => {
    const how = getComputedStyle(other);
    return (how.position === "fixed" || how.position === "sticky")
      && how.visibility !== "hidden" && !other.contains(one) && !one.contains(other);
  });
  const inside = (cover) => box.left >= cover.left && box.right <= cover.right
    && box.top >= cover.top && box.bottom <= cover.bottom;
  const away = box.bottom <= 0 || box.top >= innerHeight;
  const hides = over.find((other) => inside(other.getBoundingClientRect()));
  if (!away && !hides) return null;
  return `${one.outerHTML.slice(0, 90)} at ${Math.round(box.top)}-${Math.round(box.bottom)}`;
}"""

UNDER_THE_SLIDER = """(one) => {
  const [box, over] = [one, document.querySelector(".reading")].map(e => e.getBoundingClientRect());
  return box.top < over.bottom && box.bottom > over.top;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_what_has_the_focus_is_never_wholly_hidden(browser, served_home, name):
    with browser.new_context(
        viewport={"width": 360, "height": 800}, service_workers="block"
    ) as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/{name}")
        tab.wait_for_load_state("load")
        found = [*stops(tab, "Tab"), *stops(tab, "Shift+Tab")]
    assert [one for one in found if one is not None] == []


def stops(tab, key: str) -> Iterator[str | None]:
    """What of the focus is hidden at each stop, until it leaves the page; None for nothing."""
    for _ in range(MOST):
        tab.keyboard.press(key)
        found = tab.evaluate(HIDDEN)
        if found == "left":
            return
        yield found


def test_the_slider_of_a_run_that_stays_hides_nothing_that_is_gone_back_to(browser, served_home):
    with browser.new_context(
        viewport={"width": 360, "height": 800}, service_workers="block"
    ) as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/runs/latest")
        tab.locator(".along + details summary").first.evaluate(
            "one => one.focus({preventScroll: true})"
        )
        link = tab.locator(".along a").last
        link.evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 12)")
        assert link.evaluate(UNDER_THE_SLIDER)
        tab.keyboard.press("Shift+Tab")
        assert tab.evaluate("document.activeElement.closest('.along') !== null")
        assert not link.evaluate(UNDER_THE_SLIDER)
