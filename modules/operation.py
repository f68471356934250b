"""What the kinds bring to a promotion: observations, steps, the reasons why not, and what would be lost.

A promotion is ``observe`` (asks AWS), ``plan`` (pure: steps, obstacles and losses from what was seen), and
then the engine's run of the steps (``futago.operations``), which knows no kind by name. A runbook renders
the same steps as a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol

from modules.estate import Estate
from modules.proof import Clients
from regions import Region


class Mode(StrEnum):
    """How a Region is promoted.

    ``SWITCHOVER``: planned, both Regions are well, nothing is lost. ``FAILOVER``: the other Region is dark;
    what had not been replicated is lost. ``FAILBACK``: after a failover the old Region is back: it joins as
    reader first, and then becomes home again by a switchover.
    """

    SWITCHOVER = "switchover"
    FAILOVER = "failover"
    FAILBACK = "failback"


class Phase(StrEnum):
    """When in a promotion a step comes.

    ``REJOIN``: a Region that comes back becomes a reader; nobody is kept from writing for it. ``FENCE``:
    writers are stopped, all of them before anything is promoted.
    """

    REJOIN = "rejoin"
    FENCE = "fence"
    PROMOTE = "promote"
    VERIFY = "verify"


@dataclass(frozen=True)
class Unreachable:
    """A resource that could not be looked at: unknown, which is never taken for well.

    Attributes:
        region: the Region's code.
        service: boto3's name of the service that was asked.
        why: the error, in a sentence.
        dark: true if nothing answered; false if AWS answered and refused (a missing permission).
    """

    region: str
    service: str
    why: str
    dark: bool


@dataclass(frozen=True)
class Observation:
    """What was seen of one resource in one Region; each kind adds its own attributes.

    Attributes:
        region: the Region's code.
        exists: whether the resource is there.
    """

    region: str
    exists: bool


Seen = Mapping[str, Observation | Unreachable]
"""What was seen of one resource, by the Region's code."""


@dataclass(frozen=True)
class Promotion:
    """Which promotion is asked for.

    Attributes:
        estate: the estate as the spec has it.
        mode: how.
        to: the Region being activated.
        operation: the operation's id, letters, digits and hyphens; probes of the verification carry it.
        detach: take databases out of their global cluster (``remove_from_global_cluster``) in place of a
            failover; only with ``Mode.FAILOVER``.
        although_well: fail over although the writer looks well to AWS; only with ``Mode.FAILOVER``. For the
            outage in which the control plane answers and the applications do not.
        with_key_primacy: also move the primacy of multi-Region keys; never with ``Mode.FAILOVER``.
    """

    estate: Estate
    mode: Mode
    to: Region
    operation: str
    detach: bool = False
    with_key_primacy: bool = False
    although_well: bool = False

    @property
    def source(self) -> Region:
        """The Region that is left."""
        return self.estate.pair.other(self.to)


@dataclass(frozen=True)
class Permission:
    """What a step needs to be allowed, as one statement of an IAM policy.

    Attributes:
        actions: IAM actions, such as ``rds:FailoverGlobalCluster``.
        resources: ARNs; ``*`` only for actions without resource-level permission.
        region: code of the Region in which the calls are made.
    """

    actions: tuple[str, ...]
    resources: tuple[str, ...]
    region: str


@dataclass(frozen=True)
class Command:
    """The AWS CLI's equivalent of a call, for a person without futago.

    Attributes:
        argv: the command, word by word, never to be put through a shell unquoted.
        expected: what its output should show.
    """

    argv: tuple[str, ...]
    expected: str


@dataclass(frozen=True)
class Progress:
    """Where a step stands, as AWS says it now.

    Attributes:
        state: ``todo`` nothing has happened yet; ``running`` AWS is at it; ``done`` the step's end is
            reached, whoever brought it about; ``blocked`` it can't be reached from here.
        seen: what was seen, for a person.
        lag_seconds: how far the target is behind its source; None if nobody says.
    """

    state: Literal["todo", "running", "done", "blocked"]
    seen: str
    lag_seconds: float | None = None


