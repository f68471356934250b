"""Who talks to the GitHub on loopback, without really waiting."""

from __future__ import annotations

from dataclasses import dataclass, field

from futago.review.post.api import GitHubApi
from futago.review.post.github import ReviewComment
from futago.review.post.pull_request import PullRequest
from tests.fake_github import BOT_TOKEN, NUMBER, REPOSITORY, FakeGitHub

NOW = 1_800_000_000.0


@dataclass
class Visitor:
    """Connects to the fake, and notes how long it would have waited and what it said."""

    github: FakeGitHub
    waited: list[float] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    opened: list[GitHubApi] = field(default_factory=list)

    def api(self, token: str = BOT_TOKEN) -> GitHubApi:
        """A connection whose clock stands still."""
        api = GitHubApi(
            self.github.url,
            token,
            announce=self.announced.append,
            sleep=self.waited.append,
            clock=lambda: NOW,
        )
        self.opened.append(api)
        return api

    def comment(self, estate: str = "payments", token: str = BOT_TOKEN) -> ReviewComment:
        """The comment of one estate."""
        pull_request = PullRequest(REPOSITORY, NUMBER)
        return ReviewComment(self.api(token), pull_request, estate, sleep=self.waited.append)

    def leave(self) -> None:
        """Close every connection."""
        for api in self.opened:
            api.__exit__(None, None, None)
