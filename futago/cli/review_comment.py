"""The review's comment in a pull request: posting it, and holding plans against it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.errors import PullRequestError

if TYPE_CHECKING:
    from futago.review.model import Review
    from futago.review.post.github import ReviewComment


@dataclass(frozen=True)
class CommentPlace:
    """Where the comment is, as the command line and the environment tell.

    Attributes:
        url: of the REST API.
        repository: ``owner/name``, where named.
        number: of the pull request, where named.
        name: tells the comment from those of other reviews of the pull request; may be empty.
    """

    url: str
    repository: str | None
    number: int | None
    name: str

    @contextmanager
    def comment(self) -> Iterator[ReviewComment]:
        """The comment, over one connection to GitHub.

        Raises:
            PullRequestError: there is no token, or nothing tells which pull request is meant.
        """
        from futago.review.post.api import GitHubApi  # noqa: PLC0415 # httpx costs a tenth of a second
        from futago.review.post.github import ReviewComment  # noqa: PLC0415 # likewise
        from futago.review.post.pull_request import find_pull_request  # noqa: PLC0415 # likewise

        token = os.environ.get("GITHUB_TOKEN")
        if token is None:
            raise PullRequestError(
                "GITHUB_TOKEN is not set",
                next_command="in a workflow: env: GITHUB_TOKEN: ${{ github.token }}",
            )
        with GitHubApi(self.url, token, announce=lambda line: click.echo(line, err=True)) as api:
            found = find_pull_request(api, os.environ, self.repository, self.number)
            yield ReviewComment(api, found, self.name)


def post(review: Review, place: CommentPlace, full_review: str) -> None:
    """Create or update the comment, and tell people where it is."""
    from futago.review.output.markdown import render  # noqa: PLC0415 # jinja2 costs a tenth of a second

    with place.comment() as comment:
        posted = comment.post(
            review.fingerprint, lambda limit: render(review, limit=limit, full_review=full_review)
        )
    duplicates = f", {posted.removed} duplicates removed" if posted.removed else ""
    click.echo(f"{posted.did}{duplicates}: {posted.url}", err=True)


def check_fresh(fingerprint: str, place: CommentPlace, reviewed: Path | None) -> None:
    """Let only the plans pass that were reviewed.

    Raises:
        StaleReviewError: they are others, or nothing was reviewed.
    """
    from futago.review import freshness  # noqa: PLC0415 # only here

    if reviewed:
        expected, where = freshness.reviewed_fingerprint(reviewed), str(reviewed)
    else:
        with place.comment() as comment:
            expected, where = comment.fingerprint(), f"comment in {comment.pull_request}"
    freshness.check_fresh(expected, fingerprint, where)
    click.echo(f"These are the plans that were reviewed ({where}): {fingerprint}", err=True)
