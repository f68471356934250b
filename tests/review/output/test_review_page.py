"""The page in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

PHONE, DESKTOP = (360, 740), (1280, 900)

CONTRASTS = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = channels(getComputedStyle(e).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.getClientRects().length) continue;
    if (element.closest("script, title, desc")) continue;
    const style = getComputedStyle(element);
    const drawn = element.closest("svg");
    let back = behind(element);
    if (drawn) {
      const shape = element.closest(".service-name") ? ".service" : ".panel";
      back = channels(getComputedStyle(drawn.querySelector(shape)).fill);
    }
    const text = luminance(channels(drawn ? style.fill : style.color));
    const [light, dark] = [text, luminance(back)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    found.push({ ratio, needed: large ? 3 : 4.5, text: node.data.slice(0, 40) });
  }
  return found;
}"""
"""The contrast of every text on the page (WCAG 2.2, 1.4.3 and "relative luminance")."""


@contextmanager
def opened(
    browser: Browser,
    url: str,
    size: tuple[int, int] = DESKTOP,
    scheme: Literal["light", "dark"] = "light",
    *,
    script: bool = True,
) -> Iterator[Page]:
    """The page in a fresh window."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


def shown(page: Page, selector: str) -> int:
    """How many such elements can be seen."""
    return page.locator(selector).filter(visible=True).count()


def unfolded(page: Page) -> Page:
    """The page with every row open."""
    page.get_by_role("button", name="Unfold all").click()
    return page


@pytest.mark.parametrize("which", ["payments_page", "hostile_page"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, which: str, request: pytest.FixtureRequest
) -> None:
    """One request, for the file itself; not a word in the console; the title is ours."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda each: requests.append(each.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    url: str = request.getfixturevalue(which)
    page.goto(url)
    unfolded(page).keyboard.press("Tab")
    title = page.title()
    context.close()
    assert ([url], [], True) == (requests, complaints, title.startswith("Review of "))


def test_the_policy_of_the_page_stops_scripts_that_are_not_its_own(
    browser: Browser, payments_page: str
) -> None:
    """Even a script that got in would not run."""
    with opened(browser, payments_page) as page:
        page.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "document.title = 'owned'";
          document.body.append(script);
        }""")
        assert "Review of payments-prod" == page.title()


@pytest.mark.parametrize("size", [PHONE, (320, 640), DESKTOP])
@pytest.mark.parametrize("which", ["payments_page", "hostile_page"])
def test_nothing_scrolls_sideways(
    browser: Browser, which: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    """On a phone as on a desk, with every row open (WCAG 2.2, 1.4.10)."""
    with opened(browser, request.getfixturevalue(which), size) as page:
        assert size[0] >= unfolded(page).evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(
    browser: Browser, payments_page: str, scheme: Literal["light", "dark"]
) -> None:
    """4.5 to 1, and 3 to 1 for large text, in both colour schemes."""
    with opened(browser, payments_page, scheme=scheme) as page:
        contrasts: list[dict[str, Any]] = unfolded(page).evaluate(CONTRASTS)
    faint = [each for each in contrasts if each["ratio"] < each["needed"]]
    assert (True, []) == (len(contrasts) > 200, faint)


def test_dark_mode_is_dark(browser: Browser, payments_page: str) -> None:
    """The page follows the system's colour scheme."""
    with opened(browser, payments_page, scheme="dark") as page:
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert "rgb(14, 18, 24)" == background


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, payments_page: str) -> None:
    """Tab goes to the skip link first and then to every control in the order of the page, each outlined."""
    with opened(browser, payments_page) as page:
        controls: int = page.evaluate("""() => {
          const all = [...document.querySelectorAll("a[href], input, button, summary, [tabindex='0']")]
            .filter((each) => each.getClientRects().length);
          all.forEach((each, at) => { each.dataset.at = at; });
          return all.length;
        }""")
        order, unseen = [], []
        for _ in range(controls):
            page.keyboard.press("Tab")
            at, text, outlined = page.evaluate("""() => {
              const here = document.activeElement;
              const outlined = [here, here.closest(".choice")].some(
                (each) => each && getComputedStyle(each).outlineStyle !== "none");
              return [Number(here.dataset.at), here.textContent, outlined];
            }""")
            order.append(at)
            if not outlined:
                unseen.append(text)
    assert (list(range(controls)), []) == (order, unseen)


def test_the_skip_link_leads_past_the_header(browser: Browser, payments_page: str) -> None:
    """Enter on it moves the focus to the review."""
    with opened(browser, payments_page) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        # Following a link takes the browser a moment.
        page.wait_for_function("document.activeElement.id")
        assert "main" == page.evaluate("document.activeElement.id")


