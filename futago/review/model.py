"""What a review says: records that the outputs render.

Every text in here has been through the redaction; an output never reads a ``Change``. Nothing has been made
inert: markdown, HTML and terminals each want that done in their own way (``futago.rendering.inert``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

import msgspec

from modules.review import GLOBAL_REGION as GLOBAL_REGION  # noqa: PLC0414 # outputs read this room only
from modules.review import Action, Change, Level, Rule

UNKNOWN_REGION = "unknown"
"""Where a resource is whose Region nothing tells."""


class Difference(msgspec.Struct, frozen=True):
    """One attribute that a change touches, as it may be shown.

    Attributes:
        path: where, readable and redacted: ``versioning_configuration[0].status``; inside a JSON text
            ``policy: Statement[0].Action``.
        before: the value now; None where there is none.
        after: the value then; None where there is none, or where ``unknown``.
        unknown: true where the value is known only after apply.
        hidden: true where a value is not shown because it is, or looks like, a secret.
        forces_replacement: true where Terraform replaces the resource because of it.
    """

    path: str
    before: str | None
    after: str | None
    unknown: bool = False
    hidden: bool = False
    forces_replacement: bool = False


class Entry(msgspec.Struct, frozen=True, dict=True):
    """One change of one plan, as it may be shown.

    Attributes:
        stack: the stack, or the plan file's stem where no stack is known.
        address: the full address, redacted (a ``for_each`` key can be a secret).
        type: the resource type.
        region: an AWS Region's code, ``GLOBAL_REGION`` or ``UNKNOWN_REGION``.
        action: what is done.
        reason: Terraform's ``action_reason`` in words; empty where none is given.
        moved_from: the previous address, redacted, where it was moved.
        imported_as: the id that it is imported by, redacted, where it is.
        create_before_destroy: for a replacement, which comes first.
        deferred: Terraform's reason in words for leaving it to a later plan; empty where it does not.
        compute: makes ``differences``; called once, and only when they are shown.
    """

    stack: str
    address: str
    type: str
    region: str
    action: Action
    reason: str = ""
    moved_from: str | None = None
    imported_as: str | None = None
    create_before_destroy: bool = False
    deferred: str = ""
    compute: Callable[[], tuple[Difference, ...]] = tuple

    def __repr__(self) -> str:
        """Without ``compute``, which holds values of the plan."""
        return f"Entry({self.stack!r}, {self.address!r}, {self.action.value!r})"

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What it touches, in the order of the paths."""
        return self.compute()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happens to it: no change, no move, no import."""
        nothing = self.action in (Action.NO_OP, Action.READ)
        return nothing and not (self.moved_from or self.imported_as or self.deferred)


class Row(msgspec.Struct, frozen=True):
    """One logical resource, and what happens to it in each Region.

    Attributes:
        name: what its sides have in common, redacted: ``bucket_receipts``, ``module.db.aws_kms_key.this``.
        type: the type; where the sides' types differ (a key and its replica) that of the first Region.
        sides: by Region. A side whose counterpart changes is here with ``Action.NO_OP`` when its plan holds
            it; a Region that is missing has no such resource in any plan under review.
    """

    name: str
    type: str
    sides: Mapping[str, Entry]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happens to it in any Region."""
        return all(side.is_quiet for side in self.sides.values())


class Waiver(msgspec.Struct, frozen=True):
    """A finding that the project accepts, until a day.

    Attributes:
        rule: the rule's id.
        address: the address it is for; ``*`` and ``?`` match as in file names.
        reason: why it is accepted.
        expires: the last day on which it holds.
        place: ``file:line`` of the policy file.
    """

    rule: str
    address: str
    reason: str
    expires: date
    place: str = ""


class Finding(msgspec.Struct, frozen=True):
    """Something that a reviewer must know.

    Attributes:
        rule: the rule that found it.
        level: how bad it is, after the project's policy.
        says: what is wrong in words.
        entry: the change that it is about; None where it is about the review itself (an expired waiver, a
            version).
        path: the attribute, readable and redacted; empty for the resource as a whole.
        before: the attribute now, redacted; None where there is none, or no attribute.
        after: the attribute then, redacted; None likewise.
        unknown: true where the value is known only after apply, so that nobody can say that it is well.
        waived: the waiver that covers it today.
        takes_effect_in: the Region where it takes effect, if that is not the change's own
            (``modules.review.Concern.region``).
    """

    rule: Rule
    level: Level
    says: str
    entry: Entry | None = None
    path: str = ""
    before: str | None = None
    after: str | None = None
    unknown: bool = False
    waived: Waiver | None = None
    takes_effect_in: str | None = None

    @property
    def region(self) -> str:
        """The Region where it takes effect; ``UNKNOWN_REGION`` without a change."""
        if self.takes_effect_in:
            return self.takes_effect_in
        return self.entry.region if self.entry else UNKNOWN_REGION

    @property
    def is_asymmetry(self) -> bool:
        """Whether it says that the Regions come to differ: rules named ``asymmetry-…``."""
        return self.rule.id.startswith("asymmetry-")


