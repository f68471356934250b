from __future__ import annotations

import re

import pytest
from hypothesis import given

from futago.rendering.inert import clipped, html_prose, markdown_code, markdown_prose, sarif_text, visible
from tests.strategies import hostile_text


@given(hostile_text)
def test_what_is_visible_prints_on_one_line(text: str) -> None:
    """Nothing that acts, hides or breaks the line is left in any text."""
    assert visible(text).replace("\u3000", " ").isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("aws_s3_bucket.東京", "aws_s3_bucket.東京"),
        ("two\nlines\tand a tab", "two⏎lines⇥and a tab"),
        ("\x1b[2J", "⟨U+001B⟩[2J"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\u3164", "⟨U+3164⟩"),
        ("full\u3000width", "full\u3000width"),
        ("e\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301⟨U+0301⟩"),
    ],
)
def test_what_does_not_print_is_named(text: str, shown: str) -> None:
    """People read which character is there; letters of every script stay what they are."""
    assert shown == visible(text)


def test_a_long_text_is_cut_and_says_so() -> None:
    """A megabyte is cut before anything is done to it, with the number of characters that are missing."""
    assert "xxx… (1,048,573 more characters)" == clipped("x" * 2**20, 3)


def test_a_text_that_fits_is_whole() -> None:
    """A text of just the length is not cut."""
    assert "xxx" == clipped("xxx", 3)


def test_code_is_markup_of_its_own_only() -> None:
    """What is in the text is escaped; the one element is ours."""
    assert "<code>&lt;/code&gt;&lt;b&gt;&amp;</code>" == str(markdown_code("</code><b>&"))


@pytest.mark.parametrize(
    ("text", "first_node"),
    [
        ("@octocat", ""),
        ("org/repo#12", "org/repo"),
        ("GH-12", "GH"),
        ("https://example.com", "https"),
        (":tada:", ""),
        ("see 0123456789abcdef", "see "),
        ("!12", ""),
        ("&4", ""),
    ],
)
def test_prose_parts_what_a_site_would_link(text: str, first_node: str) -> None:
    """The text node before the element ends where a reference would begin."""
    assert first_node == str(markdown_prose(text)).split("<span>", maxsplit=1)[0]


@pytest.mark.parametrize("text", ["a plan of 5 stacks, 40% done", "mail: none", "a-b_c (d) e/f"])
def test_prose_without_references_stays_as_it_is(text: str) -> None:
    """Words cost nothing."""
    assert text == str(markdown_prose(text))


def test_backticks_make_code_in_prose() -> None:
    """Rules name attributes in backticks; in a page they look like attributes."""
    assert "Set <code>status</code> back" == str(html_prose("Set `status` back"))


@given(hostile_text)
def test_a_message_of_sarif_holds_no_link_and_no_placeholder(text: str) -> None:
    """Neither ``[text](target)`` nor ``{0}`` is left."""
    message = sarif_text(text)
    assert (None, None) == (re.search(r"\]\(", message), re.search(r"(?<!\{)\{(\{\{)*\d", message))
