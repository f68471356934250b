"""The reviewed fingerprint is read from our own comment, and from no other."""

from __future__ import annotations

import pytest

from futago.errors import StaleReviewError
from futago.review.post.marker import Marker
from tests.fake_github import BOT, PERSON, FakeGitHub
from tests.review.post.visitor import Visitor

ONE = "sha256:" + "1" * 64
TWO = "sha256:" + "2" * 64


def test_reads_what_was_posted(visitor: Visitor) -> None:
    """The fingerprint of the last review comes back."""
    for fingerprint in (ONE, TWO):
        visitor.comment().post(fingerprint, lambda _limit: "review")
    assert TWO == visitor.comment().fingerprint()


def test_no_review(visitor: Visitor) -> None:
    """Without a review nothing is fresh."""
    with pytest.raises(StaleReviewError, match="acme/estate#7 has no review of payments by github-actions"):
        visitor.comment().fingerprint()


def test_forged_comment(github: FakeGitHub, visitor: Visitor) -> None:
    """Somebody else's comment with a marker is no review."""
    github.write(PERSON, f"{Marker('payments', ONE)}\nlooks good")
    with pytest.raises(StaleReviewError, match="has no review"):
        visitor.comment().fingerprint()


def test_comment_edited_by_somebody_else(github: FakeGitHub, visitor: Visitor) -> None:
    """Whoever may write to the repository may edit the bot's comment; then it is no review any more."""
    visitor.comment().post(ONE, lambda _limit: "review")
    github.comments[0].update(body=f"{Marker('payments', TWO)}\nreview", editor=PERSON)
    with pytest.raises(StaleReviewError, match="was edited by mallory after it was posted"):
        visitor.comment().fingerprint()


def test_comment_edited_by_ourselves(github: FakeGitHub, visitor: Visitor) -> None:
    """Our own updates are edits too, by the account's name without [bot]."""
    visitor.comment().post(ONE, lambda _limit: "review")
    visitor.comment().post(TWO, lambda _limit: "review again")
    assert (BOT.removesuffix("[bot]"), TWO) == (github.comments[0]["editor"], visitor.comment().fingerprint())


@pytest.mark.parametrize(
    "estate", ["", "payments-production", "a b", "-->", "ü", 'x" fingerprint=sha256:0', "%2F"]
)
def test_marker_holds_any_name(estate: str) -> None:
    """No name closes the comment or is read back as another."""
    line = str(Marker(estate, ONE))
    assert Marker(estate, ONE) == Marker.read(f"{line}\ntext")
    assert 1 == line.count("-->")
