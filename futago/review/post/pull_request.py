"""Which pull request a review belongs to: named, or what GitHub Actions says of the run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from futago.errors import PullRequestError
from futago.review.post.api import GitHubApi

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/(?!\.{1,2}$)[A-Za-z0-9._-]+")
_REFERENCE = re.compile(r"refs/pull/([1-9][0-9]*)/(?:merge|head)")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request.

    Attributes:
        repository: ``owner/name``.
        number: its number.
    """

    repository: str
    number: int

    def __str__(self) -> str:
        return f"{self.repository}#{self.number}"


def find_pull_request(
    api: GitHubApi, environment: Mapping[str, str], repository: str | None = None, number: int | None = None
) -> PullRequest:
    """The pull request that is named, that the run is about, or that brought the run's commit.

    GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_REF and GITHUB_SHA: GitHub, "Variables reference".

    Args:
        api: asked only for a run on a push: which pull request its commit came with.
        environment: the process's environment.
        repository: ``owner/name``, where named.
        number: the number, where named.

    Raises:
        PullRequestError: nothing tells, or what tells makes no sense.
        GitHubError: GitHub does not answer.
    """
    name = repository or environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name):
        raise PullRequestError(
            f"{name!r} is no repository; give OWNER/NAME",
            next_command="futago review … --repository OWNER/NAME",
        )
    found = (
        number
        or _of_event(environment.get("GITHUB_EVENT_PATH"))
        or _of_reference(environment.get("GITHUB_REF", ""))
        or _of_commit(api, name, environment.get("GITHUB_SHA", ""))
    )
    return PullRequest(name, found)


def _of_event(path: str | None) -> int | None:
    if not path:
        return None
    try:
        event: Any = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PullRequestError(f"GITHUB_EVENT_PATH: {path} can't be read: {error}") from error
    if not isinstance(event, dict):
        return None
    return _number(event.get("pull_request")) or _number(event.get("issue"))


def _number(about: Any) -> int | None:
    number = about.get("number") if isinstance(about, dict) else None
    return number if isinstance(number, int) and number > 0 else None


def _of_reference(reference: str) -> int | None:
    match = _REFERENCE.fullmatch(reference)
    return int(match[1]) if match else None


def _of_commit(api: GitHubApi, repository: str, commit: str) -> int:
    """Of a push: GitHub, "List pull requests associated with a commit"."""
    if not _COMMIT.fullmatch(commit):
        raise PullRequestError(
            "nothing tells which pull request is meant: no --pull-request, and no GitHub Actions run",
            next_command="futago review … --pull-request NUMBER",
        )
    merged = [
        each["number"]
        for each in api.pages(f"/repos/{repository}/commits/{commit}/pulls?per_page=100")
        if each.get("merged_at") and each.get("merge_commit_sha") == commit
    ]
    if len(merged) != 1:
        found = "none" if not merged else ", ".join(map(str, merged))
        raise PullRequestError(
            f"commit {commit} of {repository} did not come with exactly one merged pull request ({found})",
            next_command="futago review … --pull-request NUMBER",
        )
    number: int = merged[0]
    return number
