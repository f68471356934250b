"""Which pull request is meant: named, or what GitHub Actions says of the run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from futago.errors import PullRequestError
from futago.review.post.pull_request import PullRequest, find_pull_request
from tests.fake_github import REPOSITORY, FakeGitHub
from tests.review.post.visitor import Visitor

COMMIT = "c" * 40
SEVEN = PullRequest(REPOSITORY, 7)


def event(folder: Path, content: Any) -> str:
    """A file as GITHUB_EVENT_PATH names it."""
    (folder / "event.json").write_text(json.dumps(content))
    return str(folder / "event.json")


def test_named(visitor: Visitor) -> None:
    """What is named goes before what the run says."""
    environment = {"GITHUB_REPOSITORY": "x/y", "GITHUB_REF": "refs/pull/9/merge"}
    assert SEVEN == find_pull_request(visitor.api(), environment, REPOSITORY, 7)


@pytest.mark.parametrize(
    "content",
    [{"pull_request": {"number": 7}}, {"issue": {"number": 7, "pull_request": {}}}],
    ids=["pull_request", "issue_comment"],
)
def test_of_the_event(visitor: Visitor, tmp_path: Path, content: Any) -> None:
    """The event's file tells it."""
    environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_EVENT_PATH": event(tmp_path, content)}
    assert SEVEN == find_pull_request(visitor.api(), environment)


def test_of_the_reference(visitor: Visitor, tmp_path: Path) -> None:
    """Where the event has none, the reference tells it."""
    environment = {
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_EVENT_PATH": event(tmp_path, {"inputs": {}}),
        "GITHUB_REF": "refs/pull/7/merge",
    }
    assert SEVEN == find_pull_request(visitor.api(), environment)


def merged(number: int, **changes: Any) -> dict[str, Any]:
    """A pull request as "List pull requests associated with a commit" gives it."""
    return {"number": number, "merged_at": "2026-11-22T00:00:00Z", "merge_commit_sha": COMMIT, **changes}


def test_of_the_merge_commit(github: FakeGitHub, visitor: Visitor) -> None:
    """On a push it is the one that was merged as that commit; others that hold the commit are not."""
    github.commits[COMMIT] = [merged(6, merge_commit_sha="d" * 40), merged(8, merged_at=None), merged(7)]
    environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_REF": "refs/heads/main", "GITHUB_SHA": COMMIT}
    assert SEVEN == find_pull_request(visitor.api(), environment)


@pytest.mark.parametrize(("pulls", "found"), [([], "none"), ([merged(7), merged(8)], "7, 8")])
def test_push_without_one_pull_request(
    github: FakeGitHub, visitor: Visitor, pulls: list[Any], found: str
) -> None:
    """A commit pushed past review has none."""
    github.commits[COMMIT] = pulls
    environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_SHA": COMMIT}
    with pytest.raises(PullRequestError, match=rf"exactly one merged pull request \({found}\)"):
        find_pull_request(visitor.api(), environment)


@pytest.mark.parametrize("name", ["", "estate", "a/b/c", "../..", "a/..", "a/b?x=", "a b/c", "-a/b"])
def test_no_repository(visitor: Visitor, name: str) -> None:
    """Nothing else than owner/name gets into a URL."""
    with pytest.raises(PullRequestError, match="is no repository; give OWNER/NAME"):
        find_pull_request(visitor.api(), {"GITHUB_REPOSITORY": name}, None, 7)


def test_nothing_tells(visitor: Visitor) -> None:
    """Outside of Actions it has to be named."""
    with pytest.raises(PullRequestError, match="no --pull-request, and no GitHub Actions run"):
        find_pull_request(visitor.api(), {}, REPOSITORY)


@pytest.mark.parametrize("content", ["", "{", "\0"])
def test_broken_event(visitor: Visitor, tmp_path: Path, content: str) -> None:
    """A file that is no JSON is told by name."""
    (tmp_path / "event.json").write_text(content)
    environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_EVENT_PATH": str(tmp_path / "event.json")}
    with pytest.raises(PullRequestError, match=r"GITHUB_EVENT_PATH: .*event\.json can't be read"):
        find_pull_request(visitor.api(), environment)
