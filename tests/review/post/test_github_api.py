"""The connection waits out limits, repeats what is safe, tells the rest, and guards the token."""

from __future__ import annotations

import pytest

from futago.errors import FutagoError, GitHubError, PullRequestError
from futago.review.post.api import GitHubApi
from tests.fake_github import BOT_TOKEN, NUMBER, REPOSITORY, FakeGitHub, Fault, serving
from tests.review.post.visitor import NOW, Visitor

COMMENTS = f"/repos/{REPOSITORY}/issues/{NUMBER}/comments"
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
PRIMARY = "API rate limit exceeded for installation."

LIMITS = {
    "Retry-After": (Fault("GET", 429, {"Retry-After": "17"}, SECONDARY), 17.0),
    "Retry-After with 403": (Fault("GET", 403, {"Retry-After": "3"}, SECONDARY), 3.0),
    "primary limit's reset": (
        Fault("GET", 403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{NOW + 40:.0f}"}, PRIMARY),
        41.0,
    ),
    "reset that is past": (
        Fault("GET", 429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{NOW - 40:.0f}"}, PRIMARY),
        1.0,
    ),
    "secondary limit without a header": (Fault("GET", 403, {}, SECONDARY), 60.0),
    "Retry-After that is no number": (Fault("GET", 429, {"Retry-After": "soon"}, SECONDARY), 60.0),
    "server error": (Fault("GET", 502), 1.0),
    "server error with Retry-After": (Fault("GET", 503, {"Retry-After": "5"}), 5.0),
    "connection lost": (Fault("GET"), 1.0),
}


@pytest.mark.parametrize(("fault", "seconds"), LIMITS.values(), ids=LIMITS)
def test_waits_and_asks_again(github: FakeGitHub, visitor: Visitor, fault: Fault, seconds: float) -> None:
    """Each refusal that passes is waited out, for as long as GitHub says, and announced."""
    github.faults.append(fault)
    assert [] == visitor.api().get(COMMENTS)
    assert [seconds] == visitor.waited
    assert f"trying again in {seconds:.0f} s" in visitor.announced[0]


def test_waits_longer_each_time(github: FakeGitHub, visitor: Visitor) -> None:
    """Of a secondary limit without a header each wait is twice the last."""
    github.faults.extend(Fault("GET", 403, {}, SECONDARY) for _ in range(3))
    visitor.api().get(COMMENTS)
    assert [60.0, 120.0, 240.0] == visitor.waited


def test_limit_does_not_lose_a_write(github: FakeGitHub, visitor: Visitor) -> None:
    """A create that met a limit was not carried out, and is sent again."""
    github.faults.append(Fault("POST", 403, {"Retry-After": "2"}, SECONDARY))
    visitor.api().post(COMMENTS, {"body": "text"})
    assert (["text"], [2.0]) == ([each["body"] for each in github.comments], visitor.waited)


def test_does_not_wait_for_an_hour(github: FakeGitHub, visitor: Visitor) -> None:
    """What is longer than a job may stand still is told, with the time."""
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{NOW + 3000:.0f}"}
    github.faults.append(Fault("GET", 403, headers, PRIMARY))
    with pytest.raises(GitHubError, match=r"403 API rate limit exceeded .* wait 3001 s") as caught:
        visitor.api().get(COMMENTS)
    assert ([], "run the same command again in 50 minutes") == (visitor.waited, caught.value.next_command)


def test_gives_up_on_a_server_that_stays_broken(github: FakeGitHub, visitor: Visitor) -> None:
    """Six tries, each wait longer."""
    github.faults.extend(Fault("GET", 503, message="Unavailable") for _ in range(10))
    with pytest.raises(GitHubError, match=r"503 Unavailable, 6 times"):
        visitor.api().get(COMMENTS)
    assert [1.0, 2.0, 4.0, 8.0, 16.0] == visitor.waited


REFUSALS = {
    "no permission": (403, "Resource not accessible by integration", "pull-requests: write"),
    "bad token": (401, "Bad credentials", "valid in GITHUB_TOKEN"),
    "not there": (404, "Not Found", "--repository"),
    "moved": (301, "Moved Permanently", "--repository OWNER/NAME"),
    "gone": (410, "Issues are disabled", None),
}


@pytest.mark.parametrize(("status", "message", "remedy"), REFUSALS.values(), ids=REFUSALS)
def test_refusal_is_told_at_once(
    github: FakeGitHub, visitor: Visitor, status: int, message: str, remedy: str | None
) -> None:
    """What waiting does not change is told, with what to do."""
    github.faults.append(Fault("GET", status, {"Location": f"{github.url}/elsewhere"}, message))
    with pytest.raises(GitHubError, match=f"{status} {message}") as caught:
        visitor.api().get(COMMENTS)
    assert [] == visitor.waited
    assert (remedy is None) == (caught.value.next_command is None)
    assert (remedy or "") in (caught.value.next_command or "")


@pytest.mark.parametrize("page", [b"<!doctype html>", b'{"login": "page"}', b""])
def test_a_website_is_no_api(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base URL that leads to a website, or to a sign-in page, is told so."""
    monkeypatch.setattr("tests.fake_github._Handler.payload", lambda _self, _content: page)
    with serving(FakeGitHub()) as github, GitHubApi(github.url, BOT_TOKEN) as api:
        for ask in (lambda: list(api.pages(COMMENTS)), lambda: api.query("query { viewer { login } }", {})):
            with pytest.raises(GitHubError, match="does not answer as GitHub's API does") as caught:
                ask()
            assert "check --github-url" == caught.value.next_command


def test_what_github_says_is_shown_inert(github: FakeGitHub, visitor: Visitor) -> None:
    """Control characters of an answer never reach the terminal, and it is cut."""
    github.faults.append(Fault("GET", 400, {}, "bad\x1b[2J\n" + "x" * 1000))
    with pytest.raises(GitHubError) as caught:
        visitor.api().get(COMMENTS)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 500


def test_token_goes_to_no_other_host(github: FakeGitHub, visitor: Visitor) -> None:
    """A next page on another host is not asked for."""
    for number in range(101):
        github.write("someone", str(number))
    with serving(FakeGitHub()) as other:
        github.next_page_host = other.url
        with pytest.raises(GitHubError, match="names a next page on another host"):
            list(visitor.api().pages(f"{COMMENTS}?per_page=100"))
        assert [] == other.requests


@pytest.mark.parametrize("prefix", ["", "/api/v3"], ids=["github.com", "Enterprise Server"])
def test_both_kinds_of_base_url(prefix: str) -> None:
    """REST and GraphQL lie where GitHub's documents put them on each."""
    with serving(FakeGitHub(prefix=prefix)) as github, GitHubApi(github.url, BOT_TOKEN) as api:
        assert [] == api.get(COMMENTS)
        assert {"viewer": {"login": "github-actions[bot]"}} == api.query("query { viewer { login } }", {})


@pytest.mark.parametrize(
    "url", ["http://github.example", "ftp://x", "nonsense", "", "http://127.0.0.1.evil.example"]
)
def test_refuses_to_send_the_token_in_clear(url: str) -> None:
    """Only https, or loopback."""
    with pytest.raises(PullRequestError, match="--github-url"):
        GitHubApi(url, BOT_TOKEN)


@pytest.mark.parametrize("token", ["", " \n", "two words", "line\nbreak", "naïve", "bell\a"])
def test_refuses_what_is_no_token(token: str) -> None:
    """A token that would break a header is refused, and not shown."""
    with pytest.raises(PullRequestError, match="GITHUB_TOKEN") as caught:
        GitHubApi("https://api.github.com", token)
    assert not token.strip() or token not in caught.value.message


def test_server_that_does_not_listen(visitor: Visitor) -> None:
    """A refused connection is told in words, and the token is nowhere in them."""
    visitor.github.url = "http://127.0.0.1:9"
    with pytest.raises(FutagoError, match=r"GET http://127.0.0.1:9/.*6 times") as caught:
        visitor.api().get(COMMENTS)
    assert BOT_TOKEN not in "".join([caught.value.message, *visitor.announced])