class Policy(Protocol):
    """What a project decided about the rules (``futago.review.policy``)."""

    def level(self, rule: Rule) -> Level | None:
        """How bad findings of this rule are here; None where the project switched it off."""

    def waiver(self, rule: Rule, address: str) -> Waiver | None:
        """The waiver that covers this rule at this (unredacted) address today, if any."""

    def findings(self) -> Sequence[Finding]:
        """What the policy itself raises: expired waivers."""

    def unused(self, findings: Iterable[Finding], changes: Iterable[Change]) -> Sequence[Finding]:
        """A finding for each waiver that waives none of these, though its rule was asked where it says."""


class OutputChange(msgspec.Struct, frozen=True):
    """An output of a stack that changes.

    Attributes:
        stack: the stack.
        name: the output's name, redacted.
        action: what happens to it.
        differences: what changes in it.
    """

    stack: str
    name: str
    action: Action
    differences: tuple[Difference, ...]


class Check(msgspec.Struct, frozen=True):
    """A check block, precondition or postcondition that does not pass.

    Attributes:
        stack: the stack.
        address: whose check it is, redacted.
        status: Terraform's word: ``fail``, ``error`` or ``unknown``.
        problems: the messages, redacted.
    """

    stack: str
    address: str
    status: str
    problems: tuple[str, ...]


class PlanSummary(msgspec.Struct, frozen=True):
    """One plan file under review.

    Attributes:
        path: the file as the user named it.
        stack: the stack, or the file's stem.
        terraform_version: the Terraform that made it.
        provider_constraints: by provider, the version constraints of the configuration.
        errored: true where planning failed half-way.
        complete: false where the plan leaves changes out (``-target``, deferred changes).
        applyable: false where nothing is left to apply.
        timestamp: when it was made, RFC 3339; empty where not told.
    """

    path: str
    stack: str
    terraform_version: str
    provider_constraints: Mapping[str, str]
    errored: bool
    complete: bool
    applyable: bool
    timestamp: str


class Review(msgspec.Struct, frozen=True):
    """All that a review says.

    Attributes:
        estate: the estate's name with its environment; empty without a spec.
        regions: the columns: the pair first (Tokyo, Osaka), then others, ``GLOBAL_REGION``,
            ``UNKNOWN_REGION``; only those that some row is in.
        plans: the files, in the order given.
        warnings: why the review is not the whole truth: shown first.
        rows: every resource that something happens to, paired; the most dangerous action first.
        counts: by Region, how many resources each action hits (``Action.NO_OP`` and ``READ`` left out); empty
            where none is hit.
        moved: how many resources move.
        imported: how many are imported.
        findings: the worst first, waived ones last.
        drift: what changed outside Terraform, paired, without computed values that only settle.
        settled: how many drift entries were left out because only computed values settle in them.
        outputs: outputs that change.
        checks: checks that do not pass.
        fingerprint: the canonical hash of the plans, ``sha256:…``.
    """

    estate: str
    regions: tuple[str, ...]
    plans: tuple[PlanSummary, ...]
    warnings: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: Mapping[str, Mapping[Action, int]]
    moved: int
    imported: int
    findings: tuple[Finding, ...]
    drift: tuple[Row, ...]
    settled: int
    outputs: tuple[OutputChange, ...]
    checks: tuple[Check, ...]
    fingerprint: str

    @property
    def asymmetries(self) -> tuple[Finding, ...]:
        """The findings that say that the Regions come to differ."""
        return tuple(finding for finding in self.findings if finding.is_asymmetry)

    @property
    def worst(self) -> Level | None:
        """The worst level among the findings that nobody waived; None where there are none."""
        return max((finding.level for finding in self.findings if not finding.waived), default=None)

    def findings_of(self, entry: Entry) -> tuple[Finding, ...]:
        """What was found in one change."""
        return tuple(finding for finding in self.findings if finding.entry is entry)