@dataclass(frozen=True)
class Step:
    """One step of a promotion: at most one call that changes anything, and how to see that it is done.

    ``check`` is asked before ``act``, so that a step which is done, or under way, is never begun again; this
    is what makes a promotion safe to kill and to resume.

    Attributes:
        id: ``<noun>/<name>/<verb>``, the same in every run of the same promotion.
        noun: the kind's noun.
        name: the resource's name in the spec.
        region: code of the Region in which ``act`` calls.
        phase: when it comes.
        title: what it does, as a command: ``Promote database ledger in Osaka``.
        why: why it has to be done.
        needs: ids of the steps that must be done before it; those of earlier phases up to
            ``Phase.FENCE`` need not be named.
        preconditions: what must be so before it, for a person to check.
        expected_seconds: how long it takes, from AWS's documents or the emulator; rehearsals measure it.
        timeout_seconds: after this long without ``done`` the step has failed.
        poll_seconds: how long to wait between two checks.
        settle_seconds: how long after a call AWS may still answer as if there had been none; a ``todo`` in
            this time repeats nothing.
        cost_if_skipped: what is so if it is left out.
        undo: how to take it back.
        commands: the AWS CLI's equivalents, those that look included.
        permissions: everything that ``check`` and ``act`` call. A test holds it.
        check: where the step stands; only reads.
        act: makes the call; is never repeated by the engine before ``check`` has said ``todo`` again.
        optional: the operator may leave it out (``--skip``) without the promotion being incomplete.
    """

    id: str
    noun: str
    name: str
    region: str
    phase: Phase
    title: str
    why: str
    cost_if_skipped: str
    undo: str
    expected_seconds: float
    commands: tuple[Command, ...]
    permissions: tuple[Permission, ...]
    check: Callable[[Clients], Progress] = field(repr=False, compare=False)
    act: Callable[[Clients], None] = field(repr=False, compare=False)
    needs: tuple[str, ...] = ()
    preconditions: tuple[str, ...] = ()
    timeout_seconds: float = 900.0
    poll_seconds: float = 2.0
    settle_seconds: float = 5.0
    optional: bool = False


@dataclass(frozen=True)
class Resource:
    """One thing in AWS, for the appendix of a runbook.

    Attributes:
        what: what it is, such as ``Aurora cluster``.
        arn: its ARN in one Region.
    """

    what: str
    arn: str


@dataclass(frozen=True)
class Obstacle:
    """A reason why a promotion is not allowed, as a value.

    Attributes:
        noun: the kind's noun; empty if it is the estate's.
        name: the resource's name in the spec.
        region: the Region's code.
        wrong: what is wrong, with what was seen.
        remedy: what to do about it, with the command.
    """

    noun: str
    name: str
    region: str
    wrong: str
    remedy: str


@dataclass(frozen=True)
class Loss:
    """What a promotion may lose, to be confirmed by the operator.

    Attributes:
        noun: the kind's noun.
        name: the resource's name in the spec.
        lag_seconds: the last known lag; None if nobody knows it: then the loss has no known bound.
        measured_seconds_ago: how old that figure is.
        statement: what may be lost, in a sentence.
    """

    noun: str
    name: str
    lag_seconds: float | None
    measured_seconds_ago: float | None
    statement: str


class Operator(Protocol):
    """A kind's ``operate`` module."""

    def observe(
        self, clients: Clients, estate: Estate, name: str, inputs: Any, region: Region
    ) -> Observation:
        """Look at a resource in a Region; asks that Region only.

        The SDK's errors go through: the engine turns them into ``Unreachable``.
        """

    def plan(
        self, promotion: Promotion, name: str, inputs: Any, seen: Seen
    ) -> Iterator[Step | Obstacle | Loss]:
        """What a promotion means for a resource, from what was seen of it. Calls nobody.

        Steps whose end is reached already are left out where that can be seen.
        """

    def observe_permissions(
        self, estate: Estate, name: str, inputs: Any, region: Region
    ) -> tuple[Permission, ...]:
        """What ``observe`` needs to be allowed in a Region."""

    def expected(
        self,
        estate: Estate,
        name: str,
        inputs: Any,
        region: Region,
        writer: Region,
        *,
        after_failover: bool = False,
    ) -> Observation:
        """What ``observe`` sees in a Region where all is well and ``writer`` is the Region that writes.

        A runbook and a policy are made from it, with nobody to ask. Where both Regions write, ``writer``
        means nothing. ``after_failover``: the other Region has just come back from an outage, as it went.
        """

    def resources(self, estate: Estate, name: str, inputs: Any, region: Region) -> tuple[Resource, ...]:
        """What there is of a resource in a Region, by ARN."""
