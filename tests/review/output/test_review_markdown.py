from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from msgspec.structs import replace

from futago.review.output.markdown import COMMENT_MAX, render
from tests.review.output import reviews
from tests.review.output.rendered import read_markdown
from tests.strategies import hostile_text

OURS = {
    *("h2", "h3", "p", "b", "i", "br", "sub", "span", "ul", "li", "code", "pre", "blockquote", "strong"),
    *("table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
}
REFERENCE = re.compile(
    r"(?:^|(?<=\W))[@#!~%&$^][\w\"]|\w#\d|https?://|\bwww\.|:[\w+-]+:|\b[A-Z]+-\d|(?<![0-9a-f])[0-9a-f]{7}|\w@\w"
)
"""What GitHub or GitLab would link in a text node."""


def position(text: str, *wanted: str) -> list[int]:
    """Where each of these begins."""
    return [text.index(each) for each in wanted]


@given(hostile_text)
@example("</details></td></tr></table>\n\n# big <script>alert(1)</script>")
@example("@octocat org/repo#1 https://evil.example :tada: 0123456789abcdef")
@example("a\n\n/close\n")
def test_nothing_of_a_plan_acts_in_a_comment(text: str) -> None:
    """Only our own elements come out, balanced, and no text outside of code holds what a site would link."""
    found = read_markdown(render(reviews.hostile(text)))
    references = [node for node in found.prose if REFERENCE.search(node.replace("[!WARNING]", ""))]
    attributes = {(tag, name) for tag, name, _ in found.attributes}
    ours = {("pre", "lang"), ("th", "align"), ("td", "align"), ("tr", "valign")}
    assert (set(), [], [], set()) == (found.elements - OURS, found.unbalanced, references, attributes - ours)


@given(hostile_text)
def test_no_line_of_a_comment_is_written_by_a_plan(text: str) -> None:
    """Every line starts with markup or a diff's sign: no quick action, heading or list of somebody else's."""
    markdown = render(reviews.hostile(text))
    starts = {line[:1] for line in markdown.split("\n") if line}
    assert set() == starts - set("<>-+@# ")


def test_a_hundred_megabytes_of_names_fit_into_a_comment() -> None:
    """Texts of a megabyte are cut; the comment holds together."""
    markdown = render(reviews.hostile("<@" * 2**19))
    assert (True, []) == (len(markdown) <= COMMENT_MAX, read_markdown(markdown).unbalanced)


def test_the_order_is_that_of_a_reviewer() -> None:
    """Warnings, counts, dangers, asymmetries, what is lost, notes, all changes, drift."""
    markdown = render(reviews.payments())
    found = position(
        markdown,
        *("whole truth", "<th>destroy</th>", "What is dangerous", "What makes the Regions differ"),
        *("<h3>⛔ 1 resource is destroyed", "Worth knowing", "All changes, side by side", "Drift"),
    )
    assert sorted(found) == found


def test_replace_is_counted_apart() -> None:
    """Tokyo: nothing destroyed, one replaced, nothing added, four changed."""
    row = next(line for line in render(reviews.payments()).splitlines() if '<th align="left">Tokyo' in line)
    assert ["0", "⛔ 1", "0", "4"] == [
        re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row)
    ]


def test_the_sides_stand_side_by_side() -> None:
    """One row holds what happens in Tokyo and what happens in Osaka."""
    markdown = render(reviews.payments())
    row = markdown[markdown.index("<td><code>aws_rds_cluster.ledger</code>") :]
    cells = row[: row.index("</tr>")].split("<td>")[2:]
    assert [True, True] == ["<b>replace</b>" in cells[0], "<b>change</b>" in cells[1]]


def test_equal_sides_are_told_once() -> None:
    """What changes alike in Osaka refers to Tokyo."""
    markdown = render(reviews.payments())
    row = markdown[markdown.index("<td><code>aws_s3_bucket_versioning.receipts</code>") :]
    assert (1, True) == (row[: row.index("</tr>")].count("+ Suspended"), "the same as in Tokyo" in row)


def test_moved_and_imported_are_named_as_such() -> None:
    """A move is no change, and an import says by which id."""
    markdown = render(reviews.payments())
    assert (True, True) == (
        "moved from <code>aws_secretsmanager_secret.stripe</code>" in markdown,
        "imported by the id <code>/payments/api</code>" in markdown,
    )


def test_a_review_that_fits_says_nothing_of_a_cut() -> None:
    """No notice without a reason."""
    assert "✂️" not in render(reviews.payments(), full_review="review.html")


@pytest.mark.parametrize("limit", [3_000, 6_000, 20_000, COMMENT_MAX])
def test_a_cut_comment_fits_and_says_so(limit: int) -> None:
    """Whole rows are left out, the folds stay closed, and the notice names where all of it is."""
    markdown = render(reviews.many(2_000, 40), limit=limit, full_review="the artifact review.html")
    found = read_markdown(markdown)
    assert (True, [], True, True) == (
        len(markdown) <= limit,
        found.unbalanced,
        "✂️" in markdown,
        "in <code>the artifact review.html</code>" in markdown,
    )


def test_rows_in_and_out_of_the_comment_add_up() -> None:
    """The notice counts just what is missing."""
    markdown = render(reviews.many(2_000))
    left_out = re.search(r"Left out: ([\d,]+) resources", markdown)
    assert left_out
    assert 2_000 == markdown.count("<tr valign") + int(left_out[1].replace(",", ""))


def test_what_is_lost_stays_when_the_rest_is_cut() -> None:
    """The list of destroyed resources gets its room before findings and rows."""
    review = reviews.payments()
    many = reviews.many(500)
    markdown = render(replace(review, rows=review.rows + many.rows), limit=5_000)
    assert "<code>aws_kms_replica_key.ledger_apne3</code></li>" in markdown


def test_the_full_review_is_linked_by_https_only() -> None:
    """A URL becomes the one link of the comment."""
    cut = reviews.many(2_000)
    links = [
        {
            value
            for tag, name, value in read_markdown(render(cut, full_review=place)).attributes
            if name == "href"
        }
        for place in ("https://ci.example/1?a=1&b=2", "javascript:alert(1)")
    ]
    assert [{"https://ci.example/1?a=1&b=2"}, set()] == links


def test_nothing_to_do_is_said_in_two_lines() -> None:
    """Plans without a change make a short comment."""
    markdown = render(reviews.empty())
    assert (True, True) == ("no findings" in markdown, len(markdown) < 1_500)
