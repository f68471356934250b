"""``futago review --post github`` and ``--check-fresh``, against a GitHub on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.command_line import futago
from tests.fake_github import BOT, BOT_TOKEN, NUMBER, PERSON, REPOSITORY, FakeGitHub, Fault, serving
from tests.review.cli.small_plans import TABLE, TOPIC, plan

COMMIT = "c" * 40


@dataclass
class Workflow:
    """A run of GitHub Actions about the pull request."""

    github: FakeGitHub
    folder: Path

    def review(self, *arguments: str | Path, **variables: str) -> CompletedProcess[str]:
        """Run ``futago review`` as a step; the token is in the environment alone."""
        event = self.folder / "event.json"
        event.write_text(json.dumps({"pull_request": {"number": NUMBER}}))
        run = {
            "GITHUB_API_URL": self.github.url,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_TOKEN": BOT_TOKEN,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_RUN_ID": "42",
        }
        done = futago("review", *arguments, folder=self.folder, **{**run, **variables})
        assert BOT_TOKEN not in done.stdout + done.stderr
        return done


@pytest.fixture
def workflow(tmp_path: Path) -> Iterator[Workflow]:
    """A run, with a plan of one stack."""
    plan(tmp_path / "topic.json", TOPIC)
    plan(tmp_path / "table.json", TABLE)
    with serving(FakeGitHub()) as github:
        yield Workflow(github, tmp_path)


def test_posts_and_updates(workflow: Workflow) -> None:
    """Two pushes leave one comment, which says the second review; people are told where."""
    first = workflow.review("topic.json", "--post", "github")
    second = workflow.review("table.json", "--post", "github")
    page = "https://github.com/acme/estate/pull/7#issuecomment-1001"
    assert f"created: {page}\n" in first.stderr
    assert f"updated: {page}\n" in second.stderr
    assert 1 == len(workflow.github.comments)
    assert "aws_dynamodb_table" in workflow.github.comments[0]["body"]
    assert "aws_sns_topic" not in workflow.github.comments[0]["body"]


def test_findings_fail_after_posting(workflow: Workflow) -> None:
    """A bad finding still reaches the pull request, and the terminal."""
    done = workflow.review("table.json", "--post", "github")
    assert (1, 1) == (done.returncode, len(workflow.github.comments))
    assert done.stdout.startswith("Review: ")


def test_files_are_written_before_posting(workflow: Workflow) -> None:
    """When GitHub refuses, the artifacts are there all the same, and the exit code is 1."""
    workflow.github.faults.append(Fault("GET", 403, message="Resource not accessible by integration"))
    done = workflow.review("topic.json", "--out", "review.html", "--post", "github")
    assert (1, True) == (done.returncode, (workflow.folder / "review.html").exists())
    assert "403 Resource not accessible by integration" in done.stderr
    assert "pull-requests: write" in done.stderr


def test_name_keeps_reviews_apart(workflow: Workflow) -> None:
    """Reviews with names of their own have a comment each."""
    for name in ("network", "data", "network"):
        workflow.review("topic.json", "--post", "github", "--name", name)
    assert 2 == len(workflow.github.comments)


def test_same_plans_are_fresh(workflow: Workflow) -> None:
    """The plans that were reviewed pass, in any order and under any name."""
    workflow.review("topic.json", "table.json", "--post", "github")
    (workflow.folder / "topic.json").rename(workflow.folder / "again.json")
    done = workflow.review("table.json", "again.json", "--check-fresh")
    assert (0, "") == (done.returncode, done.stdout)
    assert "These are the plans that were reviewed (comment in acme/estate#7): sha256:" in done.stderr


def test_other_plans_are_not(workflow: Workflow) -> None:
    """Another plan does not pass; both hashes and the way on are told."""
    workflow.review("topic.json", "--post", "github")
    done = workflow.review("topic.json", "table.json", "--check-fresh")
    assert 1 == done.returncode
    assert "reviewed (comment in acme/estate#7): sha256:" in done.stderr
    assert "at hand: sha256:" in done.stderr
    assert "next:  don't apply; plan again in a pull request" in done.stderr


def test_unreviewed_plans_are_not(workflow: Workflow) -> None:
    """Where nothing was reviewed nothing passes; somebody else's comment is no review."""
    workflow.review("topic.json", "--post", "github")
    workflow.github.comments[0]["user"] = {"login": PERSON}
    done = workflow.review("topic.json", "--check-fresh")
    assert 1 == done.returncode
    assert f"acme/estate#7 has no review by {BOT}" in done.stderr


def test_after_the_merge(workflow: Workflow) -> None:
    """On the push of the merge the pull request is the one that the commit came with."""
    workflow.review("topic.json", "--post", "github")
    pull = {"number": NUMBER, "merged_at": "2026-11-22T00:00:00Z", "merge_commit_sha": COMMIT}
    workflow.github.commits[COMMIT] = [pull]
    done = workflow.review(
        "topic.json",
        "--check-fresh",
        GITHUB_EVENT_PATH="",
        GITHUB_REF="refs/heads/main",
        GITHUB_SHA=COMMIT,
    )
    assert 0 == done.returncode, done.stderr


def test_reviewed_in_a_file(workflow: Workflow) -> None:
    """A review's JSON stands in for the comment, without GitHub."""
    workflow.review("topic.json", "--out", "review.json")
    fresh = workflow.review("topic.json", "--check-fresh", "--reviewed", "review.json", GITHUB_TOKEN="")
    stale = workflow.review("table.json", "--check-fresh", "--reviewed", "review.json", GITHUB_TOKEN="")
    assert (0, 1, []) == (fresh.returncode, stale.returncode, workflow.github.requests)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 1, "there is no review in review.json"),
        ("", 2, "review.json can't be read as JSON"),
        ("[]", 2, "review.json is no review"),
        ('{"fingerprint": "sha256:1"}', 2, "review.json is no review"),
        ("[" * 100_000, 2, "review.json can't be read as JSON"),
    ],
)
def test_reviewed_that_is_no_review(workflow: Workflow, content: str | None, code: int, words: str) -> None:
    """What is no review is told; a missing one is a review that did not happen."""
    if content is not None:
        (workflow.folder / "review.json").write_text(content)
    done = workflow.review("topic.json", "--check-fresh", "--reviewed", "review.json")
    assert code == done.returncode
    assert words in done.stderr
    assert "Traceback" not in done.stderr
