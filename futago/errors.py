"""Every error that futago raises on purpose.

Lower layers raise these; only ``futago.cli`` prints them and chooses the exit code.

* FutagoError                 something a person can act on
  x CallError                 a service refused a call or did not answer
    x AwsError                AWS did
      x DarkServiceError      a service of a Region did not answer before, and is not asked again
    x GitHubError             GitHub did
  x SpecError                 the spec is wrong: every problem at once, each with file, line, column
    x PolicyError             the file with the project's levels and waivers is wrong
  x SpecNotFoundError         there is no spec where one was looked for
  x SpecEditError             a spec's text can't be changed as wanted without changing more
  x SynthesisError            a construct got an argument that the provider does not know
  x ToolchainError            Terraform, Node or the provider is missing or unfit
  x EmulatorError             the embedded AWS did not start, answer or stop
  x DeployError               Terraform failed on a stack
  x ContractError             an environment can't be given, or a committed contract can't be read
  x LintError                 a path, a baseline or something else given to the lint is wrong
  x PlanError                 a plan under review can't be read, or the file is no plan
  x UnknownRuleError          there is no such rule of the review
  x PullRequestError          nothing tells which pull request is meant, or with which token
  x ReviewedError             a file that should hold a review holds none
  x StaleReviewError          the plans at hand are not the ones that were reviewed
  x RunbookError              runbooks, or the times that lie beside them, can't be read or written
  x PromotionError            a promotion is refused, or did not reach its end
    x RehearsalError          a rehearsal can't be begun, or went wrong
  x ReadinessError            nothing can be said of an estate's readiness
  x ParityError                what is to be compared is not in the estate
  x BackfillError             a backfill can't be started, read or compared as it was asked for
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class FutagoError(Exception):
    """Something went wrong that a person can act on.

    Args:
        message: what is wrong, where, with which value, and what is allowed.
        next_command: the command to run next, if there is one.
    """

    exit_code = 1

    def __init__(self, message: str, *, next_command: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.next_command = next_command


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a spec, and where.

    Attributes:
        file: the file as the user named it.
        line: 1-based line.
        column: 1-based column.
        path: dotted path in the spec, such as ``databases.ledger.engine_version``.
        wrong: what is wrong, naming the value.
        allowed: what would be right.
    """

    file: str
    line: int
    column: int
    path: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: "
        path = f"{self.path}: " if self.path else ""
        return f"{place}{path}{self.wrong}; {self.allowed}"


class SpecError(FutagoError):
    """The spec is wrong; ``problems`` holds every one, in the order of the file.

    ``warnings`` holds what looks wrong besides: the key that was misspelt is often why another is missing.
    """

    exit_code = 2

    def __init__(
        self,
        problems: Sequence[Problem],
        *,
        warnings: Sequence[Problem] = (),
        next_command: str | None = None,
    ) -> None:
        self.problems = tuple(problems)
        self.warnings = tuple(warnings)
        super().__init__("\n".join(map(str, self.problems)), next_command=next_command)


class SpecNotFoundError(FutagoError):
    """There is no spec where one was looked for, or it cannot be read."""

    exit_code = 2


class SpecEditError(FutagoError):
    """A spec's text can't be changed as wanted without changing something else."""


class SynthesisError(FutagoError):
    """A construct got an argument that the provider does not know, or lacks one that it requires."""


class ToolchainError(FutagoError):
    """Terraform, Node or the AWS provider is missing or unfit."""

    exit_code = 2


class EmulatorError(FutagoError):
    """The embedded AWS did not start, answer or stop."""


class CallError(FutagoError):
    """A service refused a call or did not answer.

    Args:
        message: which call, and what came of it.
        status: the HTTP status; None where there was no answer.
        next_command: the command to run next, if there is one.
    """

    def __init__(self, message: str, *, status: int | None = None, next_command: str | None = None) -> None:
        super().__init__(message, next_command=next_command)
        self.status = status


class AwsError(CallError):
    """AWS refused a call or did not answer."""


class DarkServiceError(AwsError):
    """A service of a Region did not answer before, and is not asked again: nothing was sent."""


class DeployError(FutagoError):
    """Terraform failed on a stack."""


class PolicyError(SpecError):
    """A file with a project's levels and waivers is wrong; ``problems`` holds everything."""


class UnknownRuleError(FutagoError):
    """There is no rule of this name among those of the review."""

    exit_code = 2


class PlanError(FutagoError):
    """A plan under review can't be read, or the file is something else."""

    exit_code = 2


class LintError(FutagoError):
    """A path, a baseline or something else given to the lint is wrong."""

    exit_code = 2


class ContractError(FutagoError):
    """An application's environment can't be given as asked for, or a committed contract can't be read.

    Args:
        message: what is wrong, where, and what is allowed.
        exit_code: 2 where what was asked for can't be, 1 where AWS lacks something.
        next_command: the command to run next, if there is one.
    """

    def __init__(self, message: str, *, exit_code: int = 2, next_command: str | None = None) -> None:
        super().__init__(message, next_command=next_command)
        self.exit_code = exit_code


class GitHubError(CallError):
    """GitHub refused a call or did not answer."""


class PullRequestError(FutagoError):
    """Nothing tells which pull request is meant, or with which token to reach it."""

    exit_code = 2


class ReviewedError(FutagoError):
    """A file that should hold a review holds none."""

    exit_code = 2


class StaleReviewError(FutagoError):
    """The plans at hand are not the ones that were reviewed, or nothing was."""


class BackfillError(FutagoError):
    """A backfill can't be started, read or compared as it was asked for.

    Args:
        message: what is wrong, where, and what is allowed.
        exit_code: 2 where what was asked for can't be, 1 where it failed.
        next_command: the command to run next, if there is one.
    """

    def __init__(self, message: str, *, exit_code: int = 1, next_command: str | None = None) -> None:
        super().__init__(message, next_command=next_command)
        self.exit_code = exit_code


class ReadinessError(FutagoError):
    """Nothing can be said of an estate's readiness: AWS does not know who asks."""

    exit_code = 3


class ParityError(FutagoError):
    """What is to be compared is not in the estate."""

    exit_code = 2


class PromotionError(FutagoError):
    """A promotion is refused, or did not reach its end."""


class DecisionError(PromotionError):
    """The kinds' steps do not fit together: a fault of futago's, found before anything is touched."""


class SelectionError(PromotionError):
    """What is to be promoted only, or skipped, is not in the estate."""

    exit_code = 2


class JournalError(PromotionError):
    """A journal is of another estate or spec, or can't be read or written."""

    exit_code = 2


class LockError(PromotionError):
    """Somebody else is promoting this estate."""


class RunbookError(FutagoError):
    """Runbooks, or the times that lie beside them, can't be read or written."""

    exit_code = 2


class UnconfirmedError(PromotionError):
    """The operator did not type the estate's name: that is no yes."""

    exit_code = 2


class RehearsalError(PromotionError):
    """A rehearsal can't be begun, or went wrong."""
