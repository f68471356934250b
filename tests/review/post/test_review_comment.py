"""Exactly one comment a pull request and estate; what others wrote is never touched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from futago.errors import GitHubError
from futago.review.post.marker import Marker
from tests.fake_github import BOT, PERSON, PERSON_TOKEN, FakeGitHub, Fault
from tests.review.post.visitor import Visitor

ONE = "sha256:" + "1" * 64
TWO = "sha256:" + "2" * 64


def says(text: str, fingerprint: str = ONE, estate: str = "payments") -> str:
    """A comment as it is stored."""
    return f"{Marker(estate, fingerprint)}\n{text}"


def test_first_review_creates_the_comment(github: FakeGitHub, visitor: Visitor) -> None:
    """Where there is none, one is made, and its page is told."""
    posted = visitor.comment().post(ONE, lambda _limit: "two changes")
    assert ("created", [says("two changes")]) == (posted.did, github.by(BOT))
    assert github.comments[0]["html_url"] == posted.url


def test_next_review_replaces_it(github: FakeGitHub, visitor: Visitor) -> None:
    """A second review is told in the same comment."""
    visitor.comment().post(ONE, lambda _limit: "two changes")
    posted = visitor.comment().post(TWO, lambda _limit: "three changes")
    assert ("updated", [says("three changes", TWO)]) == (posted.did, github.by(BOT))


def test_same_review_writes_nothing(github: FakeGitHub, visitor: Visitor) -> None:
    """Nobody is notified of what has not changed."""
    visitor.comment().post(ONE, lambda _limit: "two changes")
    posted = visitor.comment().post(ONE, lambda _limit: "two changes")
    assert ("unchanged", ["POST"]) == (posted.did, github.writes())


def test_finds_its_comment_on_a_later_page(github: FakeGitHub, visitor: Visitor) -> None:
    """All pages are looked through, by the Link header."""
    for number in range(250):
        github.write(PERSON, f"comment {number}")
    github.write(BOT, says("old"))
    visitor.comment().post(ONE, lambda _limit: "new")
    assert ([says("new")], ["PATCH"]) == (github.by(BOT), github.writes())


@pytest.mark.parametrize(
    ("author", "body"),
    [
        (PERSON, says("forged")),
        (BOT, says("another estate's", estate="billing")),
        (BOT, "coverage 91 %"),
        (BOT, f"> {says('quoted')}"),
        (BOT, f"as it was:\n{says('quoted')}"),
        (BOT, "<!-- futago:review estate=payments fingerprint=none -->"),
        (PERSON, ""),
    ],
)
def test_leaves_other_comments_alone(github: FakeGitHub, visitor: Visitor, author: str, body: str) -> None:
    """A comment of somebody else, of another estate, or that only quotes the marker is not ours."""
    other = github.write(author, body)
    visitor.comment().post(ONE, lambda _limit: "ours")
    assert [body, says("ours")] == [each["body"] for each in github.comments]
    assert other["editor"] is None


def test_comment_of_a_deleted_account_is_not_ours(github: FakeGitHub, visitor: Visitor) -> None:
    """GitHub may give no author at all."""
    github.write(PERSON, says("ghost"))["user"] = {}
    visitor.comment().post(ONE, lambda _limit: "ours")
    assert [says("ghost"), says("ours")] == [each["body"] for each in github.comments]


def test_a_person_updates_their_own(github: FakeGitHub, visitor: Visitor) -> None:
    """With a person's token that person's comment is ours, and the bot's is not."""
    github.write(BOT, says("the bot's"))
    visitor.comment(token=PERSON_TOKEN).post(ONE, lambda _limit: "mine")
    visitor.comment(token=PERSON_TOKEN).post(ONE, lambda _limit: "mine again")
    assert ([says("the bot's")], [says("mine again")]) == (github.by(BOT), github.by(PERSON))


def test_estates_have_a_comment_each(github: FakeGitHub, visitor: Visitor) -> None:
    """Two estates reviewed in one pull request do not overwrite each other."""
    for estate in ("payments", "billing", "payments"):
        visitor.comment(estate).post(ONE, lambda _limit: "review")
    assert [says("review"), says("review", estate="billing")] == github.by(BOT)


