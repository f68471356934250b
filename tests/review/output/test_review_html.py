from __future__ import annotations

import re

from hypothesis import example, given

from futago.review.output.html import render
from tests.review.output import reviews
from tests.review.output.rendered import read_html
from tests.strategies import hostile_text

OURS = read_html(render(reviews.payments())).elements | {"h3"}
"""The elements of a page of a plan that nobody meddled with."""
ATTRIBUTES = {name for _, name, _ in read_html(render(reviews.payments())).attributes}


@given(hostile_text)
@example("</style></script><script>alert(1)</script>")
@example('" onclick="alert(1)" x="')
def test_nothing_of_a_plan_acts_in_the_page(text: str) -> None:
    """No element and no attribute comes out that does not come out of a harmless plan; all are closed."""
    found = read_html(render(reviews.hostile(text)))
    names = {name for _, name, _ in found.attributes}
    assert (set(), set(), []) == (found.elements - OURS, names - ATTRIBUTES, found.unbalanced)


@given(hostile_text)
def test_no_attribute_but_the_policy_carries_text_of_a_plan(text: str) -> None:
    """Filters and links refer by number; a plan's text stands in text nodes only."""
    marked = f"canary{text}canary"
    carried = {
        (tag, name)
        for tag, name, value in read_html(render(reviews.hostile(marked))).attributes
        if "canary" in value
    }
    assert set() == carried


def test_ids_are_there_once_and_links_lead_to_them() -> None:
    """Every link of the page leads to an element of the page."""
    attributes = re.findall(r'\b(id|href)="(#?[^"]*)"', render(reviews.payments()))
    ids = [value for name, value in attributes if name == "id"]
    links = {value.removeprefix("#") for name, value in attributes if name == "href"}
    assert (sorted(set(ids)), set()) == (sorted(ids), links - set(ids))


def test_the_page_loads_nothing() -> None:
    """No source, style sheet or address of another host is in it."""
    found = read_html(render(reviews.payments()))
    loading = {
        (tag, name) for tag, name, _ in found.attributes if name in {"src", "srcset", "action", "data"}
    }
    links = {value for tag, name, value in found.attributes if name == "href" and not value.startswith("#")}
    assert (set(), set()) == (loading, links)


def test_a_text_of_a_megabyte_is_cut_and_says_so() -> None:
    """The page stays readable; the JSON has all of it."""
    assert "(1,028,576 more characters)" in render(reviews.hostile("x" * 2**20))


def test_a_review_of_nothing_says_so() -> None:
    """Plans without a change make a page that says it."""
    page = render(reviews.empty())
    assert (True, True) == ("No changes." in page, "no findings" in page)


def test_the_picture_is_told_in_words() -> None:
    """The drawing's description names each service and what changes of it in which Region."""
    page = render(reviews.payments())
    assert "KMS: Tokyo (ap-northeast-1) unchanged; Osaka (ap-northeast-3) 1 destroy" in page