def test_a_row_opens_by_the_keyboard(browser: Browser, payments_page: str) -> None:
    """Enter on a row shows its diff, Enter again hides it."""
    with opened(browser, payments_page) as page:
        summary = page.locator("details.row summary").nth(1)
        summary.focus()
        states = []
        for _ in range(2):
            page.keyboard.press("Enter")
            states.append(page.get_by_text("forces replacement").is_visible())
    assert [True, False] == states


@pytest.mark.parametrize(
    ("switch_off", "is_hidden"),
    [
        ("Tokyo", lambda sides, _: sides and all(side.startswith("0:") for side in sides)),
        ("Osaka", lambda sides, _: sides and all(side.startswith("1:") for side in sides)),
        ("destroy", lambda sides, _: sides and all(side.endswith(":destroy") for side in sides)),
        ("change", lambda sides, _: sides and all(side.endswith(":change") for side in sides)),
        ("error", lambda _, level: level == "error"),
        ("no finding", lambda _, level: level == "none"),
    ],
)
def test_a_filter_hides_what_it_is_switched_off_for(
    browser: Browser, payments_page: str, switch_off: str, is_hidden: Callable[[list[str], str], bool]
) -> None:
    """Space on a box hides just the findings and rows of that Region, action or level."""
    with opened(browser, payments_page) as page:
        page.get_by_role("checkbox", name=switch_off, exact=True).focus()
        page.keyboard.press("Space")
        items: list[tuple[str, str, bool]] = page.evaluate(
            "[...document.querySelectorAll('[data-sides]')]"
            ".map((e) => [e.dataset.sides, e.dataset.level, e.hidden])"
        )
    wrong = [item for item in items if bool(is_hidden(item[0].split(), item[1])) != item[2]]
    assert (True, []) == (any(hidden for *_, hidden in items), wrong)


def test_filters_say_how_much_is_shown_and_are_taken_back(browser: Browser, payments_page: str) -> None:
    """The number is announced; one button shows all again."""
    with opened(browser, payments_page) as page:
        everything = page.get_by_role("status").text_content()
        page.get_by_role("checkbox", name="error", exact=True).uncheck()
        fewer = page.get_by_role("status").text_content()
        page.get_by_role("button", name="Show all").click()
        again = page.get_by_role("status").text_content()
    assert (True, True, "23 of 23 shown") == (everything == again, fewer != again, again)


def test_find_keeps_what_holds_the_words(browser: Browser, payments_page: str) -> None:
    """A part of an address is enough; sections without a hit say so."""
    with opened(browser, payments_page) as page:
        page.get_by_role("searchbox", name="Find").fill("RECEIPTS")
        rows, hints = shown(page, "details.row"), shown(page, ".none")
    assert (2, 3) == (rows, hints)


def test_a_finding_leads_to_its_change(browser: Browser, payments_page: str) -> None:
    """Its link opens the row and puts the focus there, even where a filter hid it."""
    with opened(browser, payments_page) as page:
        page.get_by_role("checkbox", name="warning", exact=True).focus()
        page.locator(".topic a", has_text="aws_rds_cluster.ledger_apne1").click()
        row = page.locator("details.row", has_text="aws_rds_cluster.ledger_apne1")
        # Following a link takes the browser a moment.
        page.wait_for_function("document.activeElement.closest('details.row')")
        focused = page.evaluate("document.activeElement.closest('details.row').id")
        assert ("", row.get_attribute("id")) == (row.get_attribute("open"), focused)


def test_without_its_script_the_page_shows_all(browser: Browser, payments_page: str) -> None:
    """No dead filters, every finding and every row is there, and rows still open."""
    with opened(browser, payments_page, script=False) as page:
        page.locator("details.row summary").nth(1).click()
        found = shown(page, "form"), shown(page, ".topic"), shown(page, "details.row"), shown(page, ".none")
        opens = page.get_by_text("forces replacement").is_visible()
    assert ((0, 6, 11, 0), True) == (found, opens)


def test_controls_have_names_and_headings_have_an_order(browser: Browser, payments_page: str) -> None:
    """Every control says what it is, and no heading skips a level."""
    with opened(browser, payments_page) as page:
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input')].filter((e) => !e.labels[0]?.textContent.trim()).length"
        )
        levels: list[int] = unfolded(page).evaluate(
            "[...document.querySelectorAll('main h1, main h2, main h3, header h1')].map((e) => +e.tagName[1])"
        )
    skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert (0, []) == (unnamed, skipped)