def test_duplicates_are_removed(github: FakeGitHub, visitor: Visitor) -> None:
    """Where a race has left two, the oldest stays."""
    github.write(BOT, says("first"))
    github.write(BOT, says("second"))
    posted = visitor.comment().post(ONE, lambda _limit: "now")
    assert (1, [says("now")]) == (posted.removed, github.by(BOT))
    assert 1001 == github.comments[0]["id"]


def test_a_job_that_posts_at_the_same_time(github: FakeGitHub, visitor: Visitor) -> None:
    """Both jobs find no comment and create one; both end with the same single one."""
    barrier = Barrier(2, timeout=10)

    def job(text: str) -> None:
        comment = visitor.comment()
        create = comment._create
        comment._create = lambda body: (barrier.wait(), create(body))[1]  # type: ignore[method-assign]
        comment.post(ONE, lambda _limit: text)

    with ThreadPoolExecutor(2) as jobs:
        for job_done in [jobs.submit(job, text) for text in ("a", "b")]:
            job_done.result()
    assert github.by(BOT) in ([says("a")], [says("b")])


def test_a_list_that_lags_makes_no_second(github: FakeGitHub, visitor: Visitor) -> None:
    """What was just created counts even while listings do not show it."""
    github.hidden_listings = 2
    visitor.comment().post(ONE, lambda _limit: "review")
    assert ([says("review")], ["POST"]) == (github.by(BOT), github.writes())


@pytest.mark.parametrize("status", [0, 500], ids=["connection lost", "server error"])
def test_lost_answer_of_a_create(github: FakeGitHub, visitor: Visitor, status: int) -> None:
    """A create whose answer was lost makes one comment, whether it had taken effect or not."""
    for took_effect in (True, False):
        github.comments.clear()
        github.requests.clear()
        comment = visitor.comment()
        comment._ours()
        github.faults.append(Fault("POST", status, carried_out=took_effect))
        comment.post(ONE, lambda _limit: "review")
        assert [says("review")] == github.by(BOT)
        assert (["POST"] if took_effect else ["POST", "POST"]) == github.writes()


def test_create_that_never_works_is_told(github: FakeGitHub, visitor: Visitor) -> None:
    """It gives up after some tries."""
    comment = visitor.comment()
    comment._ours()
    github.faults.extend(Fault("POST", 502, message="Unicorn") for _ in range(10))
    with pytest.raises(GitHubError, match=r"POST .*/comments: 502 Unicorn; and no comment of ours appears"):
        comment.post(ONE, lambda _limit: "review")
    assert ["POST"] * 4 == github.writes()


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_lost_answer_of_a_repeatable_write(github: FakeGitHub, visitor: Visitor, method: str) -> None:
    """A change or a removal is sent again: twice is the same as once."""
    github.write(BOT, says("first"))
    github.write(BOT, says("second"))
    github.faults.append(Fault(method, carried_out=True))
    visitor.comment().post(ONE, lambda _limit: "now")
    assert [says("now")] == github.by(BOT)


def test_too_long_becomes_shorter(github: FakeGitHub, visitor: Visitor) -> None:
    """GitHub's 422 about the length is answered with a shorter text, not with a failure."""
    github.limit_characters = 33_000
    visitor.comment().post(ONE, lambda limit: "x" * limit)
    assert [32_000] == [len(body) for body in github.by(BOT)]


def test_fits_at_once(github: FakeGitHub, visitor: Visitor) -> None:
    """Marker and review together take no more than a comment holds."""
    visitor.comment().post(ONE, lambda limit: "双" * limit)
    assert ([65_536], ["POST"]) == ([len(body) for body in github.by(BOT)], github.writes())


def test_what_is_never_short_enough_is_told(github: FakeGitHub, visitor: Visitor) -> None:
    """A limit below all that we try is GitHub's own message."""
    github.limit_characters = 100
    with pytest.raises(GitHubError, match=r"422 Validation Failed: Body is too long"):
        visitor.comment().post(ONE, lambda limit: "x" * limit)
    assert [] == github.by(BOT)


def test_other_422_is_told(github: FakeGitHub, visitor: Visitor) -> None:
    """A 422 about something else is not answered with a shorter text."""
    github.write(BOT, says("old"))
    github.faults.append(Fault("PATCH", 422, message="Validation Failed: spam"))
    with pytest.raises(GitHubError, match=r"422 Validation Failed: spam"):
        visitor.comment().post(ONE, lambda _limit: "new")
    assert [says("old")] == github.by(BOT)
