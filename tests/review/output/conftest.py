"""Headless Chromium for the tests of the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from futago.review.output.html import render
from tests.review.output import reviews

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",  # CI runs as root; the one page that is opened is ours
    *("--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine, for all tests of the session."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.fail("no Chromium on PATH; on Debian: apt-get install -y --no-install-recommends chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def payments_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the page of a review that has something of everything."""
    return _written(tmp_path_factory.mktemp("page") / "review.html", render(reviews.payments()))


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the page of a plan whose every text wants to run, load or break out."""
    text = (
        '</style></script><script>document.title="owned"</script><img src="https://evil.example/x.png" '
        'onerror="document.title=1">\u202e" onclick="alert(1)\n\n</details></main>' + "long" * 500
    )
    return _written(tmp_path_factory.mktemp("page") / "hostile.html", render(reviews.hostile(text)))


def _written(file: Path, page: str) -> str:
    file.write_text(page, encoding="utf-8")
    return file.as_uri()
