"""What the kinds bring to readiness: questions whose answers say whether a promotion would succeed now.

A kind's ``ready`` module yields questions. What the observations of the promotion show already is answered
from them; for the rest a question makes a few calls through the clients handed in. The engine
(``futago.readiness``) asks them side by side and knows no kind by name; a question that can't be asked is
answered by it: unknown, which is never taken for ok.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol

from modules.operation import Observation, Permission, Promotion, Seen, Unreachable
from modules.proof import Clients
from regions import Region

NEARLY: Final = 0.8
"""The part of a quota from which on its use is worth a warning: what AWS's own console proposes for alarms
(Service Quotas User Guide, "Service Quotas and Amazon CloudWatch alarms")."""


class State(StrEnum):
    """What the answer to a question means for a promotion now."""

    OK = "ok"
    WARNING = "warning"
    """It would succeed; a person should know this first."""
    UNKNOWN = "unknown"
    """Nobody can say; never taken for ok."""
    BLOCKS = "blocks"
    """It would be refused, fail, or lose more than the spec's target allows."""


@dataclass(frozen=True)
class Answer:
    """What was found.

    Attributes:
        state: what it means.
        seen: what was seen, for a person, with units.
        remedy: what to do about it, with the command; empty where nothing is to be done.
    """

    state: State
    seen: str
    remedy: str = ""


@dataclass(frozen=True)
class Question:
    """One thing that has to be so for a promotion to succeed.

    Attributes:
        id: ``<noun>/<name>/<what>``, the same in every run; ``<noun>//<what>`` for a kind as a whole.
        what: what is asked, in a few words.
        region: code of the Region that is asked.
        answer: finds out; the SDK's errors go through, the engine makes them unknown.
        permissions: everything that ``answer`` calls. A test holds it.
        leading: whether it changes before anything fails: lags, backlogs, free addresses, use of quotas.
    """

    id: str
    what: str
    region: str
    answer: Callable[[Clients], Answer] = field(repr=False, compare=False)
    permissions: tuple[Permission, ...] = ()
    leading: bool = False


class Inspector(Protocol):
    """A kind's ``ready`` module."""

    def questions(self, promotion: Promotion, name: str, inputs: Any, seen: Seen) -> Iterator[Question]:
        """What is asked about a resource, of which ``seen`` was observed. Calls nobody itself."""

    def questions_of_all(self, promotion: Promotion, resources: Mapping[str, Any]) -> Iterator[Question]:
        """What is asked once for all resources of the kind, such as quotas. Calls nobody itself."""


def known(question_id: str, what: str, region: Region, answer: Answer, *, leading: bool = False) -> Question:
    """A question that the observations answer already."""
    return Question(question_id, what, region.code, lambda _clients: answer, leading=leading)


def is_missing(sight: Observation | Unreachable) -> bool:
    """Whether it was looked at and is not there: the promotion says so, and there is no more to ask."""
    return isinstance(sight, Observation) and not sight.exists


def unseen(seen: Unreachable) -> Answer:
    """The answer about what could not be looked at."""
    if seen.dark:
        return Answer(State.UNKNOWN, f"{seen.region} does not answer")
    return Answer(
        State.UNKNOWN,
        f"{seen.region} could not be looked at: {seen.why}",
        "the caller needs the rights that futago ready --print-policy shows",
    )
