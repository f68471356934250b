"""One comment a pull request and estate on GitHub, which every later review replaces."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from futago.errors import GitHubError, StaleReviewError
from futago.review.post.api import AnswerLostError, GitHubApi
from futago.review.post.marker import Marker
from futago.review.post.pull_request import PullRequest

LIMIT_CHARACTERS = 65_536
"""What a comment may hold: "Body is too long (maximum is 65536 characters)" is GitHub's 422."""

_LIMITS = (LIMIT_CHARACTERS, 60_000, 32_000, 16_000, 8_000)
_ROUNDS = 4
_SETTLING_SECONDS = 2.0

_IDENTITY = "query { viewer { login } }"
_EDITOR = "query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { login } } } }"


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of posting.

    Attributes:
        url: the comment's page.
        did: ``created``, ``updated`` or ``unchanged``.
        removed: how many duplicates of ours were removed.
    """

    url: str
    did: str
    removed: int


class ReviewComment:
    """The comment of one estate's review in one pull request.

    Ours are the comments of the token's own account that start with the estate's marker. No other comment is
    ever touched, whatever it holds.

    Attributes:
        pull_request: where it is.

    Args:
        api: GitHub's API.
        pull_request: where it is.
        estate: tells this review from others of the same pull request; may be empty.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        api: GitHubApi,
        pull_request: PullRequest,
        estate: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._api = api
        self._estate = estate
        self._sleep = sleep
        self.pull_request = pull_request
        self._comments = f"/repos/{pull_request.repository}/issues/{pull_request.number}/comments"
        self._login = ""

    def post(self, fingerprint: str, write: Callable[[int], str]) -> Posted:
        """Make the comment say this review: exactly one is there afterwards.

        After creating it lists again, and a lost answer is never asked for twice without a look: so neither
        that nor another job that posts at the same time leaves a second comment.

        Args:
            fingerprint: of the plans under review.
            write: renders the review as markdown of at most so many characters.

        Raises:
            GitHubError: GitHub refused, or did not answer.
        """
        body = _Body(str(Marker(self._estate, fingerprint)), write)
        ours = self._ours()
        did = "unchanged"
        if not ours:
            # A list can be a moment behind what was just created.
            created = self._create(body)
            ours = {created["id"]: created} | self._ours()
            did = "created"
        # Every other job that sees them keeps the oldest too.
        kept, *extra = sorted(ours)
        comment = ours[kept]
        if comment["body"] != body.text:
            comment = body.sent(lambda text: self._api.patch(self._path(kept), {"body": text}))
            did = "updated"
        for each in extra:
            self._api.delete(self._path(each))
        return Posted(url=comment["html_url"], did=did, removed=len(extra))

    def fingerprint(self) -> str:
        """The fingerprint of the plans that were reviewed here.

        Raises:
            StaleReviewError: there is no review, or somebody else has edited it.
            GitHubError: GitHub refused, or did not answer.
        """
        ours = self._ours()
        if not ours:
            raise StaleReviewError(
                f"{self.pull_request} has no review{self._of_estate()} by {self._login}",
                next_command="futago review PLAN.json … --post github, and have it reviewed",
            )
        comment = ours[min(ours)]
        self._check_unedited(comment)
        marker = Marker.read(comment["body"])
        return marker.fingerprint if marker else ""

    def _create(self, body: _Body) -> Mapping[str, Any]:
        for _ in range(_ROUNDS):
            try:
                return body.sent(lambda text: self._api.post(self._comments, {"body": text}))
            except AnswerLostError as lost:
                failure = lost
                self._sleep(_SETTLING_SECONDS)
            for comment in self._ours().values():
                return comment
        raise GitHubError(f"{failure.message}; and no comment of ours appears", status=failure.status)

    def _ours(self) -> dict[int, Mapping[str, Any]]:
        if not self._login:
            # GET /user answers people's tokens alone; this answers an app's and an Actions job's as well.
            self._login = self._api.query(_IDENTITY, {})["viewer"]["login"]
        return {
            each["id"]: each
            for each in self._api.pages(f"{self._comments}?per_page=100")
            if self._is_ours(each)
        }

    def _is_ours(self, comment: Mapping[str, Any]) -> bool:
        author = comment.get("user") or {}
        marker = Marker.read(comment.get("body") or "")
        return author.get("login") == self._login and marker is not None and marker.estate == self._estate

    def _check_unedited(self, comment: Mapping[str, Any]) -> None:
        """Whoever may write to the repository may edit anybody's comment, and so forge a fingerprint."""
        node = self._api.query(_EDITOR, {"id": comment["node_id"]})["node"]
        editor = (node or {}).get("editor")
        # An app's account is "name[bot]" as a user, and "name" where it acts.
        if editor and editor["login"] not in (self._login, self._login.removesuffix("[bot]")):
            raise StaleReviewError(
                f"{comment['html_url']} was edited by {editor['login']} after it was posted",
                next_command="futago review PLAN.json … --post github, and have it reviewed again",
            )

    def _path(self, comment: int) -> str:
        return f"/repos/{self.pull_request.repository}/issues/comments/{comment}"

    def _of_estate(self) -> str:
        return f" of {self._estate}" if self._estate else ""


class _Body:
    """A comment's text, shortened when GitHub finds it too long."""

    def __init__(self, marker: str, write: Callable[[int], str]) -> None:
        self._marker = marker
        self._write = write
        self._limits = iter(_LIMITS)
        self._shorten()

    def _shorten(self) -> None:
        limit = next(self._limits)
        self.text = f"{self._marker}\n{self._write(limit - len(self._marker) - 1)}"

    def sent(self, send: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
        while True:
            try:
                return send(self.text)
            except GitHubError as error:
                if error.status != 422 or "too long" not in error.message.lower():  # noqa: PLR2004 # HTTP's
                    raise
                try:
                    self._shorten()
                except StopIteration:
                    raise error from None
