"""GitHub's API: one authenticated connection that waits out limits and never sends a write twice unasked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import httpx

from futago import __version__
from futago.errors import GitHubError, PullRequestError
from futago.review.post.waiting import backoff_seconds, pause_seconds

TRIES = 6
PATIENCE_SECONDS = 900.0
"""The longest that one run waits in all; a primary limit's reset can be an hour away."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class AnswerLostError(GitHubError):
    """A write was sent and its answer never came, or was a server's error: it may have been carried out."""


class GitHubApi:
    """One connection to GitHub's API; a context manager.

    Args:
        url: the base of the REST API: ``https://api.github.com``, or ``https://HOST/api/v3`` of GitHub
            Enterprise Server.
        token: of a person, an app's installation or an Actions job; sent to that host alone.
        announce: told in words before each wait.
        sleep: waits so many seconds.
        clock: seconds since 1970, UTC.

    Raises:
        PullRequestError: the URL or the token can't be used.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        announce: Callable[[str], None] = lambda _line: None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._base = _checked_url(url)
        self._announce = announce
        self._sleep = sleep
        self._clock = clock
        self._patience_seconds = PATIENCE_SECONDS
        self._client = httpx.Client(
            headers={
                "Authorization": f"Bearer {_checked_token(token)}",
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
                "User-Agent": f"futago/{__version__}",
            },
            timeout=httpx.Timeout(30.0, connect=10.0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str) -> Any:
        """The JSON at ``path``."""
        return _json(self._send("GET", self._url(path)))

    def pages(self, path: str) -> Iterator[Any]:
        """Every entry of a list, over all its pages (GitHub, "Using pagination in the REST API")."""
        url: httpx.URL | None = self._url(path)
        while url is not None:
            response = self._send("GET", url)
            entries = _json(response)
            if not isinstance(entries, list):
                raise _no_answer(response)
            yield from entries
            following = response.links.get("next", {}).get("url")
            url = response.url.join(following) if following else None
            if url is not None and (url.scheme, url.netloc) != (self._base.scheme, self._base.netloc):
                # The token goes nowhere else, whatever an answer says.
                raise GitHubError(f"{self._base} names a next page on another host: {url.host}")

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Create something.

        Raises:
            AnswerLostError: nobody knows whether it was created; look before asking again.
            GitHubError: it was refused.
        """
        return _json(self._send("POST", self._url(path), body, repeatable=False))

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change something; the same change twice is one change."""
        return _json(self._send("PATCH", self._url(path), body))

    def delete(self, path: str) -> None:
        """Remove something; what has gone already is well."""
        try:
            self._send("DELETE", self._url(path))
        except GitHubError as error:
            if error.status != httpx.codes.NOT_FOUND:
                raise

    def query(self, text: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask the GraphQL API, which lies at ``/graphql``, or beside ``/api/v3`` at ``/api/graphql``."""
        path = self._base.path.rstrip("/").removesuffix("/v3") + "/graphql"
        response = self._send(
            "POST", self._base.copy_with(path=path), {"query": text, "variables": dict(variables)}
        )
        answer = _json(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("data"), dict):
            raise _no_answer(response)
        if answer.get("errors"):
            raise GitHubError(f"GitHub refused a GraphQL query: {_words(response)}")
        data: Mapping[str, Any] = answer["data"]
        return data

    def _url(self, path: str) -> httpx.URL:
        return httpx.URL(f"{str(self._base).rstrip('/')}{path}")

    def _send(
        self, method: str, url: httpx.URL, body: Mapping[str, Any] | None = None, *, repeatable: bool = True
    ) -> httpx.Response:
        what = f"{method} {url.copy_with(query=None)}"
        for attempt in range(TRIES):
            try:
                response = self._client.request(method, url, json=body)
            except httpx.TransportError as lost:
                if not repeatable and not isinstance(lost, _NEVER_SENT):
                    raise AnswerLostError(f"{what}: no answer came: {lost}") from lost
                reason, pause = str(lost) or type(lost).__name__, backoff_seconds(attempt)
            else:
                if response.is_success:
                    return response
                waits = pause_seconds(response, attempt, self._clock())
                reason = f"{response.status_code} {_words(response)}"
                if response.is_server_error and not repeatable:
                    raise AnswerLostError(f"{what}: {reason}", status=response.status_code)
                if waits is None:
                    raise _refusal(what, response)
                pause = waits
            if attempt + 1 < TRIES:
                self._wait(what, reason, pause)
        raise GitHubError(f"{what}: {reason}, {TRIES} times", next_command="run the same command again later")

    def _wait(self, what: str, reason: str, pause: float) -> None:
        if pause > self._patience_seconds:
            raise GitHubError(
                f"{what}: {reason}; GitHub asks to wait {pause:.0f} s, more than this command waits",
                next_command=f"run the same command again in {pause / 60:.0f} minutes",
            )
        self._patience_seconds -= pause
        self._announce(f"GitHub: {reason}; trying again in {pause:.0f} s")
        self._sleep(pause)


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        raise _no_answer(response) from None


def _no_answer(response: httpx.Response) -> GitHubError:
    """Of something that is not GitHub's API: its website, a sign-in page on the way."""
    url = response.url.copy_with(query=None)
    return GitHubError(f"{url} does not answer as GitHub's API does", next_command="check --github-url")


def _refusal(what: str, response: httpx.Response) -> GitHubError:
    """Why GitHub does not do it, and what to do ("Troubleshooting the REST API")."""
    status = response.status_code
    remedy = {
        401: "give a token that is valid in GITHUB_TOKEN",
        403: "give the job `permissions: pull-requests: write`; a pull request from a fork never has it",
        404: "check --repository and --pull-request, and that the token may see the repository",
    }.get(status)
    if response.is_redirect:
        remedy = "name the repository as it is called now: --repository OWNER/NAME"
    return GitHubError(f"{what}: {status} {_words(response)}", status=status, next_command=remedy)


def _words(response: httpx.Response) -> str:
    """What GitHub says, on one line, for people."""
    said = response.reason_phrase
    with suppress(ValueError, AttributeError, TypeError):
        answer = response.json()
        details = [each.get("message") or each.get("code") for each in answer.get("errors", ())]
        said = ": ".join(filter(None, [answer.get("message"), "; ".join(filter(None, details))]))
    return "".join(each if each.isprintable() else " " for each in said)[:300]


def _checked_url(url: str) -> httpx.URL:
    try:
        checked = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise PullRequestError(f"--github-url: {url!r} is no URL: {error}") from error
    safe = checked.scheme == "https" or (checked.scheme == "http" and checked.host in _LOOPBACK)
    if not (safe and checked.host):
        raise PullRequestError(f"--github-url: {url!r} would send the token in clear; give https://HOST")
    return checked


def _checked_token(token: str) -> str:
    token = token.strip()
    if not token:
        raise PullRequestError("GITHUB_TOKEN is empty", next_command="set GITHUB_TOKEN (never an argument)")
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise PullRequestError("GITHUB_TOKEN holds characters that no token has (a line break, a space …)")
    return token
